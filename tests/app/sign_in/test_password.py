"""Signing in and out: the right person only, to a page of ours only, ended on the server."""

import re
from collections.abc import Iterator

import pytest
from flask.testing import FlaskClient

from app.extensions import limiter
from app.services.targets import safe_target
from tests.conftest import PASSWORD


def told(page: str) -> str:
    """The page without what differs between any two pages: nonce, CSRF token and the address that was typed."""
    return re.sub(r'(nonce|value)="[^"]+"', "", page).replace("secretariat@stad.example", "nobody-here@stad.example")


def test_wrong_password_and_unknown_address_are_told_alike(app, secretariat: FlaskClient) -> None:
    stranger = app.test_client()
    wrong = stranger.post("/sign-in", data={"email": "secretariat@stad.example", "password": "fel lösenord här"})
    unknown = stranger.post("/sign-in", data={"email": "nobody-here@stad.example", "password": "fel lösenord här"})
    assert wrong.status_code == unknown.status_code == 422
    assert told(wrong.text) == told(unknown.text)


@pytest.fixture
def limited(app, monkeypatch) -> Iterator[None]:
    """The limits on signing in hold, from nothing."""
    monkeypatch.setattr(limiter, "enabled", True)
    limiter.reset()
    yield
    limiter.reset()


def tried(app, email: str, password: str, times: int = 1) -> list[tuple[int, str]]:
    """So many tries, each from another machine."""
    answers = []
    for number in range(times):
        data = {"email": email, "password": password}
        machine = {"REMOTE_ADDR": f"192.0.2.{number}"}
        answer = app.test_client().post("/sign-in", data=data, environ_base=machine)
        answers.append((answer.status_code, told(answer.text)))
    return answers


@pytest.mark.usefixtures("limited")
@pytest.mark.parametrize("email", ["secretariat@stad.example", "nobody-here@stad.example"])
def test_an_account_can_be_tried_ten_times_from_anywhere_whether_it_exists_or_not(app, secretariat, email) -> None:
    answers = tried(app, email, "fel lösenord här", 11)
    assert [code for code, _ in answers] == [422] * 10 + [429]
    assert "många försök med den här adressen. Vänta en kvart" in answers[-1][1]
    assert [code for code, _ in tried(app, f" {email.title()}", PASSWORD)] == [429]
    assert [code for code, _ in tried(app, "another@stad.example", PASSWORD)] == [422]


@pytest.mark.usefixtures("limited")
def test_too_many_tries_are_told_alike_for_every_address(app, secretariat) -> None:
    first, second = (
        tried(app, email, "fel", 11)[-1] for email in ("secretariat@stad.example", "nobody-here@stad.example")
    )
    assert first == second


@pytest.mark.usefixtures("limited")
def test_whoever_has_the_password_may_sign_in_as_often_as_needed(app, secretariat) -> None:
    assert {code for code, _ in tried(app, "secretariat@stad.example", PASSWORD, 12)} == {302}


def test_signing_out_ends_the_session_on_the_server(app, secretariat: FlaskClient) -> None:
    cookie = secretariat.get_cookie("radslag").value
    assert secretariat.get("/secretariat/").status_code == 200
    secretariat.post("/sign-out")
    thief = app.test_client()
    thief.set_cookie("radslag", cookie)
    assert thief.get("/secretariat/").status_code == 302


def test_signing_in_gives_a_session_of_its_own(app, secretariat: FlaskClient) -> None:
    before = secretariat.get_cookie("radslag").value
    secretariat.post("/sign-in", data={"email": "secretariat@stad.example", "password": PASSWORD})
    assert secretariat.get_cookie("radslag").value != before


def test_the_page_asked_for_is_where_one_lands(app, secretariat: FlaskClient) -> None:
    stranger = app.test_client()
    asked = stranger.get("/secretariat/?sida=1")
    assert asked.status_code == 302
    landed = stranger.post(asked.location, data={"email": "secretariat@stad.example", "password": PASSWORD})
    assert landed.location.endswith("/secretariat/?sida=1")


@pytest.mark.parametrize(
    "target", ["//evil.example", "https://evil.example", "/\\evil.example", "javascript:alert(1)", "/a\nb", "", None]
)
def test_no_other_host_is_ever_a_target(target: str | None) -> None:
    assert safe_target(target, "/home") == "/home"


def test_a_path_of_ours_is_a_target() -> None:
    assert safe_target("/secretariat/meetings/1/?sort=name", "/home") == "/secretariat/meetings/1/?sort=name"
