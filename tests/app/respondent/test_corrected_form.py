"""A form that is corrected while it is being answered: told on the task list, and no page fails or loses a word."""

import html
from dataclasses import replace

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app.extensions import db
from app.models import Meeting, now
from app.queries.ask import questionnaires as queries
from app.services.ask import questionnaires
from forms import editing
from forms.localised import Localised
from forms.moments import day_of
from forms.questionnaire import Questionnaire
from tests.app.respondent.conftest import Answering
from tests.app.respondent.test_section import SEEN, SUPPORT, form_of, look, stored
from tests.app.respondent.test_sending import answered
from tests.factories.forms import full_form
from tests.robot import Robot, parse

GONE = "Frågan finns inte längre. Svaret skickas inte."


@pytest.fixture
def correct(app: Flask, answering: Answering) -> object:
    """Publishes the full form with a change."""

    def publish(edit: questionnaires.Change) -> None:
        with app.app_context(), db.transaction():
            meeting = db.session.get_one(Meeting, answering.scene.meeting.id)
            questionnaires.replace_document(meeting, edit(full_form()))
            questionnaires.publish(meeting, seen=queries.of_meeting(meeting).revision)

    return publish


def reworded(form: Questionnaire) -> Questionnaire:
    question = form.question("vad_ser_ni")
    assert question is not None
    return editing.replace_question(form, replace(question, label=Localised(sv="Vad <b>märker</b> ni?")))


def without_support(form: Questionnaire) -> Questionnaire:
    return editing.remove_section(form, "stod-och-skydd")


def test_the_changes_stand_on_the_task_list_until_they_are_read(answering: Answering, correct) -> None:
    answering.one.post(look(answering, SUPPORT).path, data={"q-antal": "12", "q-antal-version": "0"})
    correct(lambda form: without_support(reworded(form)))
    page = look(answering, "")
    assert "Formuläret har ändrats" in page.html
    assert "Vad &lt;b&gt;märker&lt;/b&gt; ni?" in page.html
    assert "Vad ser ni av mäns våld mot kvinnor?" in page.html
    assert "Frågan är borttagen." in page.html
    assert GONE in page.html
    answering.one.post(answering.base + "changes", data={"version": "1"})
    assert "Formuläret har ändrats" in look(answering, "").html
    answering.two.post(answering.base + "changes", data={"version": "2"})
    after = look(answering, "").html
    assert "Formuläret har ändrats" not in after
    assert GONE in after
    assert GONE in look(answering, "check").html


def test_a_section_open_meanwhile_is_saved_and_told_of(app: Flask, answering: Answering, correct) -> None:
    page = look(answering, SUPPORT)
    correct(without_support)
    data = form_of(page) | {"q-antal": ["12"], "q-basta--insats": ["Jouren"]}
    answer = answering.one.post(page.forms[0].action, data=data)
    assert (answer.status_code, answer.location) == (303, answering.base)
    typed = stored(app, answering)
    assert (typed["antal"], typed["basta-insats"]) == ("12", "Jouren")
    told = look(answering, "").html
    assert "Formuläret ändrades medan du skrev. Allt du skrev är sparat." in told
    assert GONE in told
    assert "Jouren" in told


def test_the_script_saves_to_a_removed_section_too(app: Flask, answering: Answering, correct) -> None:
    page = look(answering, SUPPORT)
    address = html.unescape(page.html.split('data-autosave="')[1].split('"')[0])
    correct(without_support)
    answer = answering.one.post(address, data={"q-antal": "7", "q-antal-version": "0"})
    assert answer.status_code == 200
    assert answer.json is not None
    assert answer.json["saved"] == {"antal": 1}
    assert stored(app, answering) == {"antal": "7"}


def test_a_change_elsewhere_in_the_form_does_not_disturb(answering: Answering, correct) -> None:
    page = look(answering, SEEN)
    correct(without_support)
    answer = answering.one.post(page.forms[0].action, data=form_of(page) | {"q-vad_ser_ni": ["Mer"]})
    assert answer.location == answering.base + "check"


def test_a_removed_section_leads_to_the_task_list_and_an_unknown_one_nowhere(answering: Answering, correct) -> None:
    correct(without_support)
    assert answering.one.get(answering.base + SUPPORT).location == answering.base
    assert answering.one.get(answering.base + "section/ingenting").status_code == 404
    assert answering.one.get(answering.base + SEEN + "?form=<script>").status_code == 200
    assert answering.one.post(answering.base + SEEN + "?form=99", data={}).status_code == 303


def test_two_texts_meet_across_a_correction(app: Flask, answering: Answering, correct) -> None:
    page = look(answering, SUPPORT)
    answering.two.post(page.forms[0].action, data=form_of(page) | {"q-basta--insats": ["Deras"]})
    correct(
        lambda form: editing.replace_question(
            form,
            replace(form.question("basta-insats"), type="yes_no"),  # type: ignore[type-var]
        )
    )
    answer = answering.one.post(page.forms[0].action, data=form_of(page) | {"q-basta--insats": ["Min"]})
    assert "Två texter att jämföra" in answer.text
    done = Robot(answering.one).press(
        parse(page.path, 200, answer.text), **{"merge-basta--insats": "both", "merge-basta--insats-text": "Båda"}
    )
    assert done.path == answering.base
    assert stored(app, answering) == {"basta-insats@text": "Båda"}


def test_what_was_sent_stands_and_is_not_called_changed(answering: Answering, correct) -> None:
    robot, check = answered(answering)
    robot.press(check)
    correct(reworded)
    page = look(answering, "").html
    assert "Ändrat men inte skickat" not in page
    assert "Det ni har skickat gäller som det är." in page
    receipt = look(answering, "receipt/1").html
    assert "Vad ser ni av mäns våld mot kvinnor?" in receipt
    again = robot.press(robot.get(answering.base + "check"))
    assert again.path == answering.base + "receipt/2"
    assert "märker" in again.html


def test_the_key_in_page_keeps_what_was_typed_for_the_version_it_showed(
    answering: Answering, correct, secretariat: FlaskClient
) -> None:
    path = f"/secretariat/requests/{answering.request_id}/key-in"
    page = Robot(secretariat).get(path)
    correct(without_support)
    data = form_of(page) | {
        "q-antal": ["12"],
        "kind": ["answer"],
        "channel": ["post"],
        "received": [f"{day_of(now())}"],
    }
    answer = secretariat.post(page.forms[0].action or path, data=data)
    assert answer.status_code == 303, answer.text
    assert "12" in look(answering, "receipt/1").html
