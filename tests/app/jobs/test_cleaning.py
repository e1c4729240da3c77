"""Cleaning: what is over long ago goes, what is in use stays."""

from datetime import datetime, timedelta

from sqlalchemy import select

from app.extensions import db
from app.jobs import cleaning
from app.models import (
    AccessibilityReport,
    BrowserSession,
    Collection,
    CollectionState,
    Device,
    DeviceSession,
    DraftAnswer,
    DraftComment,
    DraftTask,
    DraftWording,
    JobRun,
    MailboxCode,
    MemberAnswer,
    SectionVisit,
    now,
)
from app.services import sessions
from app.services.answer import presence, together
from tests.factories import scenes
from tests.factories.collecting import begin
from tests.factories.people import StaffFactory
from tests.factories.respondents import MEMBER
from tests.factories.teams import Team, team, write


def removed(moment: datetime) -> dict[str, int]:
    """What the job says it removed, without the kinds of which there was nothing."""
    return {kind: count for kind, count in cleaning.run(moment).items() if count}


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
    assert removed(now()) == {"sessions": 2, "runs": 2, "reports": 1}
    assert removed(now()) == {}
    assert len(db.session.scalars(select(JobRun)).all()) == 2, "the last run of each job stays"


def test_codes_go_after_a_day_and_devices_when_nothing_holds_them(app_context) -> None:
    moment = now()
    with db.transaction():
        scene = scenes.issued()
        invitation, contact = scene.invitations[MEMBER], scene.contacts[MEMBER]
        for hours in (1, 25):
            expired = moment - timedelta(hours=hours)
            db.session.add(MailboxCode(invitation=invitation, nonce=b"n" * 16, expires_at=expired))
        sessions.begin_for_invitation(invitation)
        opened, remembered, lapsed, plain = (Device(contact=contact, label=str(number)) for number in range(4))
        for device, days in ((remembered, 1), (lapsed, -1)):
            device.token_hash, device.remembered_until = str(days).rjust(64, "0"), moment + timedelta(days=days)
        db.session.add_all([opened, remembered, lapsed, plain])
        db.session.flush()
        session_id = db.session.scalars(select(BrowserSession.id)).one()
        db.session.add(DeviceSession(session_id=session_id, device_id=opened.id))
    assert removed(moment) == {"codes": 1, "devices": 2}
    assert list(db.session.scalars(select(Device.label).order_by(Device.id))) == ["0", "1"]
    with db.transaction():
        db.session.scalars(select(BrowserSession)).one().ended_at = moment - timedelta(days=31)
    assert cleaning.run(moment)["devices"] == 1, "its last session is gone"


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


def with_notes() -> Team:
    """Colleagues with one of each kind of working note beside a draft that is not sent."""
    made = team(approval=False)
    write(made.writer, vad_ser_ni="Först")
    write(made.helper, vad_ser_ni="Sedan")
    together.comment(made.writer, "", "Ring mig om det här.")
    together.assign(made.writer, "vad_ser_ni", str(made.helper.invitation.id))
    presence.visit(made.writer, "laget")
    return made


def test_working_notes_go_a_month_after_the_meeting_and_the_draft_stays(app_context) -> None:
    with db.transaction():
        over, coming = with_notes(), with_notes()
        held = over.scene.meeting.starts_at
        coming.scene.meeting.starts_at = held + timedelta(days=90)
    assert "working_notes" not in removed(held + timedelta(days=29))
    assert removed(held + timedelta(days=31))["working_notes"] == 4
    assert "working_notes" not in removed(held + timedelta(days=31))
    for kind in (DraftComment, DraftTask, DraftWording, SectionVisit):
        assert len(db.session.scalars(select(kind)).all()) == 1, f"{kind.__name__} of the meeting that is to come"
    assert db.session.scalars(select(DraftAnswer.typed)).all() == ["Sedan", "Sedan"]
