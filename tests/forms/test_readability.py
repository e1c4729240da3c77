"""LIX as it is reckoned by hand."""

import pytest

from forms.readability import lix


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", 0),
        ("123 ... !", 0),
        ("Jag är här.", 3),  # 3 words in 1 sentence, none long
        ("Jag är här. Du är där.", 3),
        ("Kommunfullmäktige sammanträder.", 102),  # 2 words, both long
        ("Elefant", 101),  # seven letters are long
        ("Elefan", 1),
        ("En rad\nOch en till", 2.5),  # a line's end ends a sentence
        ("Kl. 3.5 är det slut.", 2),  # numbers are no words; "Kl." ends one, as the formula has it
    ],
)
def test_words_a_sentence_and_long_words(text: str, expected: float) -> None:
    assert lix(text) == pytest.approx(expected)


def test_heavy_prose_is_heavier_than_plain() -> None:
    plain = "Vi vill veta vad du tycker. Du får hoppa över frågor."
    heavy = (
        "Kommunstyrelsens förvaltning ansvarar för sammanställningen av inkomna synpunkter avseende trygghetsfrågor."
    )
    assert lix(plain) < 25
    assert lix(heavy) > 60
