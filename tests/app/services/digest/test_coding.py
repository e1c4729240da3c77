"""Themes, reviews, notes and flags, and what follows an unchanged answer to a newer version."""

import pytest
from sqlalchemy import select

from app.extensions import db
from app.models import AuditEvent, Coding, ReviewState, Staff
from app.queries.digest import answers
from app.services.digest import coding
from app.services.problems import Refused
from forms.audience import OrganisationKind
from tests.factories.answers import SEEN, answered, submit
from tests.factories.people import ThemeFactory
from tests.factories.scenes import Scene

pytestmark = pytest.mark.usefixtures("app_context")


@pytest.fixture
def scene(app_context: object) -> Scene:
    return answered()


def first(scene: Scene) -> answers.AnswerRow:
    return answers.of_meeting(scene.meeting.id, flagged=True)[0]


def test_a_theme_more_stands_beside_the_questions(scene: Scene, staff_member: Staff) -> None:
    assert coding.add_theme(scene.meeting, [first(scene).id], "samverkan", staff_member) == 1
    assert first(scene).theme_keys == ("skydd", "samverkan")
    assert (first(scene).own_themes, first(scene).state) == (True, ReviewState.REVIEWED)


def test_themes_are_set_and_given_back(scene: Scene, staff_member: Staff) -> None:
    coding.set_themes(scene.meeting, [first(scene).id], ["samverkan"], staff_member)
    assert first(scene).theme_keys == ("samverkan",)
    coding.set_themes(scene.meeting, [first(scene).id], [], staff_member)
    assert (first(scene).theme_keys, first(scene).own_themes) == (("skydd",), False)


def test_who_decided_first_stays_when_a_theme_is_added(scene: Scene, staff_member: Staff) -> None:
    coding.set_themes(scene.meeting, [first(scene).id], ["samverkan"], staff_member)
    before = db.session.scalars(select(Coding.id)).all()
    coding.add_theme(scene.meeting, [first(scene).id], "skydd", staff_member)
    assert set(before) < set(db.session.scalars(select(Coding.id)).all())


def test_an_unknown_theme_or_another_councils_is_refused(scene: Scene, staff_member: Staff) -> None:
    ThemeFactory(key="andras")
    for key in ("finns-inte", "andras"):
        with pytest.raises(Refused, match=key):
            coding.add_theme(scene.meeting, [first(scene).id], key, staff_member)


def test_another_meetings_answers_are_left_alone(scene: Scene, staff_member: Staff) -> None:
    other = answered()
    with pytest.raises(Refused, match="Markera minst ett svar"):
        coding.review(scene.meeting, [first(other).id], ReviewState.SET_ASIDE, staff_member)
    assert first(other).state is ReviewState.UNREAD


def test_flag_needs_a_reason_and_note_is_kept(scene: Scene, staff_member: Staff) -> None:
    with pytest.raises(Refused):
        coding.flag(scene.meeting, first(scene).id, "  ", staff_member)
    coding.flag(scene.meeting, first(scene).id, "Kan peka ut någon", staff_member)
    coding.note(scene.meeting, first(scene).id, " Fråga juristen ", staff_member)
    assert (first(scene).flagged, first(scene).note) == (True, "Fråga juristen")
    coding.unflag(scene.meeting, first(scene).id, staff_member)
    assert (first(scene).flagged, first(scene).flag_reason) == (False, "")
    actions = set(db.session.scalars(select(AuditEvent.action)))
    assert {"answer_flagged", "answer_unflagged", "answer_noted"} <= actions


def test_what_was_made_of_an_unchanged_answer_follows_it(scene: Scene, staff_member: Staff) -> None:
    request = scene.requests[OrganisationKind.MEMBER]
    rows = answers.of_meeting(scene.meeting.id)
    coding.add_theme(scene.meeting, [rows[0].id, rows[1].id], "skydd", staff_member)
    coding.note(scene.meeting, rows[0].id, "Bra", staff_member)
    later = submit(request, {"vad_ser_ni": SEEN, "hur_vanligt": "Ovanligt"})
    earlier = next(one for one in db.session.query(type(later)).filter_by(request_id=request.id, number=1))
    assert coding.carry_over(earlier, later) == 1
    same, changed = answers.of_meeting(scene.meeting.id)[:2]
    assert (same.note, same.state, same.own_themes) == ("Bra", ReviewState.REVIEWED, True)
    assert (changed.state, changed.own_themes) == (ReviewState.UNREAD, False)
