"""Reads requests that are out: one with all that hangs on it, and the invitations that a mail can go to."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Select, select
from sqlalchemy.orm import contains_eager, joinedload, selectinload

from app.extensions import db
from app.models import (
    ColleagueInvitation,
    Contact,
    ContactChange,
    InputRequest,
    Invitation,
    Meeting,
    Organisation,
    OutboxMessage,
    OutboxState,
    RequestState,
)

NOT_DONE = (RequestState.ISSUED, RequestState.OPENED, RequestState.STARTED)


@dataclass(frozen=True)
class Happening:
    """Something that happened to a link or a mail.

    `what` is sent, returned, failed, cancelled, waiting, opened or replaced. `kind` is the mail's, empty for what
    happened to the link; `detail` is the outbox's constant words.
    """

    at: datetime
    what: str
    address: str
    kind: str = ""
    detail: str = ""


def by_id(request_id: int) -> InputRequest:
    """The request with its organisation, meeting, council and invitations; NoResultFound where there is none."""
    return db.session.scalars(
        select(InputRequest)
        .where(InputRequest.id == request_id)
        .options(
            joinedload(InputRequest.organisation).joinedload(Organisation.membership),
            joinedload(InputRequest.meeting).joinedload(Meeting.council),
            joinedload(InputRequest.version),
            selectinload(InputRequest.invitations).options(
                joinedload(Invitation.contact),
                joinedload(Invitation.colleague).joinedload(ColleagueInvitation.invited_by),
            ),
        )
    ).one()


def invitation_of(request: InputRequest, invitation_id: int) -> Invitation:
    """One invitation of this request; raises NoResultFound for any other."""
    return db.session.scalars(
        select(Invitation)
        .where(Invitation.id == invitation_id, Invitation.request_id == request.id)
        .options(joinedload(Invitation.contact).joinedload(Contact.organisation))
    ).one()


def changes(request_id: int) -> Sequence[ContactChange]:
    """What contacts have told of other persons and nobody has settled, the oldest first."""
    query = select(ContactChange).where(ContactChange.request_id == request_id, ContactChange.settled_at.is_(None))
    return db.session.scalars(query.options(joinedload(ContactChange.contact)).order_by(ContactChange.id)).all()


def change_of(request: InputRequest, change_id: int) -> ContactChange:
    """One of them of this request, settled or not; raises NoResultFound for any other."""
    query = select(ContactChange).where(ContactChange.id == change_id, ContactChange.request_id == request.id)
    contact = joinedload(ContactChange.contact).joinedload(Contact.organisation)
    return db.session.scalars(query.options(contact)).one()


def contact_with(organisation_id: int, email: str) -> Contact | None:
    """The organisation's contact or colleague with this address, also one who has left."""
    return db.session.scalar(select(Contact).where(Contact.organisation_id == organisation_id, Contact.email == email))


def live_invitations(request_id: int) -> Sequence[Invitation]:
    """The invitations of this request whose link works and whose contact is still there, oldest first."""
    return db.session.scalars(_live().where(InputRequest.id == request_id)).all()


def live_of_contact(contact_id: int) -> Sequence[Invitation]:
    """The invitations of this contact whose link works, with their requests and meetings, oldest first."""
    query = (
        _live()
        .where(Invitation.contact_id == contact_id)
        .options(contains_eager(Invitation.request).joinedload(InputRequest.meeting))
    )
    return db.session.scalars(query).all()


def invitations_not_done(meeting_id: int) -> Sequence[Invitation]:
    """The live invitations of a meeting to organisations that have neither answered nor been closed.

    Contacts whose address the mail system refused for good are left out.
    """
    return db.session.scalars(
        _live().where(
            InputRequest.meeting_id == meeting_id,
            InputRequest.state.in_(NOT_DONE),
            InputRequest.closed_at.is_(None),
            Contact.undeliverable_at.is_(None),
        )
    ).all()


def _live() -> Select[Invitation]:
    return (
        select(Invitation)
        .join(Invitation.request)
        .join(Invitation.contact)
        .where(Invitation.revoked_at.is_(None), Contact.left_at.is_(None))
        .options(contains_eager(Invitation.contact), contains_eager(Invitation.request))
        .order_by(Invitation.id)
    )


def history(request: InputRequest) -> list[Happening]:
    """What happened to the request's links and mails, the latest first."""
    found = []
    for link in request.invitations:
        found += [Happening(link.opened_at, "opened", link.contact.email)] if link.opened_at else []
        found += [Happening(link.revoked_at, "replaced", link.contact.email)] if link.revoked_at else []
    query = (
        select(OutboxMessage)
        .join(OutboxMessage.invitation)
        .where(Invitation.request_id == request.id)
        .options(joinedload(OutboxMessage.contact))
        .order_by(OutboxMessage.id)
    )
    for mail in db.session.scalars(query):
        found.append(_happening(mail))
        if mail.returned_at is not None:
            found.append(Happening(mail.returned_at, "returned", mail.contact.email, mail.kind))
    return sorted(found, key=lambda one: one.at, reverse=True)


def _happening(mail: OutboxMessage) -> Happening:
    waits = mail.state in {OutboxState.QUEUED, OutboxState.SENDING}
    what = "waiting" if waits else mail.state.value
    # A mail that never went out was last looked at when its next attempt was due.
    at = mail.sent_at or (mail.created_at if waits else mail.next_attempt_at)
    return Happening(at, what, mail.contact.email, mail.kind, mail.last_error)
