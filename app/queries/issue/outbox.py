"""Reads the outbox: what waits, and what was given up."""

from collections.abc import Sequence

from sqlalchemy import func, or_, select
from sqlalchemy.orm import joinedload

from app.extensions import db
from app.models import OutboxMessage, OutboxState

WAITING = (OutboxState.QUEUED, OutboxState.SENDING)


def by_tokens(tokens: Sequence[str]) -> OutboxMessage | None:
    """The mail whose Message-ID holds one of these random tokens, with its link and contact, or None."""
    if not tokens:
        return None
    return db.session.scalars(
        select(OutboxMessage)
        .where(or_(*(OutboxMessage.message_id.startswith(f"<{token}@", autoescape=True) for token in tokens)))
        .options(joinedload(OutboxMessage.invitation), joinedload(OutboxMessage.contact))
        .order_by(OutboxMessage.id)
        .limit(1)
    ).first()


def waiting() -> int:
    """How many mails are not yet settled."""
    query = select(func.count()).select_from(OutboxMessage).where(OutboxMessage.state.in_(WAITING))
    return db.session.scalar(query) or 0
