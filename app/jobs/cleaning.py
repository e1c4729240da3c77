"""Removes what nobody needs any more: rows of the machinery, views never sent, notes beside old drafts."""

from datetime import datetime, timedelta

from app.extensions import db
from app.services import accessibility_reports, cleaning
from app.services.ask import presence

CODES_KEPT = timedelta(days=1)
RUNS_KEPT = timedelta(days=90)
VISITS_KEPT = timedelta(days=1)


def run(now: datetime) -> dict[str, int]:
    """Remove what is older than is kept. Counts what went, by kind."""
    with db.transaction():
        return {
            "sessions": cleaning.remove_sessions(now - cleaning.SESSIONS_KEPT),
            "codes": cleaning.remove_codes(now - CODES_KEPT),
            "devices": cleaning.remove_devices(now),
            "runs": cleaning.remove_runs(now - RUNS_KEPT),
            "reports": accessibility_reports.remove_handled(now - cleaning.REPORTS_KEPT),
            "unsent_views": cleaning.remove_unsent_views(now - cleaning.UNSENT_VIEWS_KEPT),
            "working_notes": cleaning.remove_working_notes(now - cleaning.WORKING_NOTES_KEPT),
            "visits": presence.forget(now - VISITS_KEPT),
        }
