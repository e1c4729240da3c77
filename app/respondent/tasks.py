"""The task list: what there is to do, how far it has come, and the ways out."""

from collections.abc import Mapping

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from app.access import Permission, Respondent, current_respondent, requires
from app.models import Submission
from app.queries.answer import attachments as attachment_queries
from app.queries.answer import drafts as draft_queries
from app.queries.answer import earlier_forms
from app.queries.answer import submissions as submission_queries
from app.queries.answer import together as together_queries
from app.queries.answer.drafts import DraftedAnswer
from app.queries.answer.submissions import Ready
from app.queries.collect import collections as collection_queries
from app.respondent import blueprint, doorway
from app.respondent.approving import approving
from app.respondent.copy import left_over_lines
from app.respondent.frame import frame, locale
from app.respondent.people import name_of
from app.respondent.progress import next_section, progress
from app.respondent.sharing import together
from app.services.answer import corrections
from forms.changes import CHANGE_NAMES


@blueprint.get("/answer/<int:request_id>/")
@requires(Permission.RESPONDENT)
def tasks(request_id: int) -> ResponseReturnValue:  # noqa: ARG001 - the door has looked it up
    """Show the sections with their states, what was sent, and what to do next."""
    respondent = current_respondent()
    form = draft_queries.own_form(respondent.request)
    stored, marks = together_queries.stored(respondent.request.id)
    answers = attachment_queries.with_all(respondent.request, form, stored.answers)
    ready = submission_queries.ready_from(respondent.request, form, answers, locale())
    lines = progress(form.questionnaire, answers, ready.checked)
    sent = submission_queries.of_request(respondent.request.id)
    return render_template(
        "respondent/tasks.html",
        questionnaire=form.questionnaire,
        lines=lines,
        next_section=next_section(lines),
        is_started=bool(answers),
        sent=sent,
        is_changed=bool(sent and answers) and _as_sent(respondent, sent[0], answers).sha256 != sent[0].sha256,
        changes=earlier_forms.unread_changes(respondent.request),
        change_names=CHANGE_NAMES,
        version=form.number,
        left_over=left_over_lines(respondent.request, form, answers, locale()),
        name_of=name_of,
        council=respondent.request.meeting.council,
        may_collect=respondent.may(Permission.COORDINATOR) and collection_queries.may_collect(respondent.request),
        approving=approving(respondent, ready.sha256, answers.values()),
        together=together(respondent, form.questionnaire, marks, answers, only_mine="mine" in request.args),
        **frame(respondent),
    )


@blueprint.post("/answer/<int:request_id>/changes")
@requires(Permission.RESPONDENT)
def have_read_changes(request_id: int) -> ResponseReturnValue:
    """Take the list of changes off the task list, for all who answer for the organisation."""
    corrections.have_read(current_respondent().request, request.form.get("version", ""))
    return redirect(url_for("respondent.tasks", request_id=request_id), code=303)


@blueprint.post("/answer/<int:request_id>/leave")
@requires(Permission.RESPONDENT)
def leave(request_id: int) -> ResponseReturnValue:
    """End the session in this browser; the link in the mail opens the form again."""
    doorway.leave(request_id)
    flash(gettext("Du är utloggad på den här enheten. Länken i mejlet öppnar formuläret igen."), "success")
    return doorway.forgetting(redirect(url_for("public.home"), code=303))


def _as_sent(respondent: Respondent, sent: Submission, answers: Mapping[str, DraftedAnswer]) -> Ready:
    """The draft as an answer to the version that was answered, so that a correction alone changes nothing in it."""
    form = draft_queries.own_form(respondent.request, sent.version_id)
    then = earlier_forms.as_typed_for(form, answers) if form.version_id != respondent.request.version_id else answers
    return submission_queries.ready_from(respondent.request, form, then, locale())
