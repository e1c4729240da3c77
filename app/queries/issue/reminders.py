"""Reads whom the calendar may remind: contacts of organisations that are neither done nor closed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select

from app.extensions import db
from app.models import Contact, ContactChange, InputRequest, Invitation, InvitationRole, Meeting, OutboxMessage
from app.queries.issue.requests import NOT_DONE


@dataclass(frozen=True)
class Waited:
    """An organisation's contact who is waited for. `last_mail_at` is when a mail to them was last queued."""

    invitation_id: int
    request_id: int
    contact_id: int
    invited_at: datetime
    deadline_at: datetime
    meeting_starts_at: datetime
    last_mail_at: datetime


def waited_for(moment: datetime) -> Sequence[Waited]:
    """Everyone who may be reminded, of meetings that have not begun; oldest invitation first, in one query."""
    last_mail = (
        select(func.max(func.coalesce(OutboxMessage.sent_at, OutboxMessage.created_at)))
        .where(OutboxMessage.invitation_id == Invitation.id)
        .scalar_subquery()
    )
    wrong_person = select(ContactChange.id).where(
        ContactChange.request_id == Invitation.request_id,
        ContactChange.contact_id == Invitation.contact_id,
        ContactChange.settled_at.is_(None),
    )
    query = (
        select(
            Invitation.id,
            Invitation.request_id,
            Invitation.contact_id,
            Invitation.created_at,
            func.coalesce(InputRequest.own_deadline_at, Meeting.deadline_at),
            Meeting.starts_at,
            func.coalesce(last_mail, Invitation.created_at),
        )
        .join(Invitation.request)
        .join(Invitation.contact)
        .join(InputRequest.meeting)
        .where(
            Invitation.revoked_at.is_(None),
            Contact.left_at.is_(None),
            Contact.undeliverable_at.is_(None),
            InputRequest.state.in_(NOT_DONE),
            InputRequest.closed_at.is_(None),
            Meeting.closed_at.is_(None),
            Meeting.starts_at > moment,
            # Whoever writes a part of the answer is reminded by their colleagues; the wrong person by nobody.
            Invitation.role != InvitationRole.CONTRIBUTOR,
            ~wrong_person.exists(),
        )
        .order_by(Invitation.id)
    )
    return [Waited(*row) for row in db.session.execute(query)]
