"""What came by post or phone becomes the organisation's submission; its draft is left alone."""

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from app.extensions import db
from app.models import Answer, Draft, OutboxMessage, RequestState, Submission
from forms.questionnaire_document import to_json
from tests.factories import scenes
from tests.factories.forms import form_with_proposals
from tests.factories.respondents import MEMBER
from tests.factories.scenes import Scene
from tests.robot import Page, Robot


@pytest.fixture
def scene(app: Flask) -> Scene:
    with app.app_context(), db.transaction():
        made = scenes.issued()
        for request in made.requests.values():
            request.issued_at = scenes.in_days(-20)
    return made


def page_of(client: FlaskClient, scene: Scene) -> Page:
    page = Robot(client).get(f"/secretariat/requests/{scene.requests[MEMBER].id}/key-in")
    assert page.status == 200
    return page


def fields(page: Page, **changes: str) -> dict[str, str]:
    hidden = {one.name: one.value for one in page.forms[0].inputs if one.kind == "hidden"}
    return hidden | {"channel": "post", "kind": "answer", "received": f"{scenes.in_days(-1):%Y-%m-%d}"} | changes


def test_a_letter_becomes_a_submission(app: Flask, secretariat: FlaskClient, scene: Scene) -> None:
    page = page_of(secretariat, scene)
    data = fields(page, **{"q-vad_ser_ni": "Ett brev\r\nmed två rader", "q-hur_vanligt": "vanligt"})
    assert [secretariat.post(page.path, data=data).status_code for _ in range(2)] == [303, 303]
    with app.app_context():
        sent = db.session.scalars(select(Submission)).one()
        assert (sent.channel.value, sent.late, sent.contact_id) == ("post", False, None)
        assert sent.keyed_in_by is not None
        assert sent.request.state is RequestState.SUBMITTED
        texts = db.session.scalars(select(Answer.text).order_by(Answer.position)).all()
        assert texts == ["Ett brev\nmed två rader", "Vanligt"]
        assert db.session.scalars(select(Draft)).all() == []
        assert [one.kind for one in db.session.scalars(select(OutboxMessage))] == ["receipt"]


@pytest.mark.parametrize("kind", ["answer", "abstention"])
def test_the_same_letter_typed_in_again_says_that_nothing_new_came_of_it(
    app: Flask, secretariat: FlaskClient, scene: Scene, kind: str
) -> None:
    told = []
    for _ in range(2):
        page = page_of(secretariat, scene)
        data = fields(page, kind=kind, **{"q-vad_ser_ni": "Ett brev"} if kind == "answer" else {})
        told.append(secretariat.post(page.path, data=data, follow_redirects=True).text)
    assert ["Kontakterna får ett kvitto" in one for one in told] == [True, False]
    assert ["Inget nytt registrerades" in one for one in told] == [False, True]
    with app.app_context():
        assert len(db.session.scalars(select(Submission)).all()) == 1


def test_a_letter_that_skips_what_others_must_answer_is_registered(
    app: Flask, secretariat: FlaskClient, scene: Scene
) -> None:
    page = page_of(secretariat, scene)
    assert "behövs för att skicka" not in page.html
    assert secretariat.post(page.path, data=fields(page, **{"q-antal": "17"})).status_code == 303
    with app.app_context():
        assert db.session.scalars(select(Answer.text)).all() == ["17"]


def test_an_abstention_by_phone(app: Flask, secretariat: FlaskClient, scene: Scene) -> None:
    page = page_of(secretariat, scene)
    secretariat.post(page.path, data=fields(page, channel="phone", kind="abstention", reason="Hinner inte"))
    with app.app_context():
        sent = db.session.scalars(select(Submission)).one()
        assert (sent.kind.value, sent.channel.value, sent.abstention_reason) == ("abstention", "phone", "Hinner inte")


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"received": "snart"}, "Skriv vilken dag svaret kom"),
        ({"received": f"{scenes.in_days(2):%Y-%m-%d}"}, "Dagen har inte varit än"),
        ({"received": "2020-01-01"}, "Dagen är före utskicket"),
        ({"q-antal": "många"}, "Skriv ett heltal"),
        ({"q-vad_ser_ni": ""}, "Ingen fråga är besvarad"),
    ],
)
def test_what_is_wrong_is_told_and_all_that_was_typed_stands(
    app: Flask, secretariat: FlaskClient, scene: Scene, changes: dict[str, str], sentence: str
) -> None:
    page = page_of(secretariat, scene)
    data = fields(page, **{"q-vad_ser_ni": "Avskriften", "reason": "Ett skäl"}) | changes
    answer = secretariat.post(page.path, data=data)
    assert answer.status_code == 422
    assert sentence in answer.text
    assert [words for words in (data["q-vad_ser_ni"], "Ett skäl", data["received"]) if words not in answer.text] == []
    with app.app_context():
        assert db.session.scalars(select(Submission)).all() == []


def test_the_draft_is_not_shown(app: Flask, client: FlaskClient, secretariat: FlaskClient, scene: Scene) -> None:
    with app.app_context():
        link = scenes.link_of(scene.invitations[MEMBER])
    client.post(link)
    url = f"/answer/{scene.requests[MEMBER].id}/section/lage"
    client.post(url, data={"q-vad_ser_ni": "Bara vårt utkast", "q-vad_ser_ni-version": "0"})
    assert "Bara vårt utkast" not in page_of(secretariat, scene).html


def test_each_proposal_of_a_letter_is_typed_in_and_nothing_in_it_is_required(
    app: Flask, secretariat: FlaskClient, scene: Scene
) -> None:
    with app.app_context(), db.transaction():
        db.session.merge(scene.version).document = to_json(form_with_proposals())
    page = page_of(secretariat, scene)
    data = fields(page, **{"q-forslag--till--radet-0-kostnad": "5", "reason": "Ett skäl"})
    more = secretariat.post(page.path, data={**data, "add-item": "forslag-till-radet"})
    assert more.status_code == 200
    assert [words for words in ("Förslag 1", "Förslag 2", "Ett skäl", data["received"]) if words not in more.text] == []
    data |= {"q-forslag--till--radet-1-forslag": "Fler boenden."}
    fewer = secretariat.post(page.path, data={**data, "remove-item": "1-forslag-till-radet"})
    assert "Fler boenden." not in fewer.text
    assert secretariat.post(page.path, data=data).status_code == 303
    with app.app_context():
        text = db.session.scalars(select(Answer.text)).one()
        assert text == "Förslag 1: Kostnad: 5\nFörslag 2: Fler boenden."


def test_only_the_secretariat_keys_in(chair: FlaskClient, admin: FlaskClient, scene: Scene) -> None:
    for client in (chair, admin):
        assert client.get(f"/secretariat/requests/{scene.requests[MEMBER].id}/key-in").status_code == 404
