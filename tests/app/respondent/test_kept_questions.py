"""A section's questions as they are kept: the page is the same as rendered anew, and nobody's words are kept."""

import re
from collections.abc import Iterator

import pytest

from app.respondent import kept_questions
from tests.app.respondent.conftest import Answering

SECTIONS = ("det_ni_ser", "stod-och-skydd")
OUR_WORDS = 'Vi ser <b>dem</b> & hör: "ja" __name__'


@pytest.fixture(autouse=True)
def _nothing_kept() -> Iterator[None]:
    kept_questions._kept.clear()
    yield
    kept_questions._kept.clear()


def page(answering: Answering, section: str, language: str) -> str:
    """The section's page, without what is new in every answer."""
    text = answering.one.get(f"{answering.base}section/{section}?language={language}").text
    return re.sub(r'(nonce|name="csrf_token" value)="[^"]*"', "", text)


def answer(answering: Answering) -> None:
    """Answer questions of many types, with words, choices, a choice of one's own, and one that can't be sent."""
    typed = {
        "q-vad_ser_ni": OUR_WORDS,
        "q-vad_ser_ni-quote": "chair_only",
        "q-var": ["hemma", "natet"],
        "q-var-other": "Våra egna ord",
        "q-mest": "arbete",
    }
    assert answering.one.post(f"{answering.base}section/det_ni_ser?stay=1", data=typed).status_code == 303
    typed = {"q-basta--insats": f"{OUR_WORDS}\x0b", "q-antal": "många", "q-samverkan": "4", "q-sedan": "2027-05-20"}
    assert answering.one.post(f"{answering.base}section/stod-och-skydd?stay=1", data=typed).status_code == 303
    answering.one.get(answering.base)  # says once that it is saved


@pytest.mark.parametrize("language", ["sv", "en"])
@pytest.mark.parametrize("answers", [False, True])
def test_what_is_kept_reads_as_if_it_were_rendered_anew(
    answering: Answering, monkeypatch: pytest.MonkeyPatch, language: str, answers: bool
) -> None:
    if answers:
        answer(answering)
    once, again = ([page(answering, section, language) for section in SECTIONS] for _ in range(2))
    assert kept_questions._kept
    monkeypatch.setattr(kept_questions, "_can_be_kept", lambda *_: False)
    anew = [page(answering, section, language) for section in SECTIONS]
    assert once == again == anew


def test_the_two_languages_are_kept_apart(answering: Answering) -> None:
    swedish, english = (page(answering, "det_ni_ser", language) for language in ("sv", "en"))
    assert "Vad ser ni av mäns våld" in swedish
    assert "Vad ser ni av mäns våld" not in english


def test_nobodys_words_are_kept(answering: Answering) -> None:
    answer(answering)
    for section in SECTIONS:
        assert answering.one.get(f"{answering.base}section/{section}").status_code == 200
    kept = repr(kept_questions._kept)
    assert "hemma" in kept
    assert not [word for word in ("Vi ser", "egna ord", "många", "2027-05-20", answering.base) if word in kept]


def test_no_more_is_kept_than_said(answering: Answering, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept_questions, "MOST", 2)
    for section in SECTIONS:
        page(answering, section, "sv")
        assert 0 < len(kept_questions._kept) <= 2
