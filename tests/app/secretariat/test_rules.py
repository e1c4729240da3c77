"""Rules in the builder: written at the question, told in words, and a slip told at its field."""

from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app.extensions import db
from app.queries.ask import questionnaires as queries
from app.services.ask import questionnaires
from forms.questionnaire import Question, Questionnaire
from tests.factories import scenes
from tests.factories.ruled import ruled_form
from tests.robot import Robot


@pytest.fixture
def scene(secretariat: FlaskClient, app: Flask) -> scenes.Scene:
    with app.app_context(), db.transaction():
        made = scenes.planned()
        questionnaires.replace_document(made.meeting, ruled_form())
        return made


@pytest.fixture
def path(scene: scenes.Scene) -> str:
    return f"/secretariat/meetings/{scene.meeting.id}/form"


@pytest.fixture
def stored(app: Flask, scene: scenes.Scene) -> Callable[[], Questionnaire]:
    def read() -> Questionnaire:
        with app.app_context():
            return queries.of_meeting(scene.meeting).form

    return read


def question(form: Questionnaire, key: str) -> Question:
    found = form.question(key)
    assert found is not None
    return found


def posted(secretariat: FlaskClient, where: str, **changes: str) -> object:
    page = Robot(secretariat).get(where)
    data: dict[str, list[str]] = {}
    for one in (
        page.forms[-1].inputs if "revision" not in [i.name for i in page.forms[0].inputs] else page.forms[0].inputs
    ):
        if one.name and (one.kind not in {"radio", "checkbox"} or one.checked):
            data.setdefault(one.name, []).append(one.value)
    return secretariat.post(where, data=data | {name: [text] for name, text in changes.items()})


def test_the_list_tells_each_rule_in_words(secretariat: FlaskClient, path: str) -> None:
    page = secretariat.get(path).text
    assert "Visas om ”Har ni skyddat boende?” är ”Ja”." in page
    assert "Godtas om svaret är högst ”Hur många platser?”." in page
    assert "Räknas ut så: ”Hur många platser?” − ”Hur många är lediga?”." in page
    assert "Visas om ”Har ni skyddat boende?” är ”Nej”." in page


def test_every_kind_of_question_shows_the_rules_it_can_have(secretariat: FlaskClient, path: str) -> None:
    shown = {
        kind: [name for name in ("relevant", "required_if", "constraint", "choice_filter", "calculation", "default")
               if f'name="rule_{name}"' in secretariat.get(f"{path}/sections/boende/questions/add/{kind}").text]
        for kind in ("note", "short_text", "one_choice", "calculated", "hidden")
    }  # fmt: skip
    assert shown == {
        "note": ["relevant"],
        "short_text": ["relevant", "required_if", "constraint", "default"],
        "one_choice": ["relevant", "required_if", "constraint", "choice_filter", "default"],
        "calculated": ["relevant", "calculation", "default"],
        "hidden": ["relevant", "calculation", "default"],
    }


def test_a_question_keeps_its_rules_and_takes_new_ones(
    secretariat: FlaskClient, path: str, stored: Callable[[], Questionnaire]
) -> None:
    before = question(stored(), "lediga")
    where = f"{path}/questions/lediga"
    assert posted(secretariat, where).status_code == 302
    assert question(stored(), "lediga").rules == before.rules
    changes = {"rule_required_if": "${platser} > 10", "constraint_message_sv": "Skriv färre."}
    assert posted(secretariat, where, **changes).status_code == 302
    rules = question(stored(), "lediga").rules
    assert (rules.relevant, rules.required_if) == ("${platser} > 0", "${platser} > 10")
    assert rules.constraint_message.get("sv") == "Skriv färre."
    assert rules.constraint_message.get("en") == before.rules.constraint_message.get("en")


def test_a_slip_is_told_at_its_field_and_kept(
    secretariat: FlaskClient, path: str, stored: Callable[[], Questionnaire]
) -> None:
    answer = posted(secretariat, f"{path}/questions/platser", rule_relevant="${skyddat} == 'yes'")
    assert answer.status_code == 422
    assert "passar inte här. Rätta uttrycket." in answer.text
    assert "${skyddat} == &#39;yes&#39;" in answer.text
    assert question(stored(), "platser").rules.relevant == ""


def test_a_section_has_a_rule(secretariat: FlaskClient, path: str, stored: Callable[[], Questionnaire]) -> None:
    where = f"{path}/sections/sist"
    assert posted(secretariat, where, rule_relevant="${skyddat} = 'yes'").status_code == 302
    section = stored().section("sist")
    assert section is not None
    assert section.relevant == "${skyddat} = 'yes'"
    assert posted(secretariat, where, rule_relevant="foo()").status_code == 422


def test_a_calculated_value_needs_no_label(
    secretariat: FlaskClient, path: str, stored: Callable[[], Questionnaire]
) -> None:
    where = f"{path}/sections/sist/questions/add/hidden"
    assert posted(secretariat, where, rule_default="webb").status_code == 302
    added = list(stored().questions())[-1]
    assert (added.type, added.rules.default) == ("hidden", "webb")


def test_publishing_tells_what_is_wrong_with_a_rule(secretariat: FlaskClient, path: str) -> None:
    posted(secretariat, f"{path}/questions/platser", rule_relevant="${borta} = 1")
    assert "Visas om: det finns ingen fråga ”borta”. Rätta namnet." in secretariat.get(path).text
