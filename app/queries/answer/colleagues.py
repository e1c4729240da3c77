"""Reads who answers for an organisation together: those with a link that works, and what each may do."""

from sqlalchemy import select
from sqlalchemy.orm import contains_eager, joinedload

from app.extensions import db
from app.models import (
    ColleagueInvitation,
    Contact,
    ContactChange,
    Draft,
    DraftAnswer,
    InputRequest,
    Invitation,
    InvitationRole,
)


def team(request_id: int) -> list[Invitation]:
    """Everybody whose link to the request works, the first invited first, with who invited them."""
    query = (
        select(Invitation)
        .join(Invitation.contact)
        .where(Invitation.request_id == request_id, Invitation.revoked_at.is_(None), Contact.left_at.is_(None))
        .options(
            contains_eager(Invitation.contact),
            joinedload(Invitation.colleague).joinedload(ColleagueInvitation.invited_by),
        )
        .order_by(Invitation.id)
    )
    return list(db.session.scalars(query))


def member(request_id: int, invitation_id: int) -> Invitation:
    """One of the team; NoResultFound for anybody else."""
    query = (
        select(Invitation)
        .join(Invitation.contact)
        .where(
            Invitation.id == invitation_id,
            Invitation.request_id == request_id,
            Invitation.revoked_at.is_(None),
            Contact.left_at.is_(None),
        )
        .options(contains_eager(Invitation.contact), joinedload(Invitation.colleague))
    )
    return db.session.scalars(query).one()


def approvers(request_id: int) -> list[Invitation]:
    """Those of the team who may approve."""
    return [one for one in team(request_id) if one.role is InvitationRole.APPROVER]


def writers(request_id: int) -> set[int]:
    """The ids of the contacts whose words stand in the draft."""
    query = select(DraftAnswer.changed_by_id).join(Draft, DraftAnswer.draft_id == Draft.id)
    query = query.where(Draft.request_id == request_id, DraftAnswer.changed_by_id.is_not(None))
    return {contact_id for contact_id in db.session.scalars(query) if contact_id is not None}


def open_change(request: InputRequest, contact: Contact) -> ContactChange | None:
    """What the contact has told the secretariat of another person, while it is not settled."""
    query = select(ContactChange).where(
        ContactChange.request_id == request.id,
        ContactChange.contact_id == contact.id,
        ContactChange.settled_at.is_(None),
    )
    return db.session.scalars(query.order_by(ContactChange.id.desc()).limit(1)).first()
