"""Removes what nobody needs any more: sessions long over, old heartbeats, reports handled long ago, who wrote forms."""

from datetime import datetime, timedelta

from app.extensions import db
from app.services import accessibility_reports, cleaning
from app.services.ask import presence

SESSIONS_KEPT = timedelta(days=30)
RUNS_KEPT = timedelta(days=90)
REPORTS_KEPT = timedelta(days=365)
VISITS_KEPT = timedelta(days=1)


def run(now: datetime) -> dict[str, int]:
    """Remove what is older than is kept. Counts `sessions`, `runs`, `reports` and `visits`."""
    with db.transaction():
        return {
            "sessions": cleaning.remove_sessions(now - SESSIONS_KEPT),
            "runs": cleaning.remove_runs(now - RUNS_KEPT),
            "reports": accessibility_reports.remove_handled(now - REPORTS_KEPT),
            "visits": presence.forget(now - VISITS_KEPT),
        }
