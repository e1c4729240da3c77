"""The copy that ends a receipt: every answer unchanged, and nothing in it that the mail would take for its own."""

import re

from hypothesis import given
from hypothesis import strategies as st

from app.mail.copies import CopiedAnswer, CopiedSection, as_text, verbatim
from app.mail.messages import write
from tests.app.mail.test_messages import Words, receipt_with

HOSTILE = "=1+1\n<script>alert(1)</script>\t{{7*7}} https://falsk.example/invitation/x\n\n  – indraget\n" + "å" * 3000


def section(text: str) -> CopiedSection:
    return CopiedSection("Det ni ser", (CopiedAnswer("Vad ser ni?", text, "sv"),))


def test_every_answer_stands_in_both_parts_word_for_word(app_context) -> None:
    wording = write("receipt", "sv", receipt_with(section(HOSTILE)))
    _, _, copy = wording.text.partition("Det här skickade ni")
    assert re.sub(r"\s", "", verbatim(HOSTILE)) in re.sub(r"\s", "", copy)
    seen = Words(wording.html)
    assert verbatim(HOSTILE) in "".join(seen.texts)
    assert len(seen.links) == 1, "an address that somebody typed is made no link"
    assert "<script" not in wording.html


@given(st.text())
def test_no_line_is_longer_than_a_relay_takes(text: str) -> None:
    for line in verbatim(text).split("\n"):
        assert max(len(part.encode()) for part in copied(line).split("\n")) <= 998


@given(st.text(st.characters(exclude_categories=["Cc", "Cs"])))
def test_lines_are_broken_between_words_and_hold_them_all(text: str) -> None:
    assert copied(text).split() == [piece for word in text.split() for piece in re.findall(".{1,240}", word, re.DOTALL)]


def copied(text: str) -> str:
    return as_text((section(text),)).partition("Vad ser ni?")[2]
