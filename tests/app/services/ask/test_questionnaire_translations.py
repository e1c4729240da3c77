from dataclasses import replace

import pytest
from flask import Flask

from app.models import Meeting
from app.queries.ask import questionnaires as queries
from app.services.ask import questionnaire_edits as edits
from app.services.ask import questionnaires
from app.services.ask.questionnaire_parts import QuestionInput
from app.services.ask.questionnaire_translations import translate
from app.services.input_checks import RefusedInput
from app.services.problems import Conflict
from forms.localised import Localised
from tests.factories import scenes
from tests.factories.people import StaffFactory

LABEL = "question/antal/label"


@pytest.fixture
def meeting(app_context: Flask) -> Meeting:
    made = scenes.planned().meeting
    questionnaires.change(made, 1, lambda form: replace(form, intro=Localised(sv="Vi frågar.")))
    return made


def label(meeting: Meeting, key: str = "antal") -> dict[str, str]:
    return queries.of_meeting(meeting).question(key).label.to_json()


def test_a_text_is_translated_at_its_place(meeting: Meeting) -> None:
    before = label(meeting)
    translate(meeting, 2, {(LABEL, "en"): " How many?\r\nRoughly "})
    assert label(meeting) == {**before, "en": "How many?\nRoughly"}


def test_what_stands_already_is_no_change_and_what_is_not_there_is_passed_over(meeting: Meeting) -> None:
    translate(meeting, 2, {(LABEL, code): text for code, text in label(meeting).items()} | {("x/y", "sv"): "z"})
    assert queries.of_meeting(meeting).revision == 2


def test_a_label_keeps_one_language_at_least(meeting: Meeting) -> None:
    with pytest.raises(RefusedInput) as refusal:
        translate(meeting, 2, {(LABEL, "sv"): "", (LABEL, "en"): " "})
    assert set(refusal.value.errors) == {f"{LABEL}:sv", f"{LABEL}:en"}
    with pytest.raises(RefusedInput, match="5000"):
        translate(meeting, 2, {(LABEL, "en"): "x" * 5001})


def test_a_colleagues_text_is_not_overwritten_but_her_other_texts_are_no_hindrance(meeting: Meeting) -> None:
    edits.change_question(meeting, 2, "antal", QuestionInput({"sv": "Kollegans"}), StaffFactory())
    translate(meeting, 2, {("question/vad_ser_ni/label", "en"): "Mine"})
    assert label(meeting, "vad_ser_ni")["en"] == "Mine"
    with pytest.raises(Conflict):
        translate(meeting, 2, {(LABEL, "en"): "Mine"})
    assert label(meeting) == {"sv": "Kollegans"}
    translate(meeting, 3, {(LABEL, "en"): "Mine"})
    assert label(meeting)["en"] == "Mine"
