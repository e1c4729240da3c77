"""Reads the outbox: what waits, and what was given up."""

from sqlalchemy import func, select

from app.extensions import db
from app.models import OutboxMessage, OutboxState

WAITING = (OutboxState.QUEUED, OutboxState.SENDING)


def waiting() -> int:
    """How many mails are not yet settled."""
    query = select(func.count()).select_from(OutboxMessage).where(OutboxMessage.state.in_(WAITING))
    return db.session.scalar(query) or 0
