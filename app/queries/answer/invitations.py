"""Reads personal links: whose they are, and whether they still open anything."""

from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from app.extensions import db, hash_token
from app.models import InputRequest, Invitation, Meeting


class Door(StrEnum):
    """What a personal link meets: an open form, a newer link in its place, or a form that is closed."""

    OPEN = "open"
    REPLACED = "replaced"
    CLOSED = "closed"


def by_token(token: str) -> Invitation:
    """The invitation with this token, with request, meeting, council, organisation and contact.

    Revoked ones too, so that their pages can say so; NoResultFound where nobody was ever given the token.
    """
    request = joinedload(Invitation.request)
    return db.session.scalars(
        select(Invitation)
        .where(Invitation.token_hash == hash_token(token))
        .options(
            joinedload(Invitation.contact),
            request.joinedload(InputRequest.organisation),
            request.joinedload(InputRequest.meeting).joinedload(Meeting.council),
        )
    ).one()


def door(invitation: Invitation) -> Door:
    """What the link meets now; a closed form says so even to an old link."""
    if not is_open(invitation.request):
        return Door.CLOSED
    if invitation.revoked_at or invitation.contact.left_at:
        return Door.REPLACED
    return Door.OPEN


def is_open(request: InputRequest) -> bool:
    """Whether answers are still taken; late ones are, until the secretariat closes."""
    return request.closed_at is None and request.meeting.closed_at is None
