"""Moments as people write them in Stockholm: a day and a time of day, and the two days a year that are odd."""

import re
from datetime import UTC, date, datetime, time, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

from forms.dates import parse_date, show_date, show_time
from forms.localised import Localised

STOCKHOLM = ZoneInfo("Europe/Stockholm")
# The last whole second: nobody who sends on the day itself is late.
END_OF_DAY = time(23, 59, 59)

NOT_A_DATE = Localised(sv="Skriv en dag, till exempel 2027-05-20.", en="Write a day, such as 2027-05-20.")
NOT_A_TIME = Localised(sv="Skriv ett klockslag, till exempel 13.00.", en="Write a time of day, such as 13.00.")
SKIPPED_TIME = Localised(
    sv="Det klockslaget finns inte den dagen: då börjar sommartiden. Välj ett annat.",
    en="There is no such time on that day: summer time begins. Choose another.",
)
AT_TIME = Localised(sv="{day} kl. {time}", en="{day} at {time}")

_TIME = re.compile(r"(?:kl\.? ?)?(\d{1,2})(?:[:.](\d{2})(?::(\d{2}))?)?", re.ASCII)
_ZONE = re.compile(r"(?P<time>.*\d)\s*(?P<zone>z|[+-]\d{2}:?\d{2})", re.ASCII)


class MomentError(ValueError):
    """What is written is no moment. `part` is the half to blame; `sentence` says what to write."""

    def __init__(self, part: Literal["date", "time"], sentence: Localised) -> None:
        super().__init__(sentence.text("en"))
        self.part = part
        self.sentence = sentence


def show_moment(moment: datetime, locale: str) -> str:
    """Return an aware moment in words: "10 december 2026 kl. 09.00"."""
    there = local(moment)
    return at_time(show_date(there.date(), locale), there.time(), locale)


def at_time(day: str, clock: time, locale: str) -> str:
    """Return a day that is in words already, with the time of day after it."""
    return AT_TIME.text(locale).format(day=day, time=show_time(clock, locale))


def split(text: str) -> tuple[str, str]:
    """Cut "2027-05-20T13:00" or "2027-05-20 13.00" into day and time; the time is empty where there is none."""
    day, _, clock = text.strip().replace("T", " ", 1).partition(" ")
    return day, clock.strip()


def parse(day_text: str, time_text: str, *, later: bool = False) -> datetime:
    """The moment in UTC of a day and a time of day, Stockholm's unless the time names its zone ("13:00+02:00").

    An hour that comes twice, when summer time ends, is the first of the two, or the later where `later` says so.
    Raises MomentError for what is no day or time, and for a time that the clock skips that day.
    """
    day = parse_date(day_text)
    if day is None:
        raise MomentError("date", NOT_A_DATE)
    clock, zone = _cut_zone(" ".join(time_text.casefold().split()))
    moment = datetime.combine(day, _parse_time(clock))
    if zone is not None:
        return _with_offset(moment, zone)
    return _in_stockholm(moment, later=later)


def end_of_day(day_text: str) -> datetime:
    """The last moment of a day in Stockholm, in UTC. Raises MomentError."""
    day = parse_date(day_text)
    if day is None:
        raise MomentError("date", NOT_A_DATE)
    return _in_stockholm(datetime.combine(day, END_OF_DAY), later=True)


def local(moment: datetime) -> datetime:
    """The moment as clocks in Stockholm show it."""
    return moment.astimezone(STOCKHOLM)


def is_end_of_day(moment: datetime) -> bool:
    """Whether the moment is the last minute of a day in Stockholm: a deadline of that day, with no hour to tell."""
    shown = local(moment)
    return (shown.hour, shown.minute) == (END_OF_DAY.hour, END_OF_DAY.minute)


def shift(moment: datetime, days: int) -> datetime:
    """So many days on, at the same time of day in Stockholm; an hour on where the clock skips that time."""
    shown = local(moment)
    moved = datetime.combine(shown.date() + timedelta(days=days), shown.time())
    try:
        return _in_stockholm(moved, later=True)
    except MomentError:
        return moved.replace(tzinfo=STOCKHOLM, fold=0).astimezone(UTC)


def days_between(earlier: datetime, later: datetime) -> int:
    """Days from one date to another on the calendar in Stockholm."""
    return (local(later).date() - local(earlier).date()).days


def day_of(moment: datetime) -> date:
    """The day in Stockholm."""
    return local(moment).date()


def _parse_time(text: str) -> time:
    found = _TIME.fullmatch(text)
    if not found:
        raise MomentError("time", NOT_A_TIME)
    try:
        return time(int(found[1]), int(found[2] or 0), int(found[3] or 0))
    except ValueError:
        raise MomentError("time", NOT_A_TIME) from None


def _cut_zone(text: str) -> tuple[str, str | None]:
    found = _ZONE.fullmatch(text)
    if not found:
        return text, None
    return found["time"], "+00:00" if found["zone"] == "z" else found["zone"]


def _with_offset(moment: datetime, zone: str) -> datetime:
    try:
        return datetime.fromisoformat(f"{moment.isoformat()}{zone}").astimezone(UTC)
    except ValueError:  # no place on earth is a day off
        raise MomentError("time", NOT_A_TIME) from None


def _in_stockholm(moment: datetime, *, later: bool) -> datetime:
    there = moment.replace(tzinfo=STOCKHOLM, fold=int(later)).astimezone(UTC)
    if there.astimezone(STOCKHOLM).replace(tzinfo=None) != moment:
        raise MomentError("time", SKIPPED_TIME)
    return there
