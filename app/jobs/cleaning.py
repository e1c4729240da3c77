"""Removes what nobody needs any more: sessions long over, and old heartbeats."""

from datetime import datetime, timedelta

from app.extensions import db
from app.services import cleaning

SESSIONS_KEPT = timedelta(days=30)
RUNS_KEPT = timedelta(days=90)


def run(now: datetime) -> dict[str, int]:
    """Remove what is older than is kept. Counts `sessions` and `runs`."""
    with db.transaction():
        return {
            "sessions": cleaning.remove_sessions(now - SESSIONS_KEPT),
            "runs": cleaning.remove_runs(now - RUNS_KEPT),
        }
