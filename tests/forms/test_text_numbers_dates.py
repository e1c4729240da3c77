from datetime import date
from decimal import Decimal

import pytest

from forms.dates import parse_date, show_date
from forms.numbers import decimal_text, parse_decimal, show_decimal
from forms.text import is_storable, storable


def test_storable_text_is_as_typed_but_for_line_ends_and_what_no_database_takes():
    assert storable("  =1+1\r\n\tå\x00\ud800 \u200b ") == "  =1+1\n\tå \u200b "
    assert storable("a\rb\r\nc\r") == "a\nb\nc\n", "as a page gives it back"
    assert is_storable("😀\x01")
    assert not is_storable("a\x00")


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("3,5", "3.5"),
        ("3.50", "3.5"),
        ("1 200,5", "1200.5"),
        ("1\u00a0200\u202f000", "1200000"),
        ("12\u2009000", "12000"),
        ("\u22124", "-4"),
        ("-0", "0"),
        ("+7", "7"),
        ("100", "100"),
    ],
)
def test_numbers_as_swedes_write_them(typed, stored):
    number = parse_decimal(typed)
    assert number is not None
    assert decimal_text(number) == stored


@pytest.mark.parametrize(
    "typed", ["", "tre", "NaN", "Infinity", "1e5", "1 2", "1,2,3", "٣", "9" * 31, "1.234,5", "--1"]
)
def test_what_is_no_number(typed):
    assert parse_decimal(typed) is None


def test_numbers_are_shown_with_the_readers_decimal_sign():
    assert show_decimal(Decimal("1200.50"), "sv") == "1200,5"
    assert show_decimal(Decimal("1200.50"), "en") == "1200.5"


@pytest.mark.parametrize(
    "typed",
    [
        "2027-05-20",
        "2027-5-20",
        "20/5 2027",
        "20/5/2027",
        "20.5.2027",
        "20 maj 2027",
        " den 20  Maj 2027",
        "20 May 2027",
    ],
)
def test_dates_as_people_write_them(typed):
    assert parse_date(typed) == date(2027, 5, 20)


@pytest.mark.parametrize(
    "typed", ["", "igår", "2027-02-30", "31/4 2027", "20 maj", "0027-05-20", "20270-01-01", "1 x 2027"]
)
def test_what_is_no_date(typed):
    assert parse_date(typed) is None


def test_dates_are_shown_in_words():
    assert show_date(date(2026, 12, 10), "sv") == "10 december 2026"
    assert show_date(date(2027, 5, 1), "en") == "1 May 2027"
