"""Sentences: found in plain and careless writing, and known again when other words round them change."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forms.sentences import sentence_sha256, sentences


def texts(text: str) -> list[str]:
    return [one.text for one in sentences(text)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", []),
        ("  \n ", []),
        ("En mening", ["En mening"]),
        ("Hej. Då!  Va? Ja…", ["Hej.", "Då!", "Va?", "Ja…"]),
        ("rad ett\nrad två.\n\nrad tre", ["rad ett", "rad två.", "rad tre"]),
        ("Det gäller t.ex. skolan. Och kl. 20 stänger det.", ["Det gäller t.ex. skolan.", "Och kl. 20 stänger det."]),
        ("Hen sa: ”Sluta!” Sen gick hen.", ["Hen sa: ”Sluta!”", "Sen gick hen."]),
        ("Version 2.5 är bra.", ["Version 2.5 är bra."]),
        ("Vi gick hem. sen blev det bra", ["Vi gick hem. sen blev det bra"]),
    ],
)
def test_sentences_are_found(text: str, found: list[str]) -> None:
    assert texts(text) == found


def test_a_sentence_keeps_its_hash_when_others_change() -> None:
    before = sentences("Laga lamporna. Ha öppet.")
    after = sentences("Nytt först.\n  Laga   lamporna.\nHa öppet på söndagar.")
    assert before[0].sha256 == after[1].sha256
    assert before[1].sha256 not in {one.sha256 for one in after}


def test_how_letters_are_put_together_makes_no_difference() -> None:
    assert sentence_sha256("Å") == sentence_sha256("A\u030a")


@given(st.text())
def test_nothing_but_space_is_lost(text: str) -> None:
    assert "".join("".join(texts(text)).split()) == "".join(text.split())
