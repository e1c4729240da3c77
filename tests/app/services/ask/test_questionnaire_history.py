"""What was changed can be taken back and made again, step by step, and never over somebody else's work unseen."""

from dataclasses import replace
from datetime import timedelta
from functools import partial

import pytest
from flask import Flask
from sqlalchemy import func, select

from app.extensions import db
from app.jobs import cleaning
from app.models import AuditEvent, EditorVisit, Meeting, QuestionnaireStep, Staff, now
from app.queries.ask import presence as presence_queries
from app.queries.ask import questionnaires as queries
from app.queries.ask import steps as step_queries
from app.services.ask import presence, questionnaire_history, questionnaires, steps
from app.services.ask import questionnaire_edits as edits
from app.services.ask.questionnaire_parts import QuestionInput, TextsInput
from app.services.problems import Conflict, Refused
from forms.localised import Localised
from forms.questionnaire import Questionnaire
from tests.factories import scenes
from tests.factories.people import StaffFactory


@pytest.fixture
def meeting(app_context: Flask) -> Meeting:
    """A planned meeting with a small form, at revision 2."""
    made = scenes.planned().meeting
    questionnaires.change(made, 1, lambda form: replace(form, intro=Localised(sv="Vi frågar.")))
    return made


@pytest.fixture
def me(app_context: Flask) -> Staff:
    return StaffFactory(name="Jag")


def form(meeting: Meeting) -> Questionnaire:
    return queries.of_meeting(meeting).form


def revision(meeting: Meeting) -> int:
    return queries.of_meeting(meeting).revision


def texts(meeting: Meeting, text: str, me: Staff, *, by_itself: bool = False) -> None:
    edits.set_texts(meeting, revision(meeting), TextsInput({"sv": text}), me, by_itself=by_itself)


def test_what_was_removed_comes_back_and_goes_again(meeting: Meeting, me: Staff) -> None:
    before = form(meeting)
    edits.remove(meeting, revision(meeting), "question", "antal", me)
    edits.remove(meeting, revision(meeting), "section", "lage", me)
    without = form(meeting)
    assert without != before
    for _ in range(2):
        questionnaire_history.undo(meeting, revision(meeting), me)
    assert form(meeting) == before
    for _ in range(2):
        questionnaire_history.redo(meeting, revision(meeting), me)
    assert form(meeting) == without
    with pytest.raises(Refused, match="inget mer"):
        questionnaire_history.redo(meeting, revision(meeting), me)


def test_each_undo_is_a_revision_of_its_own_and_is_told_to_the_audit(meeting: Meeting, me: Staff) -> None:
    edits.remove(meeting, 2, "question", "antal", me)
    questionnaire_history.undo(meeting, 3, me)
    assert revision(meeting) == 4
    actions = db.session.scalars(select(AuditEvent.action).order_by(AuditEvent.id)).all()
    assert actions[-2:] == ["questionnaire_part_removed", "questionnaire_undone"]


def test_an_undo_of_what_was_not_seen_is_refused(meeting: Meeting, me: Staff) -> None:
    texts(meeting, "Kollegans", StaffFactory(name="Kollegan"))
    with pytest.raises(Conflict, match="Kollegan"):
        questionnaire_history.undo(meeting, 2, me)
    assert form(meeting).title.text("sv") == "Kollegans"


def test_a_new_change_ends_what_could_be_made_again(meeting: Meeting, me: Staff) -> None:
    texts(meeting, "Ett", me)
    questionnaire_history.undo(meeting, revision(meeting), me)
    texts(meeting, "Två", me)
    assert step_queries.redoable(queries.of_meeting(meeting), "sv") is None
    questionnaire_history.undo(meeting, revision(meeting), me)
    assert form(meeting).title != "Två"


def test_there_is_an_end_to_undoing(meeting: Meeting, me: Staff) -> None:
    first = db.session.scalar(select(func.count()).select_from(QuestionnaireStep))
    for _ in range(first or 0):
        questionnaire_history.undo(meeting, revision(meeting), me)
    with pytest.raises(Refused, match="inget att ångra"):
        questionnaire_history.undo(meeting, revision(meeting), me)


def test_only_the_latest_steps_are_kept(meeting: Meeting, me: Staff, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(steps, "MOST_STEPS", 3)
    for number in range(6):
        texts(meeting, f"Nummer {number}", me)
    assert db.session.scalar(select(func.count()).select_from(QuestionnaireStep)) == 3
    for _ in range(3):
        questionnaire_history.undo(meeting, revision(meeting), me)
    assert form(meeting).title.text("sv") == "Nummer 2"


def test_saving_by_itself_is_one_step_for_as_long_as_somebody_goes_on(meeting: Meeting, me: Staff) -> None:
    texts(meeting, "Före", me)
    for text in ("E", "Et", "Ett"):
        texts(meeting, text, me, by_itself=True)
    audits = db.session.scalar(select(func.count()).where(AuditEvent.action == "questionnaire_changed"))
    assert audits == 3  # that of the fixture, of "Före", and one for all that was saved by itself
    questionnaire_history.undo(meeting, revision(meeting), me)
    assert form(meeting).title.text("sv") == "Före"


def test_another_person_or_a_later_time_begins_a_step_of_its_own(meeting: Meeting, me: Staff) -> None:
    texts(meeting, "Mitt", me, by_itself=True)
    texts(meeting, "Kollegans", StaffFactory(), by_itself=True)
    questionnaire_history.undo(meeting, revision(meeting), me)
    assert form(meeting).title.text("sv") == "Mitt"
    step = db.session.scalars(select(QuestionnaireStep).order_by(QuestionnaireStep.id)).all()[-2]
    step.taken_at = now() - steps.ONE_GO
    questionnaire_history.undo(meeting, revision(meeting), me)
    assert form(meeting).title.text("sv") != "Mitt"


def test_the_same_again_is_no_change(meeting: Meeting, me: Staff) -> None:
    texts(meeting, "Ett", me)
    before = revision(meeting)
    texts(meeting, "Ett", me)
    assert revision(meeting) == before


def test_two_people_change_different_parts_at_once(meeting: Meeting, me: Staff) -> None:
    colleague = StaffFactory(name="Kollegan")
    edits.change_question(meeting, 2, "antal", QuestionInput({"sv": "Kollegans"}), colleague)
    edits.change_question(meeting, 2, "vad_ser_ni", QuestionInput({"sv": "Min"}), me)
    edits.set_texts(meeting, 2, TextsInput({"sv": "Min rubrik"}), me)
    edits.move(meeting, 2, "question", "antal", "up", me)
    current = queries.of_meeting(meeting)
    assert current.question("antal").label.text("sv") == "Kollegans"
    assert current.question("vad_ser_ni").label.text("sv") == "Min"
    with pytest.raises(Conflict, match="Inget har skrivits över"):
        edits.change_question(meeting, 2, "antal", QuestionInput({"sv": "Min"}), me)
    with pytest.raises(Conflict):
        edits.move(meeting, 2, "question", "antal", "down", me)
    with pytest.raises(Conflict):
        edits.remove(meeting, 2, "section", current.section_of("antal").key, me)


@pytest.mark.parametrize("seen", [-1, 99])
def test_a_revision_that_nobody_can_have_seen_changes_nothing(meeting: Meeting, me: Staff, seen: int) -> None:
    for change in (
        partial(edits.set_texts, meeting, seen, TextsInput({"sv": "X"})),
        partial(edits.duplicate, meeting, seen, "question", "antal"),
    ):
        with pytest.raises(Conflict):
            change(me)


def test_colleagues_are_told_of_each_other_and_forgotten(meeting: Meeting, me: Staff) -> None:
    colleague = StaffFactory(name="Kollegan")
    for _ in range(2):
        presence.note(meeting.id, colleague)
    presence.note(meeting.id, me)
    (seen,) = presence_queries.others(meeting, me)
    assert (seen.name, seen.is_here) == ("Kollegan", True)
    visit = db.session.get_one(EditorVisit, (meeting.id, colleague.id), populate_existing=True)
    visit.seen_at = now() - timedelta(minutes=5)
    assert [one.is_here for one in presence_queries.others(meeting, me)] == [False]
    visit.seen_at = now() - timedelta(days=2)
    assert presence_queries.others(meeting, me) == []
    db.session.commit()
    assert cleaning.run(now())["visits"] == 1


def test_whoever_changes_something_is_there_without_a_script(meeting: Meeting, me: Staff) -> None:
    texts(meeting, "Ett", me)
    assert [one.name for one in presence_queries.others(meeting, StaffFactory())] == ["Jag"]
