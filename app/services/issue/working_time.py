"""The Swedish working calendar, in Europe/Stockholm: when a reminder may come, and how many working days are left."""

from datetime import date, datetime, time, timedelta
from functools import cache

from forms.moments import STOCKHOLM

OPENS = time(8)
CLOSES = time(18)


def is_working_day(day: date) -> bool:
    """Whether offices are open: no weekend, no public holiday, none of the eves that are free in practice."""
    return day.weekday() < 5 and day not in _free_days(day.year)


def is_working_time(moment: datetime) -> bool:
    """Whether the moment is on a working day between 8 and 18."""
    local = moment.astimezone(STOCKHOLM)
    return is_working_day(local.date()) and OPENS <= local.time() < CLOSES


def next_working_time(moment: datetime) -> datetime:
    """The moment itself where it is in working time, else the next opening."""
    local = moment.astimezone(STOCKHOLM)
    if is_working_day(local.date()) and local.time() < CLOSES:
        return max(moment, opening(local.date()))
    day = local.date() + timedelta(days=1)
    while not is_working_day(day):
        day += timedelta(days=1)
    return opening(day)


def working_days_before(day: date, count: int) -> date:
    """The working day that lies so many working days before the day, which need not be one itself."""
    while count:
        day -= timedelta(days=1)
        count -= is_working_day(day)
    return day


def opening(day: date) -> datetime:
    """When offices open on this day, on the clock of that day (summer time or not)."""
    return datetime.combine(day, OPENS, tzinfo=STOCKHOLM)


@cache
def _free_days(year: int) -> frozenset[date]:
    # The calendar takes a fifth of a second to load; only the worker and warnings need it.
    from holidays import DE_FACTO, PUBLIC, country_holidays

    return frozenset(country_holidays("SE", years=year, categories=(PUBLIC, DE_FACTO)))
