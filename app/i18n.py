"""Language and time as people see them: Swedish first, Europe/Stockholm, dates as in Sweden."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from babel.dates import format_date
from flask import Flask, current_app, g, has_request_context, session
from flask_babel import Babel, get_locale
from markupsafe import Markup

from forms import languages
from forms.numbers import show_size
from forms.question_types.time import show_time

STOCKHOLM = ZoneInfo("Europe/Stockholm")
LANGUAGES = {"sv": "Svenska", "en": "English"}


def init_app(app: Flask) -> None:
    """Choose the language of each request, and give templates their filters."""
    app.config.setdefault("BABEL_TRANSLATION_DIRECTORIES", "translations")
    Babel(app, locale_selector=choose_locale, default_locale=app.config["DEFAULT_LOCALE"])
    app.context_processor(lambda: {"locale": current_language(), "languages": LANGUAGES})
    for name, show in FILTERS.items():
        app.add_template_filter(show, name)


def choose_locale() -> str:
    """The language this person chose, else the one we know them by, else the council's."""
    if has_request_context() and session.get("locale") in LANGUAGES:
        return str(session["locale"])
    return str(g.get("person_language") or current_app.config["DEFAULT_LOCALE"])


def current_language() -> str:
    """`sv` or `en`: the language of the page being made."""
    return str(get_locale() or current_app.config["DEFAULT_LOCALE"])


def show_datetime(moment: datetime) -> str:
    """Day and time: 10 december 2026 kl. 09.00, or 10 December 2026 at 09:00."""
    local = moment.astimezone(STOCKHOLM)
    return f"{show_date(local)} {_show_clock(local)}"


def show_date(moment: datetime | date) -> str:
    """The day: 10 december 2026."""
    return _show_day(_local_day(moment), "d MMMM y", current_language())


def show_weekday_date(moment: datetime | date) -> str:
    """With its weekday: torsdag 10 december 2026."""
    return _show_day(_local_day(moment), "EEEE d MMMM y", current_language())


def show_short_datetime(moment: datetime) -> str:
    """For tables: 2026-12-10 09:00."""
    return f"{moment.astimezone(STOCKHOLM):%Y-%m-%d %H:%M}"


def show_deadline(moment: datetime) -> str:
    """A deadline with its weekday: the day alone where it is the day's end, else with the hour."""
    local = moment.astimezone(STOCKHOLM)
    day = show_weekday_date(local)
    if (local + timedelta(minutes=1)).day != local.day:
        return day
    return f"{day} {_show_clock(local)}"


def _show_clock(local: datetime) -> str:
    language = current_language()
    return f"{'kl.' if language == 'sv' else 'at'} {show_time(local.time(), language)}"


# A page shows few days, some of them many times, and Babel reads its pattern anew for each.
@lru_cache(maxsize=2_000)
def _show_day(day: date, pattern: str, language: str) -> str:
    return format_date(day, pattern, locale=language)


def _local_day(moment: datetime | date) -> date:
    return moment.astimezone(STOCKHOLM).date() if isinstance(moment, datetime) else moment


def show_file_size(size: int) -> str:
    """How large a file is: 12 kB, 1,5 MB."""
    return show_size(size, current_language())


def show_language_marks(language: str | None, page: str = "") -> Markup:
    """The attributes `lang` and `dir` of a text in this language; none where the page around it speaks the same."""
    if not language or language == page:
        return Markup()
    turned = Markup(' dir="rtl"') if languages.direction(language) == "rtl" else ""
    return Markup(' lang="{}"{}').format(language, turned)


FILTERS: dict[str, Callable[..., str]] = {
    "datetime": show_datetime,
    "date": show_date,
    "weekday_date": show_weekday_date,
    "short_datetime": show_short_datetime,
    "deadline": show_deadline,
    "file_size": show_file_size,
    "language_name": languages.name,
    "marked": show_language_marks,
}
