"""Dates as people write them, and dates and times as they read them."""

import re
from datetime import date, time
from functools import lru_cache
from types import MappingProxyType
from typing import Literal

from babel.dates import format_date, format_time

from forms.languages import USUAL

_MONTHS_SV = (
    "januari",
    "februari",
    "mars",
    "april",
    "maj",
    "juni",
    "juli",
    "augusti",
    "september",
    "oktober",
    "november",
    "december",
)
_MONTHS_EN = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
_MONTH_NUMBERS = {
    written: number
    for names in (_MONTHS_SV, _MONTHS_EN)
    for number, name in enumerate(names, start=1)
    for written in (name.casefold(), name[:3].casefold())
}
_ISO = re.compile(r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})", re.ASCII)
_SHORT = re.compile(r"(?P<day>\d{1,2})[/.](?P<month>\d{1,2})[/. ]\s*(?P<year>\d{4})", re.ASCII)
_WORDS = re.compile(r"(?:den )?(?P<day>\d{1,2})(?:\s*:?e)? (?P<month>[a-z]+)\.? (?P<year>\d{4})", re.ASCII)

EARLIEST, LATEST = 1900, 2199
"""The years that an answer may name: further off is a slip of the finger."""


def parse_date(text: str) -> date | None:
    """Read "2027-05-20", "20/5 2027" or "20 maj 2027"; None for anything else, and for years far off."""
    plain = " ".join(text.casefold().split())
    found = _ISO.fullmatch(plain) or _SHORT.fullmatch(plain) or _WORDS.fullmatch(plain)
    if not found:
        return None
    month = _MONTH_NUMBERS.get(found["month"]) if found["month"].isalpha() else int(found["month"])
    year = int(found["year"])
    if month is None or not EARLIEST <= year <= LATEST:
        return None
    try:
        return date(year, month, int(found["day"]))
    except ValueError:
        return None


# How Swedish and English have it in this country; other languages as they are used to.
_USUAL_DATES = MappingProxyType({"long": "d MMMM y", "full": "EEEE d MMMM y"})
_USUAL_TIMES = MappingProxyType({"sv": "HH.mm", "en": "HH:mm"})


def show_date(day: date, locale: str) -> str:
    """Return the date in words: "10 december 2026"."""
    return _show(day, "long", locale)


def show_weekday_date(day: date, locale: str) -> str:
    """Return the date with its weekday: "torsdag 10 december 2026"."""
    return _show(day, "full", locale)


def show_time(clock: time, locale: str) -> str:
    """Return the time for a reader: "09.30" in Swedish, "09:30" in English."""
    return format_time(clock, _USUAL_TIMES.get(locale, "short"), locale=locale)


# A page shows few days, some of them many times, and Babel reads its pattern anew for each.
@lru_cache(maxsize=2_000)
def _show(day: date, length: Literal["long", "full"], locale: str) -> str:
    return format_date(day, _USUAL_DATES[length] if locale in USUAL else length, locale=locale)
