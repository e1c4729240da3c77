"""Meetings: planning one, changing it, and beginning a new one from an earlier."""

from dataclasses import dataclass, replace
from datetime import datetime

from flask_babel import get_locale, gettext
from sqlalchemy import select

from app.extensions import db
from app.models import Council, Meeting, MeetingTheme, Staff, Theme, now
from app.queries.issue import requests as request_queries
from app.services import audit
from app.services.ask import questionnaires
from app.services.input_checks import Checks
from app.services.issue import outbox
from app.services.issue.outbox import QueuedMail
from forms import moments

TEXTS = ("agenda", "purpose", "can_influence", "settled")


@dataclass(frozen=True)
class MeetingInput:
    """A meeting as somebody typed it. Days and times are Stockholm's; a deadline without time is that day's end.

    `themes` are keys of the code book, the most important first.
    """

    title: str
    starts_on: str
    starts_time: str
    deadline_on: str
    deadline_time: str = ""
    place: str = ""
    dnr: str = ""
    phone: str = ""
    agenda: str = ""
    purpose: str = ""
    can_influence: str = ""
    settled: str = ""
    themes: tuple[str, ...] = ()


def add(council: Council, typed: MeetingInput, staff: Staff | None = None) -> Meeting:
    """Add a meeting to the council. Raises RefusedInput naming the fields that can't be stored."""
    meeting = Meeting(council=council)
    _fill(meeting, typed)
    db.session.add(meeting)
    db.session.flush()
    audit.record("meeting_added", "meeting", meeting.id, staff=staff)
    return meeting


def change(meeting: Meeting, typed: MeetingInput, staff: Staff | None = None) -> int:
    """Change everything about the meeting, and tell those who still have to answer of a new deadline.

    Returns how many are told. Raises RefusedInput.
    """
    before = meeting.deadline_at
    _fill(meeting, typed)
    db.session.flush()
    audit.record("meeting_changed", "meeting", meeting.id, staff=staff)
    return _tell_of_deadline(meeting) if meeting.deadline_at != before else 0


def copy(earlier: Meeting, typed: MeetingInput, staff: Staff | None = None) -> Meeting:
    """Begin a meeting from an earlier one of the same council; what is left empty comes from there.

    The deadline keeps its distance to the meeting in days. The questionnaire comes along as a draft with its keys
    kept, so that answers can be followed from meeting to meeting. Raises RefusedInput.
    """
    meeting = add(earlier.council, _with_gaps_filled(earlier, typed), staff)
    meeting.copied_from_id = earlier.id
    db.session.flush()
    questionnaires.copy(earlier, meeting, staff)
    return meeting


def _tell_of_deadline(meeting: Meeting) -> int:
    """Queue a mail to each live invitation that the meeting's deadline holds for."""
    moment = now().isoformat()
    told = [
        QueuedMail("changed_deadline", f"deadline:{one.id}:{moment}", one.contact_id, one.id)
        for one in request_queries.invitations_not_done(meeting.id)
        if one.request.own_deadline_at is None
    ]
    return outbox.queue_many(told)


def _with_gaps_filled(earlier: Meeting, typed: MeetingInput) -> MeetingInput:
    before = as_typed(earlier)
    themes = typed.themes or tuple(
        place.theme.key for place in earlier.headline_themes if place.theme.retired_at is None
    )
    kept = {name: getattr(typed, name) or getattr(before, name) for name in ("title", "place", "phone", *TEXTS)}
    filled = replace(typed, themes=themes, **kept)
    return filled if typed.deadline_on else _with_shifted_deadline(earlier, filled)


def _with_shifted_deadline(earlier: Meeting, typed: MeetingInput) -> MeetingInput:
    checks = Checks()
    starts_at = _checked_start(checks, typed)
    checks.done()
    assert starts_at is not None
    deadline = moments.shift(earlier.deadline_at, moments.days_between(earlier.starts_at, starts_at))
    day, time = _day_and_time(deadline, moments.is_end_of_day(deadline))
    return replace(typed, deadline_on=day, deadline_time=time)


def as_typed(meeting: Meeting) -> MeetingInput:
    """The meeting as a person would type it, to begin a form with."""
    starts_on, starts_time = _day_and_time(meeting.starts_at)
    ends_day = moments.is_end_of_day(meeting.deadline_at)
    deadline_on, deadline_time = _day_and_time(meeting.deadline_at, ends_day)
    return MeetingInput(
        title=meeting.title,
        starts_on=starts_on,
        starts_time=starts_time,
        deadline_on=deadline_on,
        deadline_time=deadline_time,
        place=meeting.place,
        dnr=meeting.dnr,
        phone=meeting.phone,
        agenda=meeting.agenda,
        purpose=meeting.purpose,
        can_influence=meeting.can_influence,
        settled=meeting.settled,
        themes=tuple(place.theme.key for place in meeting.headline_themes),
    )


def _day_and_time(moment: datetime, day_only: bool = False) -> tuple[str, str]:
    shown = moments.local(moment)
    return f"{shown:%Y-%m-%d}", "" if day_only else f"{shown:%H:%M}"


def _fill(meeting: Meeting, typed: MeetingInput) -> None:
    checks = Checks()
    title = checks.line("title", typed.title, gettext("Skriv mötets rubrik."))
    lines = {name: checks.line(name, getattr(typed, name)) for name in ("place", "dnr", "phone")}
    texts = {name: checks.text(name, getattr(typed, name)) for name in TEXTS}
    starts_at, deadline_at = _checked_times(checks, typed)
    themes = _checked_themes(checks, meeting, typed.themes)
    checks.done()
    assert starts_at is not None
    assert deadline_at is not None
    meeting.title, meeting.starts_at, meeting.deadline_at = title, starts_at, deadline_at
    for name, value in (lines | texts).items():
        setattr(meeting, name, value)
    _set_themes(meeting, themes)


def _checked_times(checks: Checks, typed: MeetingInput) -> tuple[datetime | None, datetime | None]:
    starts_at = _checked_start(checks, typed)
    if not typed.deadline_on.strip():
        checks.refuse("deadline_on", gettext("Ange sista dag att svara."))
        return starts_at, None
    deadline_at = _moment(checks, "deadline", typed.deadline_on, typed.deadline_time, later=True)
    if starts_at and deadline_at and deadline_at > starts_at:
        checks.refuse("deadline_on", gettext("Sista dagen att svara måste vara före mötet. Välj en tidigare dag."))
    return starts_at, deadline_at


def _checked_start(checks: Checks, typed: MeetingInput) -> datetime | None:
    if not typed.starts_on.strip():
        checks.refuse("starts_on", gettext("Ange mötets dag."))
    if not typed.starts_time.strip():
        checks.refuse("starts_time", gettext("Ange när mötet börjar, till exempel 13.00."))
    if not (typed.starts_on.strip() and typed.starts_time.strip()):
        return None
    return _moment(checks, "starts", typed.starts_on, typed.starts_time)


def _moment(checks: Checks, name: str, day: str, time: str, *, later: bool = False) -> datetime | None:
    """The moment, or a note of which half is wrong; without a time, or with the last minute's, the day's end."""
    try:
        moment = moments.parse(day, time, later=later) if time.strip() else moments.end_of_day(day)
    except moments.MomentError as error:
        field = {"date": f"{name}_on", "time": f"{name}_time"}[error.part]
        checks.refuse(field, error.sentence.text(str(get_locale())))
        return None
    return moments.end_of_day(day) if moments.is_end_of_day(moment) else moment


def _checked_themes(checks: Checks, meeting: Meeting, keys: tuple[str, ...]) -> list[Theme]:
    query = select(Theme).where(Theme.council_id == meeting.council.id).order_by(Theme.position, Theme.id)
    by_key = {theme.key: theme for theme in db.session.scalars(query)}
    if unknown := [key for key in keys if key not in by_key]:
        checks.refuse("themes", gettext("Temat ”%(key)s” finns inte i rådets kodbok.", key=unknown[0]))
    return [by_key[key] for key in dict.fromkeys(keys) if key in by_key]


def _set_themes(meeting: Meeting, themes: list[Theme]) -> None:
    places = {place.theme: place for place in meeting.headline_themes}
    meeting.headline_themes = [places.get(theme) or MeetingTheme(theme=theme) for theme in themes]
    for position, place in enumerate(meeting.headline_themes):
        place.position = position
