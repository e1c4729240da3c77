from decimal import Decimal

import pytest

from forms.question_types import question_type
from forms.question_types.base import InvalidAnswer, XlsRow
from forms.question_types.decimal import DecimalNumber
from tests.forms.makers import question

NUMBER = DecimalNumber()


def test_a_number_is_stored_plainly_and_shown_as_its_reader_writes():
    asked = question("decimal")
    assert NUMBER.clean(asked, " 1 200,50 ", "sv") == "1200.5"
    assert NUMBER.show(asked, "1200.5", "sv") == "1200,5"


@pytest.mark.parametrize(
    ("low", "high", "typed", "sentence"),
    [
        ("1", "10", "11", "Skriv ett tal från 1 till 10."),
        ("0.5", None, "0,4", "Skriv ett tal som är minst 0,5."),
        (None, "10", "10,1", "Skriv ett tal som är högst 10."),
        (None, None, "NaN", "Skriv ett tal med siffror, till exempel 12 eller 3,5."),
        (None, None, "ungefär 3", "Skriv ett tal med siffror, till exempel 12 eller 3,5."),
    ],
)
def test_the_sentence_says_what_to_do(low, high, typed, sentence):
    bounds = [None if end is None else Decimal(end) for end in (low, high)]
    asked = question("decimal", minimum=bounds[0], maximum=bounds[1])
    with pytest.raises(InvalidAnswer) as refused:
        NUMBER.clean(asked, typed, "sv")
    assert str(refused.value) == sentence


def test_bounds_themselves_are_inside():
    asked = question("decimal", minimum=Decimal(1), maximum=Decimal(10))
    assert [NUMBER.clean(asked, end, "sv") for end in ("1", "10,0")] == ["1", "10"]


def test_turned_bounds_stop_publishing():
    assert NUMBER.problems(question("decimal", minimum=Decimal(2), maximum=Decimal(1)))


@pytest.mark.parametrize(
    ("constraint", "bounds"),
    [
        (". >= 1 and . <= 10", (Decimal(1), Decimal(10))),
        (".<=10 and .>=-1.5", (Decimal("-1.5"), Decimal(10))),
        ("(. >= 0)", (Decimal(0), None)),
        (". > 1 and . <= 10", (None, None)),
        (". >= 1 or . <= 10", (None, None)),
        (". >= ${other}", (None, None)),
        (". >= 1 and . >= 2", (None, None)),
        ("", (None, None)),
    ],
)
def test_a_constraint_becomes_bounds_only_where_it_says_no_more(constraint, bounds):
    read = NUMBER.from_xlsform(question(""), XlsRow("decimal", constraint=constraint))
    assert (read.minimum, read.maximum) == bounds


def test_its_row_reads_back_the_same():
    asked = question("decimal", minimum=Decimal("-1.50"), maximum=Decimal(10))
    assert NUMBER.to_xlsform(asked).constraint == ". >= -1.5 and . <= 10"
    assert NUMBER.from_xlsform(question(""), NUMBER.to_xlsform(asked)) == asked


INTEGER, RANGE = question_type("integer"), question_type("range")


@pytest.mark.parametrize(
    ("low", "high", "typed", "sentence"),
    [
        (None, None, "3,5", "Skriv ett heltal, till exempel 12."),
        (None, None, "tolv", "Skriv ett heltal, till exempel 12."),
        (0, 10, "11", "Skriv ett heltal från 0 till 10."),
        (1, None, "0", "Skriv ett heltal som är minst 1."),
    ],
)
def test_what_is_no_whole_number_has_a_sentence_of_its_own(low, high, typed, sentence):
    bounds = [None if end is None else Decimal(end) for end in (low, high)]
    with pytest.raises(InvalidAnswer) as refused:
        INTEGER.clean(question("integer", minimum=bounds[0], maximum=bounds[1]), typed, "sv")
    assert str(refused.value) == sentence


def test_a_whole_number_is_one_however_it_is_written():
    assert [INTEGER.clean(question("integer"), text, "sv") for text in ("1 200", "12,0", "\u22123")] == [
        "1200",
        "12",
        "-3",
    ]


def test_a_range_takes_its_steps_and_no_other_number():
    asked = question("range", minimum=Decimal("0.5"), maximum=Decimal(100), step=Decimal("0.25"))
    assert RANGE.clean(asked, "0,75", "sv") == "0.75"
    for typed in ("0,6", "0,25", "100,25"):
        with pytest.raises(InvalidAnswer) as refused:
            RANGE.clean(asked, typed, "sv")
        assert str(refused.value) == "Skriv ett tal från 0,5 till 100, i steg om 0,25."
    huge = question("range", minimum=Decimal(0), maximum=Decimal(10**29), step=Decimal("0.01"))
    assert RANGE.clean(huge, "99999999999999999999999999999", "sv") == "99999999999999999999999999999"


@pytest.mark.parametrize(
    ("low", "high", "step"), [(None, 5, None), (5, 1, 1), (1, 1, 1), (0, 10, 0), (0, 10, -1), (0, 10, 11)]
)
def test_a_range_without_sound_ends_or_step_stops_publishing(low, high, step):
    numbers = [None if one is None else Decimal(one) for one in (low, high, step)]
    assert RANGE.problems(question("range", minimum=numbers[0], maximum=numbers[1], step=numbers[2]))


def test_a_range_stays_a_range_in_a_workbook_also_where_it_could_be_a_scale():
    alike = question("range", minimum=Decimal(1), maximum=Decimal(5))
    row = RANGE.to_xlsform(alike)
    readers = ("scale", "range")
    assert [question_type(name).from_xlsform(question(""), row) for name in readers] == [None, alike]
