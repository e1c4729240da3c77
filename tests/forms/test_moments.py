"""Moments in Stockholm: what people write, the end of a day, and the two nights when clocks are changed."""

from datetime import UTC, datetime

import pytest

from forms import moments


def utc(year: int, month: int, day: int, hour: int, minute: int = 0, second: int = 0) -> datetime:
    return datetime(year, month, day, hour, minute, second, tzinfo=UTC)


@pytest.mark.parametrize(
    "clock", ["13:00", "13.00", "13", "kl. 13.00", " 13:00:00 ", "13:00+02:00", "11:00Z", "11:00 z"]
)
def test_times_as_people_write_them(clock: str) -> None:
    assert moments.parse("2027-05-20", clock) == utc(2027, 5, 20, 11)


def test_winter_is_another_hour() -> None:
    assert moments.parse("20/1 2027", "13.00") == utc(2027, 1, 20, 12)


@pytest.mark.parametrize(("day", "clock", "part"), [
    ("i morgon", "13:00", "date"),
    ("2027-02-29", "13:00", "date"),
    ("", "13:00", "date"),
    ("2027-05-20", "", "time"),
    ("2027-05-20", "25:00", "time"),
    ("2027-05-20", "13:60", "time"),
    ("2027-05-20", "13:00+25:00", "time"),
    ("2027-05-20", "efter lunch", "time"),
])  # fmt: skip
def test_what_is_no_moment_names_the_half_to_blame(day: str, clock: str, part: str) -> None:
    with pytest.raises(moments.MomentError) as refused:
        moments.parse(day, clock)
    assert refused.value.part == part


def test_an_hour_that_the_clock_skips_is_refused() -> None:
    with pytest.raises(moments.MomentError) as refused:
        moments.parse("2027-03-28", "02:30")
    assert refused.value.sentence is moments.SKIPPED_TIME


def test_an_hour_that_comes_twice_is_the_first_or_for_deadlines_the_later() -> None:
    assert moments.parse("2027-10-31", "02:30") == utc(2027, 10, 31, 0, 30)
    assert moments.parse("2027-10-31", "02:30", later=True) == utc(2027, 10, 31, 1, 30)


@pytest.mark.parametrize(("day", "end"), [
    ("2027-05-04", utc(2027, 5, 4, 21, 59, 59)),
    ("2027-03-28", utc(2027, 3, 28, 21, 59, 59)),
    ("2027-10-31", utc(2027, 10, 31, 22, 59, 59)),
])  # fmt: skip
def test_a_day_ends_with_its_last_second_in_stockholm(day: str, end: datetime) -> None:
    assert moments.end_of_day(day) == end
    assert moments.is_end_of_day(end)


def test_a_shifted_moment_keeps_its_time_of_day_over_the_change_of_clocks() -> None:
    noon = moments.parse("2027-03-01", "12.00")
    assert moments.shift(noon, 60) == moments.parse("2027-04-30", "12.00")
    assert moments.shift(moments.parse("2027-03-27", "02.30"), 1) == utc(2027, 3, 28, 1, 30)
    assert moments.shift(moments.parse("2027-10-30", "02.30"), 1) == utc(2027, 10, 31, 1, 30)


def test_days_are_counted_on_the_calendar() -> None:
    late, early = moments.parse("2027-05-04", "23.59"), moments.parse("2027-05-20", "00.01")
    assert moments.days_between(late, early) == 16


@pytest.mark.parametrize("text", ["2027-05-20T13:00", "2027-05-20 13:00", " 2027-05-20  13:00 "])
def test_day_and_time_in_one_text_are_cut(text: str) -> None:
    assert moments.split(text) == ("2027-05-20", "13:00")


def test_a_day_alone_has_no_time() -> None:
    assert moments.split("2027-05-04") == ("2027-05-04", "")
