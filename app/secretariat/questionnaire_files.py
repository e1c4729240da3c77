"""A meeting's form to and from a file."""

import io

from flask import request, send_file
from flask.typing import ResponseReturnValue
from flask_babel import get_locale, gettext
from werkzeug.datastructures import FileStorage

from app.access import Permission, requires, signed_in_staff
from app.extensions import limiter
from app.secretariat import blueprint
from app.secretariat.questionnaire_desk import ConflictsAt, Desk, open_desk, refused_status
from app.secretariat.refusals import RefusalsAt
from app.services.ask import questionnaire_files as files
from app.services.problems import Refused
from app.uploads import limits
from forms import questionnaire as language
from forms.secretariat.questionnaire import ImportForm
from forms.xlsform import ReportLine, Severity

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@blueprint.get("/meetings/<int:meeting_id>/form/import")
@requires(Permission.PLAN)
def new_questionnaire_import(meeting_id: int) -> ResponseReturnValue:
    """Show the form for a file."""
    desk = open_desk(meeting_id)
    return _page(desk, ImportForm(formdata=None, data={"revision": desk.current.revision}))


@blueprint.post("/meetings/<int:meeting_id>/form/import")
@requires(Permission.PLAN)
@limiter.limit("30 per hour")
def import_questionnaire(meeting_id: int) -> ResponseReturnValue:
    """Replace the draft by a file's form, and tell what it held that was not carried."""
    desk = open_desk(meeting_id)
    form = ImportForm()
    lines: tuple[ReportLine, ...] = ()
    try:
        with RefusalsAt(form), ConflictsAt(desk, form):
            read = files.read(desk.meeting, *_handed_in(request.files.get("file")))
            done = files.import_into(
                desk.meeting, read, signed_in_staff(), seen=form.seen(), may_replace=form.ticked("replace")
            )
            return desk.render("imported", done=done, report=_told(done.lines))
    except files.ImportRefused as refusal:
        form.file.errors = [gettext("Filen har inget formulär som går att läsa in. Inget har ändrats.")]
        lines = refusal.lines
    except Refused as refusal:
        form.file.errors = [str(refusal)]
    return _page(desk, form, lines), refused_status(form)


@blueprint.get("/meetings/<int:meeting_id>/form/export")
@requires(Permission.PLAN)
def export_questionnaire(meeting_id: int) -> ResponseReturnValue:
    """The draft as an XLSForm workbook."""
    desk = open_desk(meeting_id)
    target = io.BytesIO()
    files.export(desk.meeting, target)
    target.seek(0)
    return send_file(target, XLSX, as_attachment=True, download_name=f"formular-{meeting_id}.xlsx")


@blueprint.get("/meetings/<int:meeting_id>/form/example")
@requires(Permission.PLAN)
def questionnaire_example(meeting_id: int) -> ResponseReturnValue:
    """A workbook that shows how a form is written in Excel."""
    open_desk(meeting_id)
    target = io.BytesIO()
    files.write_example(target)
    target.seek(0)
    return send_file(target, XLSX, as_attachment=True, download_name="exempelformular.xlsx")


def _handed_in(file: FileStorage | None) -> tuple[bytes, str]:
    """The file's bytes, of a file that is too large just enough for it to be refused, and its name."""
    if file is None or not file.filename:
        raise Refused(gettext("Välj en fil."))
    return file.stream.read(limits.FILE_BYTES + 1), file.filename


def _page(desk: Desk, form: ImportForm, lines: tuple[ReportLine, ...] = ()) -> str:
    has_form = desk.current.form != language.Questionnaire()
    return desk.render("import", form=form, has_form=has_form, report=_told(lines))


def _told(lines: tuple[ReportLine, ...]) -> list[tuple[str, int, str, str, bool]]:
    """Sheet, row, column, sentence, and whether it matters."""
    locale = str(get_locale())
    return [
        (line.sheet, line.row, line.column, line.message.text(locale), line.severity is not Severity.INFO)
        for line in lines
    ]
