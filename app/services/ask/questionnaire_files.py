"""Forms as files: those of XLSForm, LimeSurvey and SurveyJS read into the draft; the draft written as an XLSForm."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import BinaryIO

from flask_babel import get_locale, gettext

from app.models import Meeting, Staff, now
from app.queries.ask import questionnaires as questionnaire_queries
from app.services.ask import questionnaires
from app.services.input_checks import RefusedInput
from app.services.plan import handed_in
from app.services.problems import Refused
from app.uploads.forms import JsonFile, LimeSurveyFile
from app.uploads.remarks import sentence
from app.uploads.sheets import Fault, Sheet, Sheets, cell_name
from forms import limesurvey, surveyjs, xlsform
from forms import questionnaire as language
from forms.localised import Localised
from forms.xlsform import ReportLine, Severity
from forms.xlsform.example import EXAMPLE

EXAMPLE_MADE = datetime(2026, 11, 1, tzinfo=UTC)
_ROW = Localised(sv="rad", en="row")


class ImportRefused(Refused):
    """The file holds no form that can be taken; `lines` say why, place by place."""

    def __init__(self, lines: Sequence[ReportLine]) -> None:
        first = located(lines[0], str(get_locale()))
        super().__init__(gettext("Formuläret kunde inte läsas in, och inget ändrades. %(reason)s", reason=first))
        self.lines = tuple(lines)


@dataclass(frozen=True)
class Imported:
    """What came in: how much, and a line for everything in the file that did not."""

    sections: int
    questions: int
    lines: tuple[ReportLine, ...]


def read(meeting: Meeting, data: bytes, filename: str) -> xlsform.XlsFormResult:
    """Read a form for this meeting's council, of any program whose forms are read; nothing is written.

    Raises Refused for a file that can't be read, ImportRefused for one that holds no form.
    """
    found = handed_in.form_file(data, filename)
    try:
        match found:
            case LimeSurveyFile():
                return limesurvey.read_xml(found.tables, found.languages)
            case JsonFile():
                return surveyjs.read(found.document)
            case _ if limesurvey.is_limesurvey(found.sheets[0].rows):
                return limesurvey.read_tsv(found.sheets[0].rows)
            case _:
                return _read_workbook(meeting, found)
    except xlsform.XlsFormError as error:
        raise ImportRefused(error.reasons) from error


def _read_workbook(meeting: Meeting, sheets: Sheets) -> xlsform.XlsFormResult:
    ids = {name: number for number, name in reversed(questionnaire_queries.organisation_names(meeting).items())}
    result = xlsform.read({sheet.name: sheet.rows for sheet in sheets.sheets}, ids)
    return xlsform.XlsFormResult(result.questionnaire, (*_unreadable_cells(sheets), *result.report))


def import_into(
    meeting: Meeting,
    result: xlsform.XlsFormResult,
    staff: Staff | None = None,
    *,
    seen: int | None = None,
    may_replace: bool,
) -> Imported:
    """Put what was read in the draft's place. Published versions stay as they are.

    Raises RefusedInput at `replace` where there is a form already that may not be replaced, and Conflict where it has
    changed since the revision `seen`.
    """
    current = questionnaire_queries.of_meeting(meeting)
    if current.form != language.Questionnaire() and not may_replace:
        raise RefusedInput({"replace": gettext("Kryssa i rutan om formuläret som finns ska ersättas.")})
    form = result.questionnaire
    questionnaires.change(meeting, current.revision if seen is None else seen, lambda _: form, staff, "imported")
    return Imported(len(form.sections), sum(1 for _ in form.questions()), result.report)


def export(meeting: Meeting, target: BinaryIO) -> None:
    """Write the draft as an XLSForm workbook that `read` takes back as it was."""
    current = questionnaire_queries.of_meeting(meeting)
    names = questionnaire_queries.organisation_names(meeting)
    moment = current.stored.changed_at if current.stored else now()
    title = current.form.title.text(str(get_locale())) or meeting.title
    _write(current.form, names, target, title, meeting.council.name, moment)


def write_example(target: BinaryIO) -> None:
    """Write a workbook that shows how a form is written: each type of question once, with logic and two languages."""
    _write(EXAMPLE, {}, target, EXAMPLE.title.text(str(get_locale())), "Rådslag", EXAMPLE_MADE)


def _write(
    form: language.Questionnaire, names: dict[int, str], target: BinaryIO, title: str, author: str, moment: datetime
) -> None:
    # openpyxl takes its time to load; most requests never need it.
    from exports.page_setup import BookInfo
    from exports.xlsform import write_form

    info = BookInfo(title=title, author=author, moment=moment, locale=str(get_locale()))
    write_form(xlsform.write(form, names), target, info)


def located(line: ReportLine, locale: str) -> str:
    """One sentence with its place: "survey, rad 12, relevant: …". It quotes the file: escape it."""
    row = f"{_ROW.text(locale)} {line.row}" if line.row else ""
    place = ", ".join(part for part in (line.sheet, row, line.column) if part)
    return f"{place}: {line.message.text(locale)}"


def _unreadable_cells(sheets: Sheets) -> list[ReportLine]:
    return [
        _fault_line(sheet, cell_name(row, column), row, fault)
        for sheet in sheets.sheets
        for row, column, fault in sheet.faults
    ]


def _fault_line(sheet: Sheet, cell: str, row: int, fault: Fault) -> ReportLine:
    name = "error_value" if fault is Fault.ERROR_VALUE else "no_value"
    return ReportLine(sheet.name, row, "", sentence(name, cell=cell), Severity.WARNING)
