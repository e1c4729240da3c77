"""The receipt to keep: as PDF with everything in it, and as the content whose SHA-256 anybody can work out."""

import hashlib
import json
import subprocess
from pathlib import Path

import pytest
from flask import Flask

from app.extensions import db
from app.models import Submission
from exports import pdf
from tests.app.respondent.conftest import Answering
from tests.app.respondent.test_sending import NASTY, answered


def sent_with(answering: Answering, text: str = "Vi ser att fler söker stöd.") -> str:
    """Send these texts; returns the receipt's address."""
    robot, page = answered(answering, text)
    page = robot.press(page)
    assert page.path.endswith("/receipt/1")
    return page.path


def test_the_fingerprint_can_be_worked_out_from_the_content(app: Flask, answering: Answering) -> None:
    address = sent_with(answering)
    answer = answering.one.get(address + "/content.json")
    with app.app_context():
        sent = db.session.query(Submission).one()
    assert hashlib.sha256(answer.data).hexdigest() == sent.sha256
    assert sent.sha256 in answering.one.get(address).text
    assert json.loads(answer.data)["answers"][0]["value"] == "Vi ser att fler söker stöd."
    assert f"kvitto-{sent.reference}.json" in answer.headers["Content-Disposition"]


def test_an_abstention_has_a_fingerprint_of_its_own_too(app: Flask, answering: Answering) -> None:
    page = answering.one.get(answering.base + "abstain").text
    key = page.split('name="send_key"')[1].split('value="')[1].split('"')[0]
    address = answering.one.post(
        answering.base + "abstain", data={"send_key": key, "reason": " Inget nytt.\r\n"}
    ).location
    with app.app_context():
        sha256 = db.session.query(Submission).one().sha256
    assert hashlib.sha256(answering.one.get(address + "/content.json").data).hexdigest() == sha256


def test_the_pdf_says_it_all_and_is_tagged(app: Flask, answering: Answering, pango: None, tmp_path: Path) -> None:
    address = sent_with(answering, "Rad ett är ”åäö”.\n\nRad tre & <b>inte fet</b>")
    assert f'href="{address}/receipt.pdf"' in answering.one.get(address).text
    answer = answering.one.get(address + "/receipt.pdf")
    assert (answer.status_code, answer.mimetype) == (200, "application/pdf")
    file = tmp_path / "kvitto.pdf"
    file.write_bytes(answer.data)
    with app.app_context():
        sent = db.session.query(Submission).one()
    text = read(file)
    wanted = [sent.reference, sent.sha256, "Rad ett är ”åäö”.", "Rad tre & <b>inte fet</b>", "Mäns våld mot kvinnor"]
    assert [words for words in wanted if words not in text] == []
    facts = subprocess.run(["pdfinfo", file], capture_output=True, text=True, check=True).stdout
    assert "Tagged:          yes" in facts
    assert "Title:           Kvitto" in facts
    about = subprocess.run(["pdfinfo", "-meta", file], capture_output=True, text=True, check=True).stdout
    assert "pdfuaid:part" in about


@pytest.mark.parametrize("text", NASTY)
def test_hostile_text_stands_in_the_pdf_as_it_was_typed(
    answering: Answering, pango: None, tmp_path: Path, text: str
) -> None:
    file = tmp_path / "kvitto.pdf"
    file.write_bytes(answering.one.get(sent_with(answering, text) + "/receipt.pdf").data)
    assert text.replace("\u202e", "") in read(file).replace("\u202e", "") or "\u202e" in text


def test_without_pango_no_pdf_is_offered(answering: Answering, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "can_write", lambda: False)
    address = sent_with(answering)
    assert "receipt.pdf" not in answering.one.get(address).text
    answer = answering.one.get(address + "/receipt.pdf")
    assert answer.status_code == 400
    assert "Skriv ut sidan i stället" in answer.text


def test_a_version_that_was_never_sent_has_neither(answering: Answering) -> None:
    address = sent_with(answering).replace("/receipt/1", "/receipt/2")
    for name in ("receipt.pdf", "content.json"):
        assert answering.one.get(f"{address}/{name}").status_code == 404


def read(file: Path) -> str:
    """The PDF's text, lines put together again."""
    raw = subprocess.run(["pdftotext", "-raw", file, "-"], capture_output=True, text=True, check=True).stdout
    return " ".join(raw.split())
