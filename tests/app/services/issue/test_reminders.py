"""The reminders' calendar: halfway, three working days before, the day after; in working time; each once."""

from datetime import UTC, date, datetime

import pytest
from sqlalchemy import select

from app.extensions import db
from app.models import OutboxMessage, RequestState
from app.queries.issue import reminders as reminder_queries
from app.queries.issue.reminders import Waited
from app.services.issue import outbox, reminders, working_time
from forms.audience import OrganisationKind
from forms.moments import STOCKHOLM, end_of_day
from tests.factories import scenes


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=STOCKHOLM)


def waited(invited: str, deadline: str, last: str = "", starts: str = "2030-01-01T13:00") -> Waited:
    return Waited(1, 1, 1, at(invited), end_of_day(deadline), at(starts), at(last or invited))


def kind_at(one: Waited, moment: str) -> str:
    return reminders.due(one, at(moment))


@pytest.mark.parametrize(
    ("moment", "working"),
    [
        ("2027-05-18T08:00", True),
        ("2027-05-18T17:59:59", True),
        ("2027-05-18T18:00", False),
        ("2027-05-18T07:59:59", False),
        ("2027-05-22T12:00", False),  # Saturday
        ("2027-05-06T12:00", False),  # Ascension Day
        ("2027-06-25T12:00", False),  # Midsummer Eve
        ("2026-12-24T12:00", False),
        ("2026-12-28T12:00", True),
        ("2026-12-31T12:00", False),
    ],
)
def test_working_time(moment: str, working: bool) -> None:
    assert working_time.is_working_time(at(moment)) is working


def test_opening_hour_follows_the_clock_of_the_day() -> None:
    winter, summer = working_time.opening(date(2027, 3, 26)), working_time.opening(date(2027, 3, 29))
    assert winter.astimezone(UTC).hour == 7
    assert summer.astimezone(UTC).hour == 6
    assert working_time.next_working_time(at("2027-03-26T19:00")) == at("2027-03-30T08:00"), "Easter Monday is free"


def test_three_working_days_before_christmas() -> None:
    # Sunday 27 December: 23, 22 and 21 are the working days before it.
    assert working_time.working_days_before(date(2026, 12, 27), 3) == date(2026, 12, 21)
    assert working_time.working_days_before(date(2027, 5, 20), 3) == date(2027, 5, 17)


def test_the_three_reminders_of_a_common_month() -> None:
    one = waited("2027-05-03T09:00", "2027-05-27")  # a Thursday
    assert kind_at(one, "2027-05-14T12:00") == ""
    assert kind_at(one, "2027-05-17T08:00") == "reminder_halfway"  # halfway is on Saturday 15
    assert kind_at(one, "2027-05-24T07:59") == "reminder_halfway"
    assert kind_at(one, "2027-05-24T08:00") == "reminder_before"
    assert kind_at(one, "2027-05-27T23:59") == "reminder_before"
    assert kind_at(one, "2027-05-28T07:59") == ""
    assert kind_at(one, "2027-05-28T08:00") == "reminder_after"
    assert kind_at(one, "2027-06-05T08:00") == "", "after a week nobody is reminded any more"


def test_the_day_after_a_friday_is_monday_and_never_after_the_meeting() -> None:
    one = waited("2027-05-03T09:00", "2027-05-28")
    assert kind_at(one, "2027-05-29T12:00") == ""
    assert kind_at(one, "2027-05-31T08:00") == "reminder_after"
    soon = waited("2027-05-03T09:00", "2027-05-28", starts="2027-05-31T07:00")
    assert kind_at(soon, "2027-05-31T08:00") == ""


def test_after_downtime_only_the_latest_is_due() -> None:
    one = waited("2027-05-03T09:00", "2027-05-27")
    assert kind_at(one, "2027-05-26T10:00") == "reminder_before"


@pytest.fixture
def scene(app_context) -> scenes.Scene:
    """A meeting issued on Monday 3 May 2027 with the deadline on Thursday 27 May."""
    scene = scenes.issued()
    scene.meeting.starts_at, scene.meeting.deadline_at = at("2027-06-10T13:00"), end_of_day("2027-05-27")
    for invitation in scene.invitations.values():
        invitation.created_at = at("2027-05-03T09:00")
    db.session.flush()
    return scene


def run(moment: str) -> int:
    queued = reminders.queue_due(reminder_queries.waited_for(at(moment)), at(moment))
    # What was queued is as old as the moment says, not as old as the test.
    new = db.session.scalars(select(OutboxMessage).order_by(OutboxMessage.id.desc()).limit(queued))
    for mail in new:
        mail.created_at = at(moment)
    db.session.flush()
    return queued


def test_each_reminder_goes_once_to_those_who_are_not_done(scene) -> None:
    scene.requests[OrganisationKind.MEMBER].state = RequestState.SUBMITTED
    scene.requests[OrganisationKind.OTHER].closed_at = at("2027-05-05T09:00")
    scene.contacts[OrganisationKind.YOUTH_COUNCIL].undeliverable_at = at("2027-05-05T09:00")
    db.session.flush()
    assert run("2027-05-15T12:00") == 0, "a Saturday"
    assert run("2027-05-17T12:00") == 2
    assert run("2027-05-17T12:10") == 0
    assert run("2027-05-24T09:00") == 2
    assert run("2027-05-28T09:00") == 2
    assert run("2027-05-28T09:10") == 0
    assert run("2027-05-17T12:00") == 0, "the clock was set back"


def test_two_mails_never_come_within_a_day(scene) -> None:
    kind = OrganisationKind.MEMBER
    outbox.queue("reminder", contact=scene.contacts[kind], event_key="by hand", invitation=scene.invitations[kind])
    db.session.scalars(select(OutboxMessage)).one().created_at = at("2027-05-23T18:00")
    db.session.flush()
    assert run("2027-05-24T09:00") == 4
    assert run("2027-05-25T09:00") == 1


def test_a_new_link_begins_no_new_round(scene) -> None:
    kind = OrganisationKind.MEMBER
    assert run("2027-05-17T12:00") == 5
    scene.invitations[kind].revoked_at = at("2027-05-18T09:00")
    db.session.flush()
    fresh = scenes.invite(scene.requests[kind], scene.contacts[kind])
    fresh.created_at = at("2027-05-04T09:00")
    db.session.flush()
    assert run("2027-05-19T12:00") == 0


def test_an_own_deadline_moves_the_reminders(scene) -> None:
    scene.requests[OrganisationKind.MEMBER].own_deadline_at = end_of_day("2027-06-08")
    db.session.flush()
    assert run("2027-05-28T09:00") == 5
    kinds = sorted(db.session.scalars(select(OutboxMessage.kind)))
    assert kinds == ["reminder_after"] * 4 + ["reminder_halfway"]
