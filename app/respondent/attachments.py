"""Files beside an answer: attached and taken away on a page of their own, so that no typed text waits for an upload."""

from flask import flash, redirect, render_template, request, send_file, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from sqlalchemy.exc import NoResultFound

from app.access import Permission, Respondent, current_respondent, requires
from app.extensions import db, limiter
from app.models import AnswerFile, DraftFile
from app.queries.answer import attachments as attachment_queries
from app.queries.answer import drafts as draft_queries
from app.queries.answer import invitations as invitation_queries
from app.respondent import blueprint
from app.respondent.frame import frame, locale
from app.services.answer import attachments as attachment_service
from app.services.answer.attachments import FILE_BYTES, MOST_FILES
from app.services.problems import Refused
from app.uploads.attachment.kinds import ACCEPT
from forms.question_types.file import File
from forms.questionnaire import Question, Section
from forms.respondent import AttachForm


@blueprint.get("/answer/<int:request_id>/section/<section_key>/files/<question_key>")
@requires(Permission.RESPONDENT)
def attachments(request_id: int, section_key: str, question_key: str) -> ResponseReturnValue:
    """What is attached to the question, and the way to attach more."""
    respondent = current_respondent()
    asked, question = _asked(respondent, section_key, question_key)
    if not invitation_queries.is_open(respondent.request):
        return redirect(url_for("respondent.tasks", request_id=request_id))
    return _page(respondent, asked, question, AttachForm(formdata=None))


@blueprint.post("/answer/<int:request_id>/section/<section_key>/files/<question_key>")
@requires(Permission.RESPONDENT)
@limiter.limit("60 per hour")
def attach(request_id: int, section_key: str, question_key: str) -> ResponseReturnValue:
    """Look the file through and attach it."""
    respondent = current_respondent()
    asked, question = _asked(respondent, section_key, question_key)
    try:
        name, content = _handed_in()
        db.let_others_write()
        file = attachment_service.look_through(name, content, locale())
        attachment_service.attach(respondent, question, file)
    except Refused as refused:
        form = AttachForm(formdata=None)
        form.file.errors = [str(refused)]
        return _page(respondent, asked, question, form), 422
    flash(gettext("Filen är sparad i utkastet. Den är inte skickad än."), "success")
    return _back(request_id, section_key, question_key)


@blueprint.post("/answer/<int:request_id>/section/<section_key>/files/<question_key>/<int:file_id>/remove")
@requires(Permission.RESPONDENT)
def detach(request_id: int, section_key: str, question_key: str, file_id: int) -> ResponseReturnValue:
    """Take the file away from the draft."""
    respondent = current_respondent()
    _, question = _asked(respondent, section_key, question_key)
    if attachment_service.detach(respondent, question, file_id):
        flash(gettext("Filen är borttagen ur utkastet."), "success")
    else:
        flash(gettext("Filen var redan borttagen."), "warning")
    return _back(request_id, section_key, question_key)


@blueprint.get("/answer/<int:request_id>/files/<int:file_id>")
@requires(Permission.RESPONDENT)
@limiter.limit("600 per hour")
def draft_file(request_id: int, file_id: int) -> ResponseReturnValue:
    """Download a file of the draft."""
    return _download(attachment_queries.in_draft(request_id, file_id))


@blueprint.get("/answer/<int:request_id>/receipt/<int:number>/files/<reference>/<int:position>")
@requires(Permission.RESPONDENT)
@limiter.limit("600 per hour")
def sent_file(request_id: int, number: int, reference: str, position: int) -> ResponseReturnValue:
    """Download a file that was sent."""
    return _download(attachment_queries.in_submission(request_id, number, reference, position))


def _download(file: DraftFile | AnswerFile) -> ResponseReturnValue:
    made = attachment_service.handed_out(file)
    return send_file(made.file, made.media_type, as_attachment=True, download_name=made.name)


def _asked(respondent: Respondent, section_key: str, question_key: str) -> tuple[Section, Question]:
    section = draft_queries.section_of(draft_queries.own_form(respondent.request), section_key)
    question = section.question(question_key)
    if question is None or question.type != File.name:
        raise NoResultFound
    return section, question


def _handed_in() -> tuple[str, bytes]:
    upload = request.files.get("file")
    if upload is None or not upload.filename:
        raise Refused(gettext("Välj en fil att bifoga."))
    return upload.filename, upload.stream.read(FILE_BYTES + 1)


def _page(respondent: Respondent, asked: Section, question: Question, form: AttachForm) -> str:
    there = attachment_queries.of_question(respondent.request.id, question.key)
    return render_template(
        "respondent/attachments.html",
        section=asked,
        question=question,
        form=form,
        files=there,
        is_full=len(there) >= MOST_FILES,
        most=MOST_FILES,
        accept=ACCEPT,
        **frame(respondent),
    )


def _back(request_id: int, section_key: str, question_key: str) -> ResponseReturnValue:
    return redirect(
        url_for("respondent.attachments", request_id=request_id, section_key=section_key, question_key=question_key),
        code=303,
    )
