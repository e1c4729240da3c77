"""Which answers count, in which order, with which themes."""

import pytest
from flask import Flask

from app.extensions import db
from app.models import ReviewState, Staff
from app.queries.digest import answer_index, answers
from app.services.digest import coding
from forms.audience import OrganisationKind
from tests.factories.answers import SEEN, answered, submit

pytestmark = pytest.mark.usefixtures("app_context")
MEMBER = OrganisationKind.MEMBER


def test_answers_stand_in_the_councils_order_and_the_forms(staff_member: Staff) -> None:
    scene = answered()
    rows = answers.of_meeting(scene.meeting.id)
    assert [(row.kind, row.question_key) for row in rows] == [
        (MEMBER, "vad_ser_ni"),
        (MEMBER, "hur_vanligt"),
        (MEMBER, "antal"),
        (OrganisationKind.YOUTH_COUNCIL, "vad_ser_ni"),
        (OrganisationKind.YOUTH_COUNCIL, "vad_vill_ni"),
    ]
    assert [row.theme_keys for row in rows[:3]] == [("skydd",), ("samverkan",), ()]


def test_only_the_newest_version_counts() -> None:
    scene = answered()
    submit(scene.requests[MEMBER], {"vad_ser_ni": "Nu ser vi färre."})
    rows = [row for row in answers.of_meeting(scene.meeting.id) if row.kind is MEMBER]
    assert [(row.text, row.submission_no) for row in rows] == [("Nu ser vi färre.", 2)]


def test_an_abstention_after_an_answer_takes_the_answers_back() -> None:
    scene = answered()
    submit(scene.requests[MEMBER], {})
    assert all(row.kind is not MEMBER for row in answers.of_meeting(scene.meeting.id))


def test_flagged_answers_come_only_when_asked_for(staff_member: Staff) -> None:
    scene = answered()
    first = answers.of_meeting(scene.meeting.id)[0]
    coding.flag(scene.meeting, first.id, "Kan peka ut någon", staff_member)
    assert first.id not in {row.id for row in answers.of_meeting(scene.meeting.id)}
    assert answers.some(scene.meeting.id, [first.id]) == []
    (row,) = answers.some(scene.meeting.id, [first.id], flagged=True)
    assert (row.flagged, row.flag_reason) == (True, "Kan peka ut någon")


def test_some_are_those_of_this_meeting_only(monkeypatch: pytest.MonkeyPatch) -> None:
    one, other = answered(), answered()
    ids = [row.id for row in answers.of_meeting(one.meeting.id)]
    assert [row.id for row in answers.some(one.meeting.id, ids)] == ids
    assert answers.some(other.meeting.id, ids) == []
    monkeypatch.setattr(answers, "MOST_NAMED", 1)
    assert [row.id for row in answers.some(one.meeting.id, ids)] == ids


def test_the_index_has_every_answer_and_what_became_of_it(staff_member: Staff, app: Flask) -> None:
    scene = answered()
    rows = answers.of_meeting(scene.meeting.id)
    coding.review(scene.meeting, [rows[1].id], ReviewState.SET_ASIDE, staff_member)
    coding.add_theme(scene.meeting, [rows[0].id], "samverkan", staff_member)
    coding.flag(scene.meeting, rows[2].id, "skäl", staff_member)
    db.session.flush()
    entries = answer_index.of_meeting(scene.meeting.id, {7: (rows[3].id,)})
    assert [(one.id, one.theme_keys) for one in entries[:2]] == [
        (rows[0].id, ("skydd", "samverkan")),
        (rows[1].id, ("samverkan",)),
    ]
    assert entries[3].lines == (7,)
    counts = answer_index.coverage(entries)
    assert (counts.grouped, counts.reviewed, counts.set_aside, counts.unread, counts.flagged) == (1, 1, 1, 1, 1)
    assert counts.answers == 5
    assert SEEN not in repr(entries)
