"""Begins and ends browser sessions. The row holds the token's hash; the signed cookie holds the token."""

import secrets
from datetime import timedelta

from sqlalchemy import update

from app.extensions import config_value, db, hash_token
from app.models import BrowserSession, Invitation, Staff, now


def begin_for_staff(staff: Staff) -> str:
    """A new session for a person of staff; returns its token."""
    return _begin(BrowserSession(staff_id=staff.id), config_value("STAFF_ABSOLUTE_SECONDS"))


def begin_for_invitation(invitation: Invitation) -> str:
    """A new session for the browser that opened this invitation; returns its token."""
    return _begin(BrowserSession(invitation_id=invitation.id), config_value("SESSION_ABSOLUTE_SECONDS"))


def end(token: str) -> None:
    """End the session on the server; a copy of its cookie is worth nothing from now on."""
    db.session.execute(
        update(BrowserSession)
        .where(BrowserSession.token_hash == hash_token(token), BrowserSession.ended_at.is_(None))
        .values(ended_at=now())
    )


def _begin(session: BrowserSession, seconds: int) -> str:
    token = secrets.token_urlsafe(32)
    session.token_hash = hash_token(token)
    session.expires_at = now() + timedelta(seconds=seconds)
    db.session.add(session)
    db.session.flush()
    return token
