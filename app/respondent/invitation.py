"""The personal link: what is asked and why, and the one button that opens the form. Looking changes nothing."""

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from app.access import Permission, requires
from app.extensions import limiter
from app.models import Invitation
from app.queries.answer import invitations as invitation_queries
from app.queries.answer.invitations import Door
from app.respondent import blueprint, doorway
from app.respondent.frame import days_left
from app.respondent.mailbox import ask_for_code
from app.services.answer import mailbox as mailbox_service


@blueprint.get("/invitation/<token>")
@requires(Permission.INVITED)
def invitation(token: str) -> ResponseReturnValue:
    """Show the invitation. Scanners and previews may fetch it as often as they like."""
    found = invitation_queries.by_token(token)
    doorway.speak_as(found)
    if (door := invitation_queries.door(found)) is not Door.OPEN:
        return _closed(found, door)
    return render_template(
        "respondent/invitation.html",
        token=token,
        request_=found.request,
        meeting=found.request.meeting,
        days=days_left(found.request),
    )


@blueprint.post("/invitation/<token>")
@requires(Permission.INVITED)
@limiter.limit("60 per minute")
def open_invitation(token: str) -> ResponseReturnValue:
    """Begin a session in this browser, and go on to an address with no token in it."""
    found = invitation_queries.by_token(token)
    doorway.speak_as(found)
    if (door := invitation_queries.door(found)) is not Door.OPEN:
        return _closed(found, door)
    if mailbox_service.must_prove(found, doorway.device_token()):
        return ask_for_code(found)
    doorway.open_link(found)
    return redirect(url_for("respondent.tasks", request_id=found.request_id), code=303)


def _closed(found: Invitation, door: Door) -> ResponseReturnValue:
    meeting = found.request.meeting
    # What this browser may still keep of the request is shown, so that it can be copied.
    return render_template(
        "respondent/closed.html", door=door, meeting=meeting, request_=found.request, acknowledged=""
    ), 410
