"""Removes what nobody needs any more: sessions long over, old heartbeats, reports handled long ago."""

from datetime import datetime, timedelta

from app.extensions import db
from app.services import accessibility_reports, cleaning

SESSIONS_KEPT = timedelta(days=30)
RUNS_KEPT = timedelta(days=90)
REPORTS_KEPT = timedelta(days=365)


def run(now: datetime) -> dict[str, int]:
    """Remove what is older than is kept. Counts `sessions`, `runs` and `reports`."""
    with db.transaction():
        return {
            "sessions": cleaning.remove_sessions(now - SESSIONS_KEPT),
            "runs": cleaning.remove_runs(now - RUNS_KEPT),
            "reports": accessibility_reports.remove_handled(now - REPORTS_KEPT),
        }
