"""A new device proves the mailbox: by the council's setting, a link alone does not open the form on it."""

from flask import flash, redirect, render_template, session, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from app.access import Permission, Respondent, current_respondent, requires
from app.extensions import limiter
from app.models import Invitation
from app.queries.answer import invitations as invitation_queries
from app.queries.answer.invitations import Door
from app.respondent import blueprint, doorway
from app.services.answer import devices
from app.services.answer import mailbox as mailbox_service
from forms.respondent import CodeForm


def ask_for_code(invitation: Invitation) -> ResponseReturnValue:
    """Mail a code and go on to the page where it is typed; its address has no token in it."""
    session["proving"] = {"invitation": invitation.id, "code": mailbox_service.mail_code(invitation)}
    return redirect(url_for("respondent.mailbox_code", request_id=invitation.request_id), code=303)


@blueprint.get("/answer/<int:request_id>/code")
@requires(Permission.PROVING)
def mailbox_code(request_id: int) -> ResponseReturnValue:  # noqa: ARG001 - the door has looked it up
    """Show where the code is typed. The page says the same whether a mail went out or not."""
    return _show(current_respondent(), CodeForm(formdata=None))


@blueprint.post("/answer/<int:request_id>/code")
@requires(Permission.PROVING)
@limiter.limit("20 per minute")
def prove_mailbox(request_id: int) -> ResponseReturnValue:
    """Open the form where the code is right, and remember the device."""
    respondent, form = current_respondent(), CodeForm()
    if invitation_queries.door(respondent.invitation) is not Door.OPEN:
        return redirect(url_for("public.home"), code=303)
    if not mailbox_service.proves(respondent.invitation, session["proving"]["code"], form.code.data or ""):
        form.code.errors = [gettext("Koden stämmer inte eller gäller inte längre. Försök igen, eller be om en ny.")]
        # Not an error status: that the try was counted must be committed.
        return _show(respondent, form)
    session.pop("proving")
    device = doorway.open_link(respondent.invitation)
    answer = redirect(url_for("respondent.tasks", request_id=request_id), code=303)
    return doorway.remembering(answer, devices.remember(device))


@blueprint.post("/answer/<int:request_id>/code/again")
@requires(Permission.PROVING)
@limiter.limit("10 per minute")
def new_mailbox_code(request_id: int) -> ResponseReturnValue:  # noqa: ARG001 - the door has looked it up
    """Mail another code; the one before is worth nothing in this browser any more."""
    flash(gettext("En ny kod är på väg. Bara den senaste koden gäller."), "success")
    return ask_for_code(current_respondent().invitation)


def _show(respondent: Respondent, form: CodeForm) -> str:
    meeting = respondent.request.meeting
    return render_template("respondent/mailbox_code.html", form=form, request_=respondent.request, meeting=meeting)
