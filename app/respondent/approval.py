"""Handing the answer to those who approve it, and taking it back from them with a comment."""

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from app.access import Permission, current_respondent, requires
from app.extensions import limiter
from app.respondent import blueprint, check
from app.respondent.frame import locale
from app.respondent.people import put_at_fields
from app.services.answer import approval as approval_service
from app.services.answer import submissions as submission_service
from app.services.answer.submissions import ChangedMeanwhile, NothingAnswered, NotReady
from app.services.input_checks import RefusedInput
from forms.respondent import CommentForm


@blueprint.post("/answer/<int:request_id>/ready")
@requires(Permission.RESPONDENT)
@limiter.limit("60 per hour")
def ask_approval(request_id: int) -> ResponseReturnValue:
    """Hand over what the check page showed; the approvers get a mail."""
    respondent = current_respondent()
    try:
        submission_service.ask_approval(respondent, request.form.get("content-version", ""), locale())
    except ChangedMeanwhile as changed:
        flash(str(changed), "warning")
        return check.show(respondent), 422
    except (NotReady, NothingAnswered):
        return check.show(respondent), 422  # the page itself says what to do
    flash(gettext("Svaret är lämnat för granskning."), "success")
    return redirect(url_for("respondent.check", request_id=request_id), code=303)


@blueprint.post("/answer/<int:request_id>/send-back")
@requires(Permission.RESPONDENT)
@limiter.limit("60 per hour")
def send_back(request_id: int) -> ResponseReturnValue:
    """Give the answer back to those who wrote it."""
    respondent = current_respondent()
    form = CommentForm()
    review = request.form.get("review-version", "")
    try:
        number = int(review) if review.isdecimal() and len(review) < 10 else 0
        approval_service.send_back(respondent, number, form.typed()["text"])
    except RefusedInput as refusal:
        put_at_fields(form, refusal)
        return check.show(respondent, form), 422
    flash(gettext("Svaret är tillbaka hos dem som skrev det. De får ett mejl."), "success")
    return redirect(url_for("respondent.tasks", request_id=request_id), code=303)
