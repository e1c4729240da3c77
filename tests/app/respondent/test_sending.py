"""Check, send, abstain and the receipt, as a person sees them."""

import html
import re

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select

from app.extensions import db
from app.models import InputRequest, RequestState, Submission, now
from tests.app.respondent.conftest import Answering
from tests.factories.respondents import MEMBER
from tests.factories.scenes import in_days
from tests.robot import Page, Robot

NASTY = [
    '=HYPERLINK("x")',
    "<script>alert(1)</script>",
    "{{ 7*7 }}",
    "'; DROP TABLE draft; --",
    "א\u202eabc",
    "%s %(n)s",
]


def answered(answering: Answering, text: str = "Vi ser att fler söker stöd.") -> tuple[Robot, Page]:
    robot = Robot(answering.one, text)
    page = robot.get(answering.base)
    while not page.path.endswith("/check"):
        page = robot.press(page)
        for one in page.forms[0].inputs:
            if one.name == "q-sedan":
                one.value = "2026-01-31"
    return robot, page


def count(app: Flask) -> int:
    with app.app_context():
        return db.session.scalar(select(func.count(Submission.id))) or 0


def test_an_empty_form_is_asked_whether_they_abstain(answering: Answering) -> None:
    page = Robot(answering.one).get(answering.base + "check")
    assert page.forms == []
    assert "Menar ni att ni avstår" in page.html
    assert answering.base + "abstain" in [href for href, _ in page.links]


def test_what_is_missing_is_told_with_links_to_it(answering: Answering) -> None:
    answering.one.post(answering.base + "section/stod-och-skydd", data={"q-antal": "-1", "q-antal-version": "0"})
    page = Robot(answering.one).get(answering.base + "check")
    assert page.title.startswith("Fel:")
    assert page.forms == []
    hrefs = [href for href, _ in page.links]
    assert {"#answer-vad_ser_ni", "#answer-antal", "#answer-rutin"} <= set(hrefs)
    assert {"answer-vad_ser_ni", "answer-antal", "answer-rutin"} <= set(page.ids)
    assert answering.base + "section/stod-och-skydd#q-antal" in hrefs


def test_a_wrong_answer_cannot_be_forced_through(app: Flask, answering: Answering) -> None:
    answer = answering.one.post(answering.base + "check", data={"send_key": "k", "content-version": "0" * 64})
    assert answer.status_code == 422
    assert count(app) == 0


def test_the_receipt_holds_everything(app: Flask, answering: Answering) -> None:
    robot, page = answered(answering)
    receipt = robot.press(page)
    with app.app_context():
        sent = db.session.scalars(select(Submission)).one()
        assert sent.request.state is RequestState.SUBMITTED
    for words in (sent.reference, sent.sha256, "Vi ser att fler söker stöd.", "31 januari 2026", "allmän handling"):
        assert words in receipt.html
    assert Robot(answering.two).get(receipt.path).status == 200


def test_the_same_page_sent_twice_gives_one_receipt(app: Flask, answering: Answering) -> None:
    robot, page = answered(answering)
    first, second = robot.press(page), robot.press(page)
    assert first.path == second.path
    assert count(app) == 1


def test_a_change_gives_a_second_version_and_the_first_can_be_read(app: Flask, answering: Answering) -> None:
    robot, page = answered(answering)
    robot.press(page)
    data = {"q-basta--insats": "En annan", "q-basta--insats-version": "1"}
    answering.one.post(answering.base + "section/stod-och-skydd", data=data)
    assert "Ändrat men inte skickat" in robot.get(answering.base).html
    second = robot.press(robot.get(answering.base + "check"))
    assert second.path == answering.base + "receipt/2"
    assert "En annan" in second.html
    first = robot.get(answering.base + "receipt/1")
    assert "En annan" not in first.html
    assert "Det här är en tidigare version" in first.html


def test_a_colleagues_change_after_the_check_is_shown_before_sending(app: Flask, answering: Answering) -> None:
    robot, page = answered(answering)
    data = {"q-basta--insats": "En annan", "q-basta--insats-version": "1"}
    answering.two.post(answering.base + "section/stod-och-skydd", data=data)
    again = robot.press(page)
    assert again.status == 422
    assert "Svaret eller formuläret har ändrats sedan du öppnade sidan" in again.html
    assert count(app) == 0
    assert robot.press(again).path == answering.base + "receipt/1"


@pytest.mark.parametrize("reason", ["", "Vi möter inte målgruppen."])
def test_abstaining_takes_one_press_and_a_reason_if_wanted(app: Flask, answering: Answering, reason: str) -> None:
    robot = Robot(answering.one)
    page = robot.get(answering.base + "abstain")
    receipt = robot.press(page, reason=reason)
    assert receipt.path == answering.base + "receipt/1"
    assert "Vi vet nu att ni avstår" in receipt.html
    assert reason in receipt.html
    assert robot.press(page, reason=reason).path == receipt.path
    assert "Ni har meddelat att ni avstår" in robot.get(answering.base).html


def test_a_late_answer_is_taken_and_says_so(app: Flask, answering: Answering) -> None:
    with app.app_context(), db.transaction():
        db.session.get_one(InputRequest, answering.request_id).own_deadline_at = in_days(-2)
    robot, page = answered(answering)
    assert "Tiden har gått ut" in robot.seen[0].html
    assert "märks som sent" in page.html
    assert "Nej, efter sista dagen" in robot.press(page).html


def test_a_closed_form_shows_what_was_sent_and_takes_no_more(app: Flask, answering: Answering) -> None:
    robot, page = answered(answering)
    receipt = robot.press(page)
    with app.app_context(), db.transaction():
        db.session.get_one(InputRequest, answering.request_id).closed_at = now()
    tasks = robot.get(answering.base)
    assert "Sekretariatet har stängt formuläret" in tasks.html
    assert [form.action for form in tasks.forms] == [answering.base + "leave"]
    assert robot.get(receipt.path).status == 200
    for where in ("check", "abstain"):
        assert robot.get(answering.base + where).path == answering.base
    # The same page once more is still the same receipt's, and nothing new is sent.
    data = {"send_key": "ny", "content-version": "0" * 64, "reason": ""}
    assert answering.one.post(answering.base + "check", data=data).status_code == 400
    assert answering.one.post(answering.base + "abstain", data=data).status_code == 400
    assert count(app) == 1


@pytest.mark.parametrize("text", NASTY)
def test_hostile_text_is_shown_as_it_was_typed(answering: Answering, text: str) -> None:
    robot, page = answered(answering, text)
    receipt = robot.press(page)
    for shown in (page, receipt):
        assert html.escape(text, quote=False) in re.sub("&#3[49];", lambda m: html.unescape(m[0]), shown.html)
        assert "<script>alert" not in shown.html


def test_leaving_ends_the_session_on_the_server(app: Flask, answering: Answering) -> None:
    copy = answering.one.get_cookie("radslag")
    assert copy is not None
    assert answering.one.post(answering.base + "leave").status_code == 303
    thief = app.test_client()
    thief.set_cookie("radslag", copy.value)
    assert answering.one.get(answering.base).status_code == 404
    assert thief.get(answering.base).status_code == 404
    assert answering.two.get(answering.base).status_code == 200


@pytest.mark.parametrize("where", ["", "section/det_ni_ser", "check", "abstain", "receipt/1"])
@pytest.mark.parametrize("method", ["get", "post"])
def test_nobody_else_sees_any_of_it(
    app: Flask,
    answering: Answering,
    secretariat: FlaskClient,
    chair: FlaskClient,
    admin: FlaskClient,
    where: str,
    method: str,
) -> None:
    stranger = app.test_client()
    with app.app_context():
        from tests.factories.scenes import link_of

        other = app.test_client()
        other.post(link_of(next(one for kind, one in answering.scene.invitations.items() if kind is not MEMBER)))
    for client in (secretariat, chair, admin, stranger, other):
        answer = getattr(client, method)(answering.base + where)
        assert answer.status_code in {404, 405}, (client, where)
        missing = getattr(client, method)(f"/answer/99999/{where}")
        assert (missing.status_code, missing.text.count("<h1")) == (answer.status_code, answer.text.count("<h1"))
