"""Tokens of links and sessions stand in no log, no title and no other page; neither do answers stand in logs."""

import logging
import re
import socket
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import insert
from sqlalchemy.exc import IntegrityError

from app.extensions import db, hash_token
from app.models import Council as CouncilRow
from app.models import StaffRole
from app.services import staff as staff_service
from tests.access.places import addresses, council
from tests.access.table import ENDPOINTS
from tests.conftest import PASSWORD, sign_in
from tests.factories import scenes
from tests.factories.collecting import PRIVATE, WORDS
from tests.factories.collecting import begin as collect
from tests.machine import Machine, machine
from tests.robot import parse
from tests.visitor import Visitor

ANSWER = "En text som ingen logg får veta."


def test_pages_show_no_token_but_the_invitations_own(app: Flask) -> None:
    with app.app_context(), db.transaction():
        made = council(staff_service.add("admin@stad.example", StaffRole.ADMIN, PASSWORD))
    token = str(made.values["token"])
    browsers = {"holder": app.test_client(), "secretariat": sign_in(app, "secretariat"), "admin": sign_in(app, "admin")}
    opening = browsers["holder"].post(made.link)
    assert token not in opening.location + opening.text
    assert token not in parse(made.link, 200, browsers["holder"].get(made.link).text).title
    secret = {token, hash_token(token), *sessions(browsers["holder"])}
    seen = 0
    for endpoint, method, path in addresses(app, made.values):
        for who in ENDPOINTS.get(endpoint, frozenset()) & browsers.keys():
            if method == "GET":
                body = browsers[who].get(path, headers={"Accept-Language": "sv"}).get_data()
                assert [one for one in secret if one.encode() in body] == [], path
                seen += 1
    assert seen > 30


def sessions(browser) -> set[str]:
    """The token of the browser's session, and what is stored of it."""
    with browser.session_transaction() as held:
        tokens = set(held["respondent"].values())
    return tokens | {hash_token(token) for token in tokens}


@pytest.mark.parametrize("fault", [RuntimeError, IntegrityError])
def test_an_error_nobody_foresaw_logs_no_token_and_no_answer(
    app: Flask, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch, fault: type[Exception]
) -> None:
    with app.app_context(), db.transaction():
        scene = scenes.issued()
        link = scenes.link_of(scene.invitations["member"])

    def fail(**_: str) -> str:
        if fault is RuntimeError:
            raise RuntimeError(ANSWER)
        row = {"code": scene.council.code, "name": ANSWER}
        db.session.execute(insert(CouncilRow), [row])
        return ""

    for endpoint in ("respondent.open_invitation", "respondent.invitation"):
        view = app.view_functions[endpoint]
        monkeypatch.setattr(fail, "permission", view.permission, raising=False)
        monkeypatch.setitem(app.view_functions, endpoint, fail)
    with caplog.at_level(logging.DEBUG):
        answer = app.test_client().post(link, data={"q": ANSWER})
        assert answer.status_code == (409 if fault is IntegrityError else 500)
    assert ("made_at_once" if fault is IntegrityError else "unforeseen_error") in caplog.text
    assert_silent(caplog.text, link.rpartition("/")[2])


def test_a_running_service_logs_no_token_no_answer_and_no_address(tmp_path: Path) -> None:
    with machine("sqlite", tmp_path, MAIL_SERVER="127.0.0.1", MAIL_PORT="9") as host:
        with host.app.app_context(), db.transaction():
            scene = scenes.issued()
            link = scenes.link_of(scene.invitations["member"])
            request_id = scene.requests["member"].id
        collecting = collect(host.app)
        host.start_web()
        answer_form(host, link, request_id)
        held = answer_as_member(host, collecting.path)
        for path in (link, f"{link}x", f"/answer/{request_id + 1}/", f"/answer/{request_id}/check?token={link}"):
            Visitor(host.url).get(path)
        say_nonsense(host, link)
        said = host.work_once()
        host.kill_web()
        assert_silent(host.log.read_text() + said, link.rpartition("/")[2])
        assert not [secret for secret in (*held, collecting.path) if secret in host.log.read_text() + said]
        assert "/voice" not in host.log.read_text()
        assert "mail_relay_away error=ConnectionRefusedError" in said
        assert "127.0.0.1" not in host.log.read_text()
        assert "kontakt" not in host.log.read_text() + said


def answer_as_member(host: Machine, path: str) -> tuple[str, str]:
    """Answer in a body that collects, come back by wrong words and by the link; returns words and link."""
    phone = Visitor(host.url)

    def post(at: str, typed: dict[str, str], status: int = 303) -> None:
        form = parse(at, 200, phone.get(at).text).forms[0]
        data = {one.name: one.value for one in form.inputs if one.kind == "hidden"}
        assert phone.post(at, data | typed).status_code == status

    for at, typed in ((path, {}), ("/voice/question/1", {"q-tycker": ANSWER}), ("/voice/check", {})):
        post(at, typed)
    page = phone.get("/voice/sent").text
    words, private = WORDS.findall(page)[0], PRIVATE.findall(page)[0]
    post(f"{path}/return", {"words": f"{words} fel"}, 422)
    post(private, {})
    return words, private


def answer_form(host: Machine, link: str, request_id: int) -> None:
    """Open the link, save a section, and send it."""
    visitor = Visitor(host.url)
    section = f"/answer/{request_id}/section/lage"
    for path, typed in ((link, {}), (section, {"q-vad_ser_ni": ANSWER}), (f"/answer/{request_id}/check", {})):
        form = parse(path, 200, visitor.get(path).text).forms[0]
        data = {one.name: one.value for one in form.inputs if one.kind == "hidden"}
        assert visitor.post(path, data | typed).status_code == 303


def say_nonsense(host: Machine, link: str) -> None:
    """Requests that are none, as scanners send them."""
    port = int(host.url.rpartition(":")[2])
    for nonsense in (
        f"GET {link} HTTP/9.9\r\n\r\n",
        f"{link}\r\n\r\n",
        f"POST {link} HTTP/1.1\r\nContent-Length: x\r\n\r\n",
    ):
        with socket.create_connection(("127.0.0.1", port), timeout=10) as connection:
            connection.sendall(nonsense.encode())
            connection.recv(100)


def assert_silent(log: str, token: str) -> None:
    assert token not in log
    assert hash_token(token) not in log
    assert ANSWER not in log
    assert re.findall(r"/invitation/\S+", log) == []
