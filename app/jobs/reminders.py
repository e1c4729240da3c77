"""Queues the reminders that the calendar asks for. Running it again queues nothing more."""

from datetime import datetime

from app.extensions import db
from app.queries.issue import reminders as reminder_queries
from app.services.issue import reminders


def run(now: datetime) -> dict[str, int]:
    """Queue what is due at `now`. Counts `queued`."""
    with db.transaction():
        return {"queued": reminders.queue_due(reminder_queries.waited_for(now), now)}
