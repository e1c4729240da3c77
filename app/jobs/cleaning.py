"""Removes what nobody needs any more: sessions, codes, devices, old heartbeats, reports, visits, views never sent."""

from datetime import datetime, timedelta

from app.extensions import db
from app.services import accessibility_reports, cleaning
from app.services.ask import presence

SESSIONS_KEPT = timedelta(days=30)
CODES_KEPT = timedelta(days=1)
RUNS_KEPT = timedelta(days=90)
REPORTS_KEPT = timedelta(days=365)
# Long enough to open a collection again that was closed by mistake.
UNSENT_VIEWS_KEPT = timedelta(days=14)
VISITS_KEPT = timedelta(days=1)


def run(now: datetime) -> dict[str, int]:
    """Remove what is older than is kept. Counts what went, by kind."""
    with db.transaction():
        return {
            "sessions": cleaning.remove_sessions(now - SESSIONS_KEPT),
            "codes": cleaning.remove_codes(now - CODES_KEPT),
            "devices": cleaning.remove_devices(now),
            "runs": cleaning.remove_runs(now - RUNS_KEPT),
            "reports": accessibility_reports.remove_handled(now - REPORTS_KEPT),
            "unsent_views": cleaning.remove_unsent_views(now - UNSENT_VIEWS_KEPT),
            "visits": presence.forget(now - VISITS_KEPT),
        }
