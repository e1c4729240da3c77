"""Cleaning: what is over long ago goes, what is in use stays."""

from datetime import timedelta

from sqlalchemy import select

from app.extensions import db
from app.jobs import cleaning
from app.models import AccessibilityReport, BrowserSession, JobRun, now
from app.services import sessions
from tests.factories.people import StaffFactory


def test_only_what_is_over_long_ago_goes(app_context) -> None:
    with db.transaction():
        staff = StaffFactory()
        for _ in range(3):
            sessions.begin_for_staff(staff)
        ended, expired, _ = db.session.scalars(select(BrowserSession).order_by(BrowserSession.id))
        ended.ended_at = expired.expires_at = now() - timedelta(days=31)
        for age in (200, 100, 1):
            db.session.add(JobRun(job="outbox_mailer", started_at=now() - timedelta(days=age), counts={}))
        db.session.add(JobRun(job="reminders", started_at=now() - timedelta(days=100), counts={}))
        for age in (400, 300, None):
            handled = None if age is None else now() - timedelta(days=age)
            report = AccessibilityReport(text="Knappen syns inte.", handled_at=handled)
            report.handled_by = staff if handled else None
            db.session.add(report)
    assert cleaning.run(now()) == {"sessions": 2, "runs": 2, "reports": 1, "visits": 0}
    assert cleaning.run(now()) == {"sessions": 0, "runs": 0, "reports": 0, "visits": 0}
    assert len(db.session.scalars(select(JobRun)).all()) == 2, "the last run of each job stays"
