"""The detector of personal data: what it finds, what it lets pass, and that no text makes it slow."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forms.personal_data import PersonalData, find, pieces

IDENTITY, EMAIL, PHONE, PLATE = (
    PersonalData.IDENTITY_NUMBER,
    PersonalData.EMAIL,
    PersonalData.PHONE,
    PersonalData.NUMBER_PLATE,
)


# The numbers are the tax agency's own examples; the addresses and plates are nobody's.
@pytest.mark.parametrize(
    ("text", "kind", "match"),
    [
        ("Hon är 19121212-1212 och", IDENTITY, "19121212-1212"),
        ("121212+1212", IDENTITY, "121212+1212"),
        ("(191212121212)", IDENTITY, "191212121212"),
        ("nr 1212121212.", IDENTITY, "1212121212"),
        ("121212 – 1212", IDENTITY, "121212 – 1212"),
        ("121212 1212", IDENTITY, "121212 1212"),
        ("samordningsnummer 701063-2391", IDENTITY, "701063-2391"),
        ("skriv till åsa.o+x@förening.example!", EMAIL, "åsa.o+x@förening.example"),
        ("namn@a.b.example", EMAIL, "namn@a.b.example"),
        ("ring 070-123 45 67 i kväll", PHONE, "070-123 45 67"),
        ("0701234567", PHONE, "0701234567"),
        ("08-12 34 56", PHONE, "08-12 34 56"),
        ("(031) 123 45 67", PHONE, "(031) 123 45 67"),
        ("+46 70 123 45 67", PHONE, "+46 70 123 45 67"),
        ("+46 (0)70-123 45 67", PHONE, "+46 (0)70-123 45 67"),
        ("0046701234567", PHONE, "0046701234567"),
        ("+358 40 123 4567", PHONE, "+358 40 123 4567"),
        ("bilen ABC 123 stod", PLATE, "ABC 123"),
        ("ABC12D", PLATE, "ABC12D"),
        ("abc123", PLATE, "abc123"),
    ],
)
def test_what_is_found(text: str, kind: PersonalData, match: str) -> None:
    found = find(text)
    assert [one.kind for one in found] == [kind]
    assert text[found[0].start : found[0].end] == match


@pytest.mark.parametrize(
    "text",
    [
        "121212-1213",  # wrong last digit
        "121312-1212",  # no such month
        "120000-0000",
        "556036-0793",  # an organisation's number
        "Vi möter 12 000 personer, med 200 av dem i veckan.",
        "Budgeten är 1 250 000 kronor.",
        "Den 01-02-2026 och 2026-12-10 kl. 09.00, 01/02/2026",
        "dnr 0123/27, SOU 2026:12, 2026/000123",
        "Ring 112, SOS 112 eller 020-50 50 50 och 0771-11 22 33.",
        "kl. 08.00-17.00, 08-17",
        "@stad och namn@ och @example.org",
        "3,14159265358979 och 0,123456789",
        "att 150, och 123, var 112",
        "",
    ],
)
def test_what_passes(text: str) -> None:
    assert find(text) == ()


def test_several_in_one_text_are_marked_in_order_and_nothing_is_lost() -> None:
    text = "Hej\n namn@stad.example, 070-123 45 67 & <19121212-1212>"
    assert [one.kind for one in find(text)] == [EMAIL, PHONE, IDENTITY]
    assert [piece for piece, marked in pieces(text) if marked] == [
        "namn@stad.example",
        "070-123 45 67",
        "19121212-1212",
    ]
    assert "".join(piece for piece, _ in pieces(text)) == text


@given(st.text(alphabet="0123456789+-@. abcABC()\n\u00a0١", max_size=80))
def test_the_pieces_are_always_the_text(text: str) -> None:
    assert "".join(piece for piece, _ in pieces(text)) == text


@pytest.mark.parametrize("bit", ["a", "0", "0 ", "a.", "a@", "@", "+", "ABC", "1-", "a@a.", "0(", "٠"])
def test_no_text_makes_it_slow(bit: str) -> None:
    began = time.process_time()
    find(bit * (200_000 // len(bit)))
    assert time.process_time() - began < 5
