"""What looks like personal data is marked before sending: adults look and send, young people are asked to change it."""

import logging

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select

from app.extensions import db
from app.models import AnswerReview, Base, InputRequest, PersonalDataState, Submission
from forms.audience import OrganisationKind
from tests.app.respondent.conftest import Answering
from tests.app.respondent.test_sending import answered
from tests.factories import scenes
from tests.factories.respondents import MEMBER
from tests.factories.scenes import Scene
from tests.robot import Robot

NUMBER = "19121212-1212"
TEXT = f"Hon heter <b>Tolvan</b> & har {NUMBER}."
MARKED = f"Hon heter &lt;b&gt;Tolvan&lt;/b&gt; &amp; har <mark>{NUMBER}</mark>."


@pytest.fixture
def scene(app: Flask) -> Scene:
    with app.app_context(), db.transaction():
        return scenes.issued()


def at_check(app: Flask, scene: Scene, kind: OrganisationKind, text: str = TEXT) -> tuple[FlaskClient, str]:
    """A browser of that body, with the text saved, and the address of its check page."""
    client = app.test_client()
    with app.app_context():
        link = scenes.link_of(scene.invitations[kind])
    client.post(link)
    base = f"/answer/{scene.requests[kind].id}/"
    client.post(base + "section/lage", data={"q-vad_ser_ni": text})
    return client, base + "check"


def send(client: FlaskClient, path: str, **ticked: str):
    page = Robot(client).get(path)
    data = {one.name: one.value for one in page.forms[0].inputs if one.kind == "hidden"}
    return client.post(path, data=data | ticked)


def sent(app: Flask) -> int:
    with app.app_context():
        return db.session.scalar(select(func.count(Submission.id))) or 0


def test_adults_see_what_was_found_and_send_once_they_have_looked(app: Flask, scene: Scene) -> None:
    client, check = at_check(app, scene, MEMBER)
    page = client.get(check).text
    assert MARKED in page
    assert "Det kan finnas personuppgifter i svaret" in page
    assert 'href="#answer-vad_ser_ni">Vad ser ni i er verksamhet?</a>:\n          personnummer' in page
    refused = send(client, check)
    assert refused.status_code == 422
    assert "Läs det som är markerat, och kryssa sedan i rutan." in refused.text
    assert "<title>Fel:" in refused.text
    assert sent(app) == 0
    assert send(client, check, has_looked="y").status_code == 303
    with app.app_context():
        assert db.session.scalars(select(AnswerReview.personal_data)).all() == [PersonalDataState.UNREVIEWED]


@pytest.mark.parametrize("kind", [OrganisationKind.YOUTH_COUNCIL, OrganisationKind.STUDENT_FORUM])
def test_young_people_are_asked_to_change_it(app: Flask, scene: Scene, kind: OrganisationKind) -> None:
    client, check = at_check(app, scene, kind)
    page = client.get(check).text
    assert "Ändra det som är markerat innan du skickar." in page
    assert "vill skicka svaret som det är" not in page
    assert send(client, check).status_code == 422
    client.post(
        check.replace("check", "section/lage"), data={"q-vad_ser_ni": "Utan nummer.", "q-vad_ser_ni-version": "1"}
    )
    assert "<mark>" not in client.get(check).text
    assert send(client, check).status_code == 303
    with app.app_context():
        assert db.session.scalars(select(AnswerReview)).all() == []


def test_young_people_may_say_that_it_is_none(app: Flask, scene: Scene) -> None:
    client, check = at_check(app, scene, OrganisationKind.YOUTH_COUNCIL, "Klassen 7B och låten ABC 123")
    assert "Det som är markerat är inte en personuppgift" in client.get(check).text
    assert send(client, check).status_code == 422
    assert send(client, check, has_looked="y").status_code == 303


def test_an_answer_without_any_is_sent_as_before(app: Flask, scene: Scene) -> None:
    client, check = at_check(app, scene, MEMBER, "Fler söker stöd.")
    page = client.get(check).text
    assert "has_looked" not in page
    assert send(client, check).status_code == 303


def test_the_match_stands_nowhere_but_in_the_answer(app: Flask, scene: Scene, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        client, check = at_check(app, scene, MEMBER)
        send(client, check)
        send(client, check, has_looked="y")
    assert NUMBER not in caplog.text
    with app.app_context():
        holding = {
            table.name
            for table in Base.metadata.sorted_tables
            for row in db.session.execute(select(table))
            if NUMBER in repr(tuple(row))
        }
    assert holding == {"draft_answer", "answer"}


def test_the_secretariat_finds_them_and_says_when_they_are_read(
    app: Flask, answering: Answering, secretariat: FlaskClient
) -> None:
    robot, check = answered(answering, TEXT)
    robot.press(check)
    with app.app_context():
        meeting = db.session.get_one(InputRequest, answering.request_id).meeting_id
        waiting = db.session.scalars(
            select(AnswerReview.answer_id).where(AnswerReview.personal_data == PersonalDataState.UNREVIEWED)
        ).all()
    here = f"/secretariat/meetings/{meeting}/answers"
    listed = secretariat.get(f"{here}?show=personal_data").text
    assert listed.count("<strong>kan innehålla personuppgifter</strong>") == len(waiting) > 0
    assert NUMBER in listed, "who reviews must see it"
    for answer_id in waiting:
        assert "Jag har granskat svaret" in secretariat.get(f"{here}/{answer_id}").text
        assert secretariat.post(f"{here}/{answer_id}/personal-data").status_code == 302
    assert "Inga svar att visa här" in secretariat.get(f"{here}?show=personal_data").text
    again = answered(answering, TEXT)[1]
    answering.one.post(again.path, data=robot.fill(again.forms[0]))
    assert "Inga svar att visa här" in secretariat.get(f"{here}?show=personal_data").text, "unchanged, so still read"
