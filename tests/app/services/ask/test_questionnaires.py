"""The draft and its versions: nothing is overwritten unseen, and what is published never changes."""

import copy
import hashlib
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from functools import partial

import pytest
from flask import Flask
from sqlalchemy import func, select

from app.extensions import db
from app.models import AuditEvent, Meeting, Questionnaire, QuestionnaireVersion, Staff
from app.queries.ask import questionnaires as queries
from app.services.ask import questionnaires
from app.services.problems import Conflict, Refused
from forms import editing, publishing, questionnaire_document
from forms import questionnaire as language
from forms.localised import Localised
from tests.factories import scenes
from tests.factories.people import StaffFactory


@pytest.fixture
def meeting(app_context: Flask) -> Meeting:
    """A planned meeting without a form."""
    scene = scenes.planned()
    db.session.delete(scene.version)
    db.session.delete(scene.questionnaire)
    db.session.commit()
    db.session.expire_all()
    return scene.meeting


def title(text: str) -> questionnaires.Change:
    return lambda form: replace(form, title=Localised(sv=text))


def filled(meeting: Meeting) -> Meeting:
    questionnaires.replace_document(meeting, scenes.small_form())
    return meeting


def test_the_first_change_makes_the_draft_and_each_counts_up(meeting: Meeting) -> None:
    assert queries.of_meeting(meeting).revision == queries.NOT_BEGUN
    questionnaires.change(meeting, 0, title("Ett"))
    questionnaires.change(meeting, 1, title("Två"))
    current = queries.of_meeting(meeting)
    assert (current.revision, current.form.title.text("sv")) == (2, "Två")


def test_a_change_of_what_somebody_else_changed_is_refused_and_names_them(meeting: Meeting) -> None:
    colleague = StaffFactory(name="Kollegan")
    questionnaires.change(meeting, 0, title("Kollegans"), colleague)
    with pytest.raises(Conflict, match="Kollegan ändrade formuläret"):
        questionnaires.change(meeting, 0, title("Min"), StaffFactory())
    assert queries.of_meeting(meeting).form.title.text("sv") == "Kollegans"


def test_of_two_at_once_one_is_told(meeting: Meeting, app: Flask) -> None:
    meeting_id = meeting.id
    db.session.rollback()

    def attempt(text: str) -> bool:
        with app.app_context(), db.transaction():
            try:
                questionnaires.change(db.session.get_one(Meeting, meeting_id), 0, title(text))
            except Conflict:
                return False
            return True

    with ThreadPoolExecutor(4) as pool:
        done = list(pool.map(attempt, "abcd"))
    assert done.count(True) == 1
    assert queries.of_meeting(db.session.get_one(Meeting, meeting_id)).form.title.text("sv") == "abcd"[done.index(True)]


def test_ones_own_second_window_is_not_blamed_on_anybody(meeting: Meeting) -> None:
    me = StaffFactory(name="Jag")
    questionnaires.change(meeting, 0, title("Ett"), me)
    with pytest.raises(Conflict, match=r"^Formuläret har ändrats sedan"):
        questionnaires.change(meeting, 0, title("Två"), me)


def test_a_version_keeps_its_document_when_the_draft_changes(meeting: Meeting) -> None:
    version = questionnaires.publish(filled(meeting))
    frozen = copy.deepcopy(version.document)
    questionnaires.change(meeting, 1, partial(editing.remove_section, key="unga"))
    db.session.commit()
    db.session.expire_all()
    kept = queries.version(meeting, 1)
    assert kept.document == frozen
    assert kept.sha256 == hashlib.sha256(questionnaire_document.canonical(scenes.small_form())).hexdigest()
    assert not queries.of_meeting(meeting).is_published


def test_publishing_again_makes_the_next_version_only_when_something_changed(meeting: Meeting) -> None:
    first = questionnaires.publish(filled(meeting))
    assert questionnaires.publish(meeting) is first
    questionnaires.change(meeting, 1, title("Ny"))
    assert questionnaires.publish(meeting).number == 2
    assert [one.number for one in queries.of_meeting(meeting).versions] == [1, 2]
    assert queries.of_meeting(meeting).is_published


def test_requests_that_are_out_move_to_the_new_version(app_context: Flask) -> None:
    scene, other = scenes.issued(), scenes.issued()
    questionnaires.change(scene.meeting, 1, title("Ny"))
    questionnaires.publish(scene.meeting)
    db.session.expire_all()
    assert {request.version.number for request in scene.requests.values()} == {2}
    assert {request.version.number for request in other.requests.values()} == {1}


def test_publishing_says_everything_that_is_missing_and_where(meeting: Meeting) -> None:
    meeting.purpose = ""
    bare = language.Question("bar", "one_choice", Localised(sv="Hur ofta?"))
    form = language.Questionnaire(sections=(language.Section("a", Localised(sv="A"), questions=(bare,)),))
    questionnaires.replace_document(meeting, form)
    with pytest.raises(questionnaires.NotReady) as refused:
        questionnaires.publish(meeting)
    assert "Skriv varför ni frågar." in str(refused.value)
    assert "”Hur ofta?”: Frågan saknar alternativ." in str(refused.value)
    assert [one.question_key for one in refused.value.findings] == [None, "bar"]
    assert db.session.scalar(select(func.count(QuestionnaireVersion.id))) == 0


def test_an_unwritten_form_is_not_published(meeting: Meeting) -> None:
    with pytest.raises(questionnaires.NotReady, match="inga frågor"):
        questionnaires.publish(meeting)


def test_publishing_what_somebody_else_changed_meanwhile_is_refused(meeting: Meeting) -> None:
    filled(meeting)
    questionnaires.change(meeting, 1, title("Kollegans"))
    with pytest.raises(Conflict):
        questionnaires.publish(meeting, seen=1)
    assert queries.of_meeting(meeting).versions == ()


def test_advice_does_not_stop_publishing(meeting: Meeting) -> None:
    form = filled(meeting) and scenes.small_form()
    found = questionnaires.findings(meeting, form)
    assert found.problems == ()
    assert publishing.NO_THEME in [one.message for one in found.warnings]
    assert questionnaires.publish(meeting).number == 1


def test_keys_of_published_versions_stay_taken(meeting: Meeting) -> None:
    questionnaires.publish(filled(meeting))
    questionnaires.change(meeting, 1, partial(editing.remove_question, key="antal"))
    assert "antal" in questionnaires.taken_keys(meeting)


def test_a_copy_takes_the_draft_over_and_refuses_to_overwrite(meeting: Meeting) -> None:
    later = Meeting(
        council=meeting.council, title="Nästa", starts_at=meeting.starts_at, deadline_at=meeting.deadline_at
    )
    db.session.add(later)
    db.session.flush()
    questionnaires.copy(meeting, later)
    assert queries.of_meeting(later).stored is None
    questionnaires.copy(filled(meeting), later)
    assert queries.of_meeting(later).form == scenes.small_form()
    questionnaires.change(later, 1, title("Ny"))
    assert queries.of_meeting(meeting).form == scenes.small_form()
    with pytest.raises(Refused, match="redan ett formulär"):
        questionnaires.copy(meeting, later)


def test_changes_are_noted_without_any_text(meeting: Meeting, staff_member: Staff) -> None:
    questionnaires.change(meeting, 0, title("Hemligt"), staff_member)
    event = db.session.scalars(select(AuditEvent).where(AuditEvent.action == "questionnaire_changed")).one()
    stored = db.session.scalars(select(Questionnaire)).one()
    assert (event.staff_id, event.subject_id, event.details) == (staff_member.id, stored.id, {"revision": 1})
