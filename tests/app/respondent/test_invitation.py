"""The personal link: looking changes nothing, one button opens, and links that are over say so kindly."""

import re

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from app.extensions import db, links
from app.models import Base, BrowserSession, InputRequest, Invitation, RequestState, now
from tests.factories import scenes
from tests.factories.respondents import MEMBER
from tests.factories.scenes import Scene
from tests.robot import parse


@pytest.fixture
def scene(app: Flask) -> Scene:
    with app.app_context(), db.transaction():
        return scenes.issued()


@pytest.fixture
def link(app: Flask, scene: Scene) -> str:
    with app.app_context():
        return scenes.link_of(scene.invitations[MEMBER])


def rows(app: Flask) -> dict[str, list[tuple[object, ...]]]:
    with app.app_context():
        return {
            table.name: sorted((tuple(row) for row in db.session.execute(select(table))), key=repr)
            for table in Base.metadata.sorted_tables
        }


def test_looking_ten_times_changes_nothing(app: Flask, client: FlaskClient, link: str) -> None:
    before = rows(app)
    for _ in range(10):
        assert client.get(link, headers={"Purpose": "prefetch"}).status_code == 200
    assert client.head(link).status_code == 200
    assert client.options(link).status_code == 200
    assert rows(app) == before


def test_the_page_says_what_one_must_know(client: FlaskClient, scene: Scene, link: str) -> None:
    text = client.get(link).text
    meeting = scene.meeting
    wanted = [meeting.title, meeting.purpose, meeting.can_influence, meeting.settled, "allmän handling", "dagar kvar"]
    assert [words for words in [*wanted, scene.council.name, "031-390"] if words not in text] == []
    assert re.search(r"(mån|tis|ons|tors|fre|lör|sön)dag \d+ \w+ 20\d\d", text)


def test_the_token_stands_in_no_link_and_no_title(client: FlaskClient, link: str) -> None:
    page = parse(link, 200, client.get(link).text)
    token = link.rpartition("/")[2]
    assert token not in page.title
    assert token not in "".join(page.h1)
    assert all(token not in href for href, _ in page.links)
    assert [form.action for form in page.forms] == [link]


def test_the_button_opens_and_the_address_holds_no_token(
    app: Flask, client: FlaskClient, scene: Scene, link: str
) -> None:
    answer = client.post(link)
    assert (answer.status_code, answer.location) == (303, f"/answer/{scene.requests[MEMBER].id}/")
    assert client.get(answer.location).status_code == 200
    with app.app_context():
        invitation = db.session.get_one(Invitation, scene.invitations[MEMBER].id)
        assert invitation.opened_at is not None
        assert invitation.request.state is RequestState.OPENED
    first = rows(app)["invitation"]
    client.post(link)
    assert rows(app)["invitation"] == first


def test_opening_again_ends_the_former_session_of_this_browser(app: Flask, client: FlaskClient, link: str) -> None:
    for _ in range(3):
        client.post(link)
    with app.app_context():
        ended = db.session.scalars(select(BrowserSession.ended_at).order_by(BrowserSession.id)).all()
    assert [moment is None for moment in ended] == [False, False, True]


def test_one_browser_holds_several_requests(app: Flask, client: FlaskClient, scene: Scene) -> None:
    with app.app_context():
        opened = [scenes.link_of(invitation) for invitation in scene.invitations.values()]
    for one in opened:
        client.post(one)
    for request in scene.requests.values():
        assert client.get(f"/answer/{request.id}/").status_code == 200


def test_a_started_form_is_not_set_back_by_a_second_opening(
    app: Flask, client: FlaskClient, scene: Scene, link: str
) -> None:
    with app.app_context(), db.transaction():
        db.session.get_one(InputRequest, scene.requests[MEMBER].id).state = RequestState.STARTED
    client.post(link)
    with app.app_context():
        assert db.session.get_one(InputRequest, scene.requests[MEMBER].id).state is RequestState.STARTED


@pytest.mark.parametrize("method", ["get", "post"])
def test_an_unknown_token_is_a_missing_page(client: FlaskClient, method: str) -> None:
    for token in ("x", "a" * 43, "%00", "..%2f"):
        assert getattr(client, method)(f"/invitation/{token}").status_code == 404


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("what", ["revoked", "left", "closed", "meeting_closed"])
def test_a_link_that_is_over_says_so_and_what_to_do(
    app: Flask, client: FlaskClient, scene: Scene, link: str, what: str, method: str
) -> None:
    with app.app_context(), db.transaction():
        invitation = db.session.get_one(Invitation, scene.invitations[MEMBER].id)
        if what == "revoked":
            invitation.revoked_at = now()
        elif what == "left":
            invitation.contact.left_at = now()
        elif what == "closed":
            invitation.request.closed_at = now()
        else:
            invitation.request.meeting.closed_at = now()
    answer = getattr(client, method)(link)
    assert answer.status_code == 410
    heading = "Länken gäller inte längre" if what in {"revoked", "left"} else "Formuläret är stängt"
    assert heading in answer.text
    assert "mailto:sekretariatet@stad.example" in answer.text
    assert "tel:0313900610" in answer.text


def test_a_revoked_link_shuts_the_browsers_it_let_in(app: Flask, client: FlaskClient, scene: Scene, link: str) -> None:
    client.post(link)
    with app.app_context(), db.transaction():
        db.session.get_one(Invitation, scene.invitations[MEMBER].id).revoked_at = now()
    assert client.get(f"/answer/{scene.requests[MEMBER].id}/").status_code == 404


def test_the_page_speaks_the_contacts_language(app: Flask, client: FlaskClient, scene: Scene, link: str) -> None:
    with app.app_context(), db.transaction():
        db.session.get_one(Invitation, scene.invitations[MEMBER].id).contact.language = "en"
    page = client.get(link).text
    assert '<html lang="en">' in page
    assert re.search(r'<p class="verbatim"\s+lang="sv">Rådet vill veta vad ni ser.</p>', page)
    assert '<html lang="sv">' in client.get(f"{link}?language=sv").text


def test_a_guessed_nonce_opens_nothing_without_the_key(app: Flask, client: FlaskClient, scene: Scene) -> None:
    nonce = scene.invitations[MEMBER].nonce
    with app.app_context():
        right = links.token(nonce)
    assert client.get(f"/invitation/{nonce.hex()}").status_code == 404
    assert client.get(f"/invitation/{right}").status_code == 200
