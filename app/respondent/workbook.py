"""The form as a workbook: handed out, taken back, compared with the draft, and saved to it where the person says so.

Nothing is kept on the server between the comparison and the saving: the page carries the file back in a hidden field,
and saving reads it anew against what the draft holds by then. So no table holds what belongs to the draft alone.
"""

from flask import flash, redirect, render_template, request, send_file, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext, ngettext

from app.access import Permission, Respondent, current_respondent, requires
from app.extensions import limiter
from app.queries.answer import invitations as invitation_queries
from app.respondent import blueprint
from app.respondent.frame import frame, locale
from app.respondent.workbook_page import decisions, shown
from app.services.answer.workbook import making, review
from app.services.answer.workbook.review import Review
from app.services.posted_files import PostedFile, carried_back, posted_file
from app.services.problems import Refused
from forms.respondent import WorkbookForm

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@blueprint.get("/answer/<int:request_id>/workbook")
@requires(Permission.RESPONDENT)
def workbook(request_id: int) -> ResponseReturnValue:
    """Say how to answer in a workbook, and take one back."""
    respondent = current_respondent()
    if not invitation_queries.is_open(respondent.request):
        return redirect(url_for("respondent.tasks", request_id=request_id))
    return _page(respondent, WorkbookForm(formdata=None))


@blueprint.get("/answer/<int:request_id>/workbook/file")
@requires(Permission.RESPONDENT)
def workbook_file(request_id: int) -> ResponseReturnValue:
    """The organisation's own form in the page's language, with what its draft holds."""
    made = making.make(current_respondent(), locale())
    return send_file(made, XLSX, as_attachment=True, download_name=f"svarsbok-{request_id}.xlsx")


@blueprint.post("/answer/<int:request_id>/workbook")
@requires(Permission.RESPONDENT)
@limiter.limit("60 per hour")
def return_workbook(request_id: int) -> ResponseReturnValue:  # noqa: ARG001 - the door has looked it up
    """Compare a workbook with the draft; nothing is saved yet."""
    respondent = current_respondent()
    try:
        file = posted_file(request.files.get("file"), gettext("Välj arbetsboken som ni har fyllt i."))
        compared = review.compare(respondent, review.read(file.data, file.name), locale())
    except Refused as refused:
        return _refused(respondent, refused)
    return _review(respondent, file, compared)


@blueprint.post("/answer/<int:request_id>/workbook/save")
@requires(Permission.RESPONDENT)
@limiter.limit("60 per hour")
def save_workbook(request_id: int) -> ResponseReturnValue:
    """Save what is new and what was chosen; what the draft got meanwhile is shown again instead."""
    respondent = current_respondent()
    file = carried_back(request.form)
    try:
        taken = review.take(respondent, review.read(file.data, file.name), decisions(request.form), locale())
    except Refused as refused:
        return _refused(respondent, refused)
    if taken.left is not None:
        return _review(respondent, file, taken.left, taken.saved)
    flash(_told(taken.saved), "success")
    return redirect(url_for("respondent.tasks", request_id=request_id), code=303)


def _told(saved: int) -> str:
    if not saved:
        return str(gettext("Inget ändrades. Utkastet är som det var."))
    return str(
        ngettext(
            "%(num)s svar från arbetsboken är sparat i utkastet. Det är inte skickat än.",
            "%(num)s svar från arbetsboken är sparade i utkastet. De är inte skickade än.",
            saved,
        )
    )


def _refused(respondent: Respondent, refused: Refused) -> ResponseReturnValue:
    form = WorkbookForm(formdata=None)
    form.file.errors = [str(refused)]
    return _page(respondent, form), 422


def _page(respondent: Respondent, form: WorkbookForm) -> str:
    return render_template("respondent/workbook.html", form=form, **frame(respondent))


def _review(respondent: Respondent, file: PostedFile, compared: Review, saved: int | None = None) -> str:
    page = shown(compared, locale())
    return render_template("respondent/workbook_review.html", file=file, page=page, saved=saved, **frame(respondent))
