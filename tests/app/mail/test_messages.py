"""The mails' words, compared with kept copies. RADSLAG_WRITE_GOLDEN=1 writes the copies anew; read them then."""

import os
import re
from dataclasses import replace
from datetime import UTC, datetime
from html.parser import HTMLParser
from pathlib import Path

import pytest

from app.mail import messages
from app.mail.copies import CopiedAnswer, CopiedSection
from app.mail.messages import Occasion, Sent

GOLDEN = Path(__file__).parent / "golden"
KINDS = sorted((messages.ASKING - {"reminder"}) | {"receipt", "abstention_receipt", messages.MAILBOX_CODE})
LINK = "https://radslag.stad.example/invitation/0123456789abcdefghijklmnopqrstuvwxyzABCDEFG"
OCCASION = Occasion(
    council="Stadens trygghetsråd",
    organisation="Kvinnojouren i staden",
    title="Mäns våld mot kvinnor",
    starts_at=datetime(2027, 5, 20, 11, tzinfo=UTC),
    deadline_at=datetime(2027, 5, 4, 21, 59, 59, tzinfo=UTC),
    purpose=(
        "Rådet vill veta vad ni ser i er verksamhet, och vad staden, polisen och regionen kan göra bättre tillsammans.",
        "Era svar avgör vad rådet tar upp.",
    ),
    phone="031-390 06 10",
    can_reply=True,
    link=LINK,
    by="Enhetschefen",
)
SENT = Sent(
    reference="H7KQ2M",
    number=2,
    at=datetime(2027, 4, 30, 7, tzinfo=UTC),
    late=False,
    sha256="9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
    channel="web",
)


COPY = (
    CopiedSection(
        "Det ni ser",
        (
            CopiedAnswer("Vad ser ni?", "Fler söker stöd på helger.\n\n  - i väster\n  - i norr", "sv"),
            CopiedAnswer("What do you need?", "More places, and somebody to call at night. " * 3, "en"),
        ),
    ),
    CopiedSection("Det rådet bör göra", (CopiedAnswer("Förslag", "=1+1 är inget förslag", "sv"),)),
)
REASON = (CopiedSection("", (CopiedAnswer("Varför ni avstår", "Vi har inget att tillägga.", "sv"),)),)


def receipt_with(*sections: CopiedSection) -> Occasion:
    return replace(OCCASION, sent=replace(SENT, copy=sections))


def occasion(kind: str) -> Occasion:
    if kind == messages.MAILBOX_CODE:
        return replace(OCCASION, link="", code="01234567")
    copies = {"receipt": COPY, "abstention_receipt": REASON}
    return receipt_with(*copies[kind]) if kind in copies else OCCASION


class Words(HTMLParser):
    """The words a reader sees of an HTML mail, and its links."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.texts: list[str] = []
        self.links: list[str] = []
        self.feed(html.split("<body>")[1])

    @property
    def words(self) -> list[str]:
        return " ".join(self.texts).split()

    def handle_data(self, data: str) -> None:
        self.texts.append(data)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.links += [value or "" for name, value in attrs if name in {"href", "src"}]


@pytest.mark.parametrize("language", ["sv", "en"])
@pytest.mark.parametrize("kind", KINDS)
def test_words_are_the_kept_ones(app_context, kind: str, language: str) -> None:
    wording = messages.write(kind, language, occasion(kind))
    copy = GOLDEN / f"{kind}.{language}.txt"
    shown = f"Subject: {wording.subject}\n\n{wording.text}"
    if os.environ.get("RADSLAG_WRITE_GOLDEN"):
        GOLDEN.mkdir(exist_ok=True)
        copy.write_text(shown, encoding="utf-8")
    assert shown == copy.read_text(encoding="utf-8")


@pytest.mark.parametrize("language", ["sv", "en"])
@pytest.mark.parametrize("kind", KINDS)
def test_html_says_the_same_words_and_holds_one_link(app_context, kind: str, language: str) -> None:
    wording = messages.write(kind, language, occasion(kind))
    seen = Words(wording.html)
    assert seen.words == wording.text.split()
    links = [] if kind == messages.MAILBOX_CODE else [LINK]
    assert seen.links == links
    assert re.findall(r"\w+://\S+", wording.text) == links
    assert max(len(line) for line in wording.text.splitlines() if "://" not in line) <= 72
    assert f'<html lang="{language}">' in wording.html


@pytest.mark.parametrize("language", ["sv", "en"])
@pytest.mark.parametrize("channel", ["web", "post", "phone"])
@pytest.mark.parametrize("kind", ["receipt", "abstention_receipt"])
def test_a_receipt_stands_without_link_and_phone(app_context, kind: str, channel: str, language: str) -> None:
    bare = replace(OCCASION, sent=replace(SENT, late=True, channel=channel), link="", phone="", can_reply=False)
    wording = messages.write(kind, language, bare)
    assert "://" not in wording.text
    assert SENT.sha256 in wording.text
    assert ("sent" if language == "sv" else "late") in wording.text


def test_a_late_receipt_promises_no_deadline_that_has_passed(app_context) -> None:
    late = replace(OCCASION, sent=replace(SENT, late=True))
    assert "till och med" not in messages.write("receipt", "sv", late).text


@pytest.mark.parametrize("kind", KINDS)
def test_subjects_name_no_theme(app_context, kind: str) -> None:
    """The subject shows on a locked screen, and may stand in a shared mailbox."""
    for language in ("sv", "en"):
        assert "våld" not in messages.write(kind, language, occasion(kind)).subject


def test_swedish_sentences_are_short(app_context) -> None:
    for kind in KINDS:
        text = messages.write(kind, "sv", occasion(kind)).text.replace("\n", " ")
        for sentence in re.split(r"(?<=[.!?:])\s", text):
            assert len(sentence.split()) <= 22, f"{kind}: {sentence}"
