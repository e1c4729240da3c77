"""From the sheets of an XLSForm workbook to a questionnaire, with a report of all that could not be carried."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from forms.localised import Localised
from forms.question_types import QUESTION_TYPES
from forms.questionnaire import NOTHING, Question, Questionnaire, Section
from forms.texts import with_languages
from forms.xlsform import sentences
from forms.xlsform.choices import KNOWN_CHOICE_COLUMNS, ChoiceLists, read_choices
from forms.xlsform.headings import LOCALISED
from forms.xlsform.languages import language_code
from forms.xlsform.names import Names
from forms.xlsform.questions import KNOWN_COLUMNS, NEVER_CARRIED
from forms.xlsform.references import References, names_in
from forms.xlsform.report import Place, Report, ReportLine
from forms.xlsform.rules import YES
from forms.xlsform.sheets import Cells, Row, Sheet, read_sheet, split_sheets
from forms.xlsform.survey import SurveyReader
from forms.xlsform.tree import Survey, read_tree
from forms.xlsform.types import external_list, is_known
from forms.xlsform.workbook import Workbook

Sheets: TypeAlias = Mapping[str, Cells]
"""Cell values by sheet name. A text file is one sheet without a name."""

MOST_ROWS = 5_000
"""Rows of a survey: many times the longest form that anyone would answer."""

MOST_OFFERED = 50_000
"""Choices of all questions together: each question keeps its own, so a long list in every row would fill the memory."""

SURVEY, CHOICES, SETTINGS = "survey", "choices", "settings"
EXTERNAL_CHOICES = "external_choices"
"""Where long lists may stand that the apps keep in a file of their own."""
ABOUT = "om kolumnerna"
"""The sheet that explains the columns in a workbook of ours."""
_OUR_SETTINGS = frozenset({"form_title", "translated_title", "intro", "default_language", "allow_choice_duplicates"})


@dataclass(frozen=True)
class XlsFormResult:
    """What a workbook held: the questionnaire, and a line for everything that is not in it."""

    questionnaire: Questionnaire
    report: tuple[ReportLine, ...]


def read(sheets: Sheets, organisation_ids: Mapping[str, int]) -> XlsFormResult:
    """Read a workbook's sheets; `organisation_ids` gives the ids of those an audience may name.

    Raises XlsFormError, with every reason at once, when no form can be taken from it.
    """
    report = Report()
    named = _named_sheets(sheets, report)
    settings = _settings_row(named.get(SETTINGS), report)
    language = language_code(settings.text("default_language")) if settings else ""
    survey = read_sheet(SURVEY, KNOWN_COLUMNS, *named[SURVEY], language, report)
    _check_survey(survey, report)
    if survey.place.row > 1 and "" not in sheets:
        report.info(survey.place, sentences.LATE_HEADINGS)
    plain = language or next((row.default_language for row in survey.rows), "")
    choices = read_sheet(CHOICES, KNOWN_CHOICE_COLUMNS, *named.get(CHOICES, (CHOICES, ())), plain, report)
    languages = _languages((survey, choices), plain)
    allow_doubles = settings is not None and settings.text("allow_choice_duplicates").casefold() in YES
    lists = read_choices(choices, languages, allow_doubles, report) if CHOICES in named else None
    external = _external_lists(named, plain, languages, report)
    tree = read_tree(survey, report, external)
    lists = {**(lists or {}), **external} if external else lists
    _check_offered(tree, lists or {}, report)
    names = Names(tree, report)
    with_other = frozenset(node.kind.list_name for node in tree.walk() if node.kind.or_other)
    quoted = frozenset(name for sheet in (survey, choices) for name in _quoted(sheet))
    workbook = Workbook(lists, organisation_ids, languages, report, names, References(report), with_other, quoted)
    for row in choices.rows:
        workbook.references.text(row.place.at("label"), row.localised("label"))
    sections = _sections(tree, workbook)
    title, intro = _title(settings, tree, plain), settings.localised("intro") if settings else NOTHING
    return XlsFormResult(with_languages(Questionnaire(title, intro, sections), languages), report.lines())


def _named_sheets(sheets: Sheets, report: Report) -> dict[str, tuple[str, Cells]]:
    """Return name and cells of each sheet by its plain name; refuse a workbook without a survey."""
    if list(sheets) == [""]:
        sheets = split_sheets(sheets[""])
    elif len(sheets) == 1 and _has_type_heading(next(iter(sheets.values()))):
        return {SURVEY: next(iter(sheets.items()))}
    named = {name.strip().casefold(): (name, cells) for name, cells in reversed(list(sheets.items()))}
    for name in sheets:
        if name.strip().casefold() not in {SURVEY, CHOICES, SETTINGS, EXTERNAL_CHOICES, ABOUT}:
            report.info(Place(name), sentences.UNUSED_SHEET)
    if SURVEY not in named:
        report.refuse(Place(SURVEY), sentences.NO_SURVEY)
        report.lines()
    return named


def _has_type_heading(cells: Cells) -> bool:
    first: Sequence[object] = next((row for row in cells if any(row)), ())
    return any(str(cell).strip().casefold() in {"type", "command"} for cell in first)


def _external_lists(
    named: Mapping[str, tuple[str, Cells]], plain: str, languages: frozenset[str], report: Report
) -> ChoiceLists:
    """Return the lists of the sheet for long ones, by names of their own: the plain ones are those of the choices.

    A name may stand in a list as often as there are places to choose it for.
    """
    if EXTERNAL_CHOICES not in named:
        return {}
    sheet = read_sheet(CHOICES, KNOWN_CHOICE_COLUMNS, *named[EXTERNAL_CHOICES], plain, report)
    lists = read_choices(sheet, languages, allow_doubles=True, report=report)
    return {external_list(name): choices for name, choices in lists.items()}


def _check_survey(survey: Sheet, report: Report) -> None:
    if not survey.has("type"):
        report.refuse(survey.place, sentences.NO_TYPE_COLUMN)
    for column in survey.columns:
        if column.name not in KNOWN_COLUMNS:
            report.info(survey.place.at(column.heading), sentences.UNUSED_COLUMN, name=column.heading)
    if len(survey.rows) > MOST_ROWS:
        report.refuse(survey.place, sentences.TOO_MANY_ROWS)
        report.lines()


def _quoted(sheet: Sheet) -> Iterator[str]:
    """Yield the names that cells quote, as far as the cells come along."""
    for row in sheet.rows:
        for (column, _), cell in row.cells.items():
            yield from names_in(cell) if column not in NEVER_CARRIED else ()


def _check_offered(tree: Survey, lists: ChoiceLists, report: Report) -> None:
    if sum(len(lists.get(node.kind.list_name, ())) for node in tree.walk()) > MOST_OFFERED:
        report.refuse(Place(SURVEY), sentences.TOO_MUCH_OFFERED)
        report.lines()


def _sections(tree: Survey, workbook: Workbook) -> tuple[Section, ...]:
    """Return the survey's sections, and judge what was read by what has come along."""
    workbook.names.check_level(tree.nodes)
    sections = SurveyReader(workbook).sections(tree.nodes)
    workbook.references.judge(workbook.names.counts, set(_kept_names(sections)))
    if not any(QUESTION_TYPES[one.type].is_answered for section in sections for one in section.questions):
        _tell_of_nothing_asked(tree, workbook.report)
    return sections


def _tell_of_nothing_asked(tree: Survey, report: Report) -> None:
    """Refuse what is no form at all; one that only tells or gathers is a draft to go on with."""
    if any(is_known(node.kind) for node in tree.walk()):
        report.warn(Place(SURVEY), sentences.ASKS_NOTHING)
    elif not report.is_refusal:
        report.refuse(Place(SURVEY), sentences.NO_QUESTIONS)


def _kept_names(sections: Iterable[Section]) -> Iterator[str]:
    for section in sections:
        yield section.key
        yield from (group.key for group in section.groups)
        yield from _question_names(section.questions)


def _question_names(questions: Iterable[Question]) -> Iterator[str]:
    for question in questions:
        yield question.key
        yield from (row.key for row in question.rows)
        yield from ([f"{question.key}_other"] if question.other else [])
        yield from _question_names(question.questions)


def _title(settings: Row | None, tree: Survey, language: str) -> Localised:
    """Return the title: plain in the default language, elsewhere in columns that other programs do not stumble on."""
    written = Localised.of({language or "sv": tree.settings.get("form_title", "")}).to_json()
    if settings is not None:
        written |= settings.localised("form_title").to_json() | settings.localised("translated_title").to_json()
    return Localised.of(written)


def _settings_row(sheet: tuple[str, Cells] | None, report: Report) -> Row | None:
    if sheet is None:
        return None
    settings = read_sheet(SETTINGS, _OUR_SETTINGS, *sheet, "", report)
    row = settings.rows[0] if settings.rows else None
    language = language_code(row.text("default_language")) if row else ""
    if language:
        settings = read_sheet(SETTINGS, _OUR_SETTINGS, *sheet, language, Report())
        row = settings.rows[0]
    for name, _ in row.cells if row else ():
        if row and name not in _OUR_SETTINGS:
            report.info(row.place.at(name), sentences.UNUSED_SETTING, name=name)
    return row


def _languages(sheets: Iterable[Sheet], plain: str) -> frozenset[str]:
    """Return the languages that people read: those of the labels, and of the hints that stand in several."""
    found = {
        column.language or plain
        for sheet in sheets
        for column in sheet.columns
        if column.name == "label" or (column.name in LOCALISED and column.language)
    }
    return frozenset(found - {""})
