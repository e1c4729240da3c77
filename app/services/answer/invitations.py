"""Opens personal links, and holds the one lock under which an organisation's answer is written and sent."""

from flask_babel import gettext
from sqlalchemy import bindparam, select, update

from app.extensions import db
from app.models import InputRequest, Invitation, RequestState, now
from app.queries.answer.invitations import Door, door
from app.services import audit, sessions
from app.services.problems import Refused

# Built once, for every save. The weaker lock lets rows that merely point at the request be written meanwhile.
_LOCK = (
    select(InputRequest.state, InputRequest.closed_at, InputRequest.version_id)
    .where(InputRequest.id == bindparam("request_id"))
    .with_for_update(key_share=True)
)


def open_link(invitation: Invitation) -> str:
    """Let the browser in; returns the token of its session. Notes the first opening of link and request.

    Raises Refused where the link was replaced or the form is closed.
    """
    if door(invitation) is not Door.OPEN:
        raise Refused(gettext("Länken öppnar inte formuläret längre."))
    if invitation.opened_at is None:
        invitation.opened_at = now()
        audit.record("invitation_opened", "invitation", invitation.id, contact=invitation.contact)
    # In one statement, for a colleague may have started meanwhile.
    db.session.execute(
        update(InputRequest)
        .where(InputRequest.id == invitation.request_id, InputRequest.state == RequestState.ISSUED)
        .values(state=RequestState.OPENED)
        .execution_options(synchronize_session=False)
    )
    return sessions.begin_for_invitation(invitation)


def lock_open(request: InputRequest) -> RequestState:
    """Lock the request until the transaction ends, so that its saves and sends come one by one; returns its state.

    The request then has the version of the form that holds now: a correction may have come since it was read. Raises
    Refused where the secretariat has closed it.
    """
    row = db.session.execute(_LOCK, {"request_id": request.id}).one()
    if row.closed_at or request.meeting.closed_at:
        raise Refused(gettext("Formuläret är stängt och tar inte emot fler svar. Kontakta sekretariatet."))
    if row.version_id != request.version_id:
        db.session.refresh(request, ("version_id", "known_version_id"))
    state: RequestState = row.state
    return state


def lock(request: InputRequest) -> None:
    """Lock the request as `lock_open` does, also where it is closed."""
    db.session.execute(_LOCK, {"request_id": request.id}).one()


def set_state(request: InputRequest, state: RequestState) -> None:
    """Write the request's state; the caller holds its lock."""
    db.session.execute(
        update(InputRequest)
        .where(InputRequest.id == request.id)
        .values(state=state)
        .execution_options(synchronize_session=False)
    )
