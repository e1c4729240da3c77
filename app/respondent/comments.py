"""What colleagues say to one another about the answer. It stays with them: nothing here is ever sent."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from app.access import Permission, Respondent, current_respondent, requires
from app.extensions import limiter
from app.queries.answer import drafts as draft_queries
from app.queries.answer import invitations as invitation_queries
from app.queries.answer import together as together_queries
from app.respondent import blueprint, question
from app.respondent.frame import frame
from app.respondent.people import name_of, put_at_fields
from app.services.answer import together as together_service
from app.services.input_checks import RefusedInput
from forms.respondent import CommentForm

COMMENTS = "/answer/<int:request_id>/comments"


@blueprint.get(COMMENTS)
@requires(Permission.RESPONDENT)
def comments(request_id: int) -> ResponseReturnValue:
    """Show all that is said, about the whole and about each question."""
    respondent = current_respondent()
    if not invitation_queries.is_open(respondent.request):
        return redirect(url_for("respondent.tasks", request_id=request_id))
    return _page(respondent, CommentForm(formdata=None))


@blueprint.post(COMMENTS)
@requires(Permission.RESPONDENT)
@limiter.limit("120 per hour")
def add_comment(request_id: int) -> ResponseReturnValue:
    """Say something about the whole answer, or about the question that the page was about."""
    respondent = current_respondent()
    key = request.form.get("question", "")
    place = question.place_of(respondent, key) if key else None
    form = CommentForm()
    try:
        together_service.comment(respondent, key, form.typed()["text"])
    except RefusedInput as refusal:
        put_at_fields(form, refusal)
        return (question.show(respondent, place, form) if place else _page(respondent, form)), 422
    return _back(request_id, key)


@blueprint.post(f"{COMMENTS}/<int:comment_id>/remove")
@requires(Permission.RESPONDENT)
def remove_comment(request_id: int, comment_id: int) -> ResponseReturnValue:
    """Take the own comment away."""
    found = together_queries.comment_of(request_id, comment_id)
    together_service.remove_comment(current_respondent(), found)
    flash(gettext("Kommentaren är borttagen."), "success")
    return _back(request_id, found.question_key if request.form.get("question") else "")


def _page(respondent: Respondent, form: CommentForm) -> str:
    asked = draft_queries.own_form(respondent.request).questionnaire
    return render_template(
        "respondent/comments.html",
        form=form,
        comments=together_queries.comments(respondent.request.id),
        questions={one.key: one for one in asked.questions()},
        me=respondent.contact.id,
        name_of=name_of,
        **frame(respondent),
    )


def _back(request_id: int, key: str) -> ResponseReturnValue:
    if key:
        return question.to_question(request_id, key)
    return redirect(url_for("respondent.comments", request_id=request_id), code=303)
