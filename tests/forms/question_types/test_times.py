import pytest

from forms.question_types import question_type
from forms.question_types.base import InvalidAnswer, XlsRow
from tests.forms.makers import question

TIME, MOMENT = question_type("time"), question_type("date_and_time")


@pytest.mark.parametrize("typed", ["9:30", "09.30", "0930", "930", "kl. 9.30", " KL 09:30 ", "09:30:00"])
def test_a_time_is_understood_as_people_write_it(typed):
    assert TIME.clean(question("time"), typed, "sv") == "09:30"


@pytest.mark.parametrize(("typed", "value"), [("9", "09:00"), ("24.00", None), ("12.60", None), ("09.3", None)])
def test_an_hour_alone_is_a_time_and_what_no_clock_shows_is_none(typed, value):
    if value:
        assert TIME.clean(question("time"), typed, "sv") == value
        return
    with pytest.raises(InvalidAnswer, match=r"till exempel 09\.30"):
        TIME.clean(question("time"), typed, "sv")


def test_a_time_is_shown_as_its_reader_writes_it():
    assert TIME.show(question("time"), "09:30", "sv") == "09.30"
    assert TIME.show(question("time"), "09:30", "en") == "09:30"
    assert TIME.show(question("time"), "före lunch", "sv") == "före lunch"


def test_a_day_and_a_time_are_one_value():
    asked = question("date_and_time")
    value = MOMENT.clean(asked, {"date": "20 maj 2027", "time": "9.30"}, "sv")
    assert value == "2027-05-20T09:30"
    assert MOMENT.show(asked, value, "sv") == "20 maj 2027 kl. 09.30"
    assert MOMENT.show(asked, value, "en") == "20 May 2027 at 09:30"
    assert MOMENT.inputs(asked, value) == {"": "2027-05-20", "time": "09:30"}


@pytest.mark.parametrize(
    ("day", "clock", "sentence"),
    [
        ("2027-05-20", "", "vilket klockslag"),
        (" ", "9.30", "vilken dag"),
        ("i maj", "9.30", "dag, månad och år"),
        ("2027-05-20", "efter lunch", "timme och minut"),
        ("2027-03-28", "02.30", "då börjar sommartiden"),
    ],
)
def test_each_half_has_its_sentence_and_both_are_kept(day, clock, sentence):
    asked, typed = question("date_and_time"), {"date": day, "time": clock}
    with pytest.raises(InvalidAnswer, match=sentence):
        MOMENT.clean(asked, typed, "sv")
    assert not MOMENT.is_empty(asked, typed)
    assert MOMENT.inputs(asked, typed) == {"": day, "time": clock}
    assert all(half.strip() in MOMENT.show_typed(asked, typed, "sv") for half in (day, clock))


def test_their_rows_read_back_the_same():
    for kind, word in ((TIME, "time"), (MOMENT, "dateTime")):
        assert kind.to_xlsform(question(kind.name)).type == word
        assert kind.from_xlsform(question(""), XlsRow(word.casefold())) == question(kind.name)
        assert kind.from_xlsform(question(""), XlsRow("date")) is None
