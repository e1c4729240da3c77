"""Whatever opens a door stands where its holder needs it, and nowhere else: on no way from issuing to the digest."""

import logging
import re

import pytest
from flask import Flask

from app.extensions import hash_token
from app.respondent import receipt
from tests.access.places import everything_stored
from tests.access.watching import readable
from tests.access.whole_way import Way, gone, said


@pytest.fixture
def printed() -> list[str]:
    """The pages that were made into PDF, whose own text is packed too well to be searched."""
    return []


@pytest.fixture
def way(app: Flask, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch, printed: list[str]) -> Way:
    write_pdf = receipt.pdf.write_pdf
    monkeypatch.setattr(receipt.pdf, "write_pdf", lambda html: (printed.append(html), write_pdf(html))[1])
    # SQLAlchemy keeps its statements to itself unless it is asked.
    with caplog.at_level(logging.INFO, "sqlalchemy.engine"), caplog.at_level(logging.DEBUG):
        made = gone(app)
    made.log = caplog.text
    return made


def test_no_token_stands_but_where_its_holder_needs_it(way: Way, printed: list[str]) -> None:
    held = {"words", "private link", "link of members", "old link", "code", "device", "session of chair"}
    assert held <= {one.what for one in way.secrets}
    wrong = {f"{one.what} on {told.method} {told.path}" for one, told in shown(way)}
    wrong |= {f"{one.what} in a mail to {to}" for one, to in mailed(way)}
    stored = {name: str(rows) for name, rows in everything_stored(way.app).items()}
    for one in way.secrets:
        wrong |= {f"{one.what} in table {name}" for name, rows in stored.items() if one.value in rows}
        if one.value in way.log or hash_token(one.value) in way.log:
            wrong.add(f"{one.what} in the log")
        if any(one.value in page for page in printed):
            wrong.add(f"{one.what} in a PDF")
    assert wrong == set()
    assert printed
    assert stored["audit_event"] != "[]"
    assert "SELECT invitation" in way.log


def shown(way: Way):
    """Each secret with the answers that tell it and should not: in their page or file, their title, or their headers."""
    for told in way.told:
        page = readable(told.data)
        headers = "".join(value for name, value in told.headers.items() if name != "Set-Cookie")
        for one in way.secrets:
            value = one.value.lower()
            titled = any(value in title for title in re.findall("<title>(.*?)</title>", page, re.DOTALL))
            if titled or value in headers.lower() or (value in page and not re.match(one.pages, told.path)):
                yield one, told


def mailed(way: Way):
    for mail in way.mails():
        for one in way.secrets:
            if one.value in said(mail) and not (one.mailbox == mail["To"] and one.value not in str(mail["Subject"])):
                yield one, mail["To"]


def test_no_address_tells_one(way: Way) -> None:
    """Neither where a browser says that it came from, nor where a form leads."""
    assert {told.headers["Referrer-Policy"] for told in way.told} == {"no-referrer"}
    assert [told.path for told in way.told if re.search("referrerpolicy|name=.referrer", told.text)] == []
    after = [told.headers["Location"] for told in way.told if told.method == "POST" and "Location" in told.headers]
    assert len(after) > 15
    assert [at for at in after for one in way.secrets if one.value in at] == []
