"""Removes what nobody needs any more: sessions long over, old heartbeats, reports handled, views never sent."""

from datetime import datetime, timedelta

from app.extensions import db
from app.services import accessibility_reports, cleaning

SESSIONS_KEPT = timedelta(days=30)
RUNS_KEPT = timedelta(days=90)
REPORTS_KEPT = timedelta(days=365)
# Long enough to open a collection again that was closed by mistake.
UNSENT_VIEWS_KEPT = timedelta(days=14)


def run(now: datetime) -> dict[str, int]:
    """Remove what is older than is kept. Counts `sessions`, `runs`, `reports` and `unsent_views`."""
    with db.transaction():
        return {
            "sessions": cleaning.remove_sessions(now - SESSIONS_KEPT),
            "runs": cleaning.remove_runs(now - RUNS_KEPT),
            "reports": accessibility_reports.remove_handled(now - REPORTS_KEPT),
            "unsent_views": cleaning.remove_unsent_views(now - UNSENT_VIEWS_KEPT),
        }
