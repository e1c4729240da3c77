"""Values that no database takes: they are answered as what is not there, or as a bad form, and never as our fault."""

from urllib.parse import urlsplit

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app.extensions import db
from forms.audience import OrganisationKind
from tests.factories import answers, scenes

BEYOND = [2**40, 10**25]


@pytest.fixture
def scene(app: Flask) -> scenes.Scene:
    """A meeting with answers."""
    with app.app_context(), db.transaction():
        return answers.answered()


@pytest.fixture
def opened(app: Flask, client: FlaskClient, scene: scenes.Scene) -> str:
    """The address of a request whose link this browser has opened."""
    with app.app_context():
        link = scenes.link_of(scene.invitations[OrganisationKind.MEMBER])
    client.post(urlsplit(link).path)
    return f"/answer/{scene.requests[OrganisationKind.MEMBER].id}"


@pytest.mark.parametrize("number", BEYOND)
def test_a_number_beyond_all_ids_is_not_found(secretariat: FlaskClient, scene: scenes.Scene, number: int) -> None:
    meeting = f"/secretariat/meetings/{scene.meeting.id}"
    for address in (
        f"/secretariat/meetings/{number}/",
        f"/secretariat/requests/{number}/",
        f"{meeting}/answers/{number}",
        f"{meeting}/digest/workbook?edition={number}",
    ):
        assert secretariat.get(address).status_code == 404, address


@pytest.mark.parametrize("number", BEYOND)
def test_a_receipt_beyond_all_numbers_is_not_found(client: FlaskClient, opened: str, number: int) -> None:
    assert client.get(f"{opened}/receipt/{number}").status_code == 404


def test_a_key_that_no_row_can_have_is_a_bad_form(
    client: FlaskClient, secretariat: FlaskClient, scene: scenes.Scene, opened: str
) -> None:
    line = {"theme": "a\0b", "kind": "point", "wording": "Text"}
    listed = {"name": "lista.csv", "content": "å"}
    told = [
        client.post("/sign-in", data={"email": "a\0@b.example", "password": "x"}),
        client.post(f"{opened}/check", data={"send_key": "a\0b", "content-version": "x"}),
        secretariat.post(f"/secretariat/meetings/{scene.meeting.id}/digest/lines/add", data=line),
        secretariat.post(f"/secretariat/councils/{scene.council.id}/organisations/import/run", data=listed),
    ]
    assert {answer.status_code for answer in told} <= {400, 422}, told
