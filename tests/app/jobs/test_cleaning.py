"""Cleaning: what is over long ago goes, what is in use stays."""

from datetime import timedelta

from sqlalchemy import select

from app.extensions import db
from app.jobs import cleaning
from app.models import (
    AccessibilityReport,
    BrowserSession,
    Collection,
    CollectionState,
    JobRun,
    MemberAnswer,
    now,
)
from app.services import sessions
from tests.factories.collecting import begin
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
    assert cleaning.run(now()) == {"sessions": 2, "runs": 2, "reports": 1, "unsent_views": 0}
    assert cleaning.run(now()) == {"sessions": 0, "runs": 0, "reports": 0, "unsent_views": 0}
    assert len(db.session.scalars(select(JobRun)).all()) == 2, "the last run of each job stays"


def test_views_that_were_never_sent_go_a_while_after_collecting_ends(app) -> None:
    collecting = begin(app)
    collecting.sent("Skickad.")
    collecting.member().post("/voice/question/1", data={"q-tycker": "Aldrig skickad."})
    with app.app_context():
        assert cleaning.run(now())["unsent_views"] == 0
        with db.transaction():
            collection = db.session.get(Collection, collecting.collection_id)
            collection.state, collection.closed_at = CollectionState.CLOSED, now() - timedelta(days=13)
        assert cleaning.run(now())["unsent_views"] == 0, "it may have been closed by mistake"
        assert cleaning.run(now() + timedelta(days=2))["unsent_views"] == 1
        assert db.session.scalars(select(MemberAnswer.typed)).all() == ["Skickad."]
