"""Language and time as people see them: Swedish first, Europe/Stockholm, dates as in Sweden.

Swedish stands in the source, English beside it and in its catalogue. Every other catalogue that is found is a language
of the interface too: nothing else names it.
"""

from collections.abc import Callable, Iterable
from datetime import date, datetime, timedelta
from functools import lru_cache
from gettext import NullTranslations
from pathlib import Path
from zoneinfo import ZoneInfo

from babel import Locale
from babel.support import Translations
from flask import Flask, current_app, g, has_request_context, session
from flask_babel import Babel, force_locale, get_locale, get_translations, gettext
from markupsafe import Markup

from forms import dates, languages, moments
from forms.localised import Translator, speak
from forms.numbers import show_size

STOCKHOLM = ZoneInfo("Europe/Stockholm")


def init_app(app: Flask) -> None:
    """Choose the language of each request, and give templates their filters."""
    places = [Path(app.root_path) / "translations", *filter(None, [app.config["TRANSLATIONS_DIRECTORY"]])]
    app.config["BABEL_TRANSLATION_DIRECTORIES"] = ";".join(map(str, places))
    babel = Babel(app, locale_selector=choose_locale, default_locale=app.config["DEFAULT_LOCALE"])
    with app.app_context():
        found = sorted({str(one) for one in babel.list_translations()} - set(languages.USUAL))
        app.config["LANGUAGES"] = {code: languages.name(code) for code in (*languages.USUAL, *found)}
        speak({code: _translator(places, code) for code in found})
        switches = {code: _switching_words(code) for code in app.config["LANGUAGES"]}
    app.jinja_env.globals.update(languages=app.config["LANGUAGES"], language_switches=switches)
    app.context_processor(lambda: {"locale": current_language()})
    _look_up_quickly(app)
    for name, show in FILTERS.items():
        app.add_template_filter(show, name)


def _translator(places: Iterable[str | Path], language: str) -> Translator:
    whole = Translations()
    for place in places:
        if isinstance(found := Translations.load(str(place), [language]), Translations):
            whole.merge(found)
    return lambda swedish: said if (said := whole.gettext(swedish)) != swedish else ""


def _switching_words(language: str) -> str:
    """What each catalogue says of its own language: "Save and switch to English"."""
    with force_locale(language):
        return str(gettext("Spara och byt till svenska"))


def _look_up_quickly(app: Flask) -> None:
    """A page looks up some fifty texts, and Flask-Babel spells out the language's code anew for each."""

    @lru_cache
    def catalogue(_locale: Locale | None) -> NullTranslations:
        found: NullTranslations = get_translations()
        return found

    def text(message: str) -> str:
        return catalogue(get_locale()).gettext(message)

    def number(one: str, many: str, n: int) -> str:
        return catalogue(get_locale()).ngettext(one, many, n)

    app.jinja_env.install_gettext_callables(text, number, newstyle=True)  # type: ignore[attr-defined]  # the extension's own


def choose_locale() -> str:
    """The language this person chose, else the one we know them by, else the council's."""
    if has_request_context() and session.get("locale") in current_app.config["LANGUAGES"]:
        return str(session["locale"])
    return str(g.get("person_language") or current_app.config["DEFAULT_LOCALE"])


def current_language() -> str:
    """The code of the language of the page being made: `sv`, `en`, or that of a further catalogue."""
    return str(get_locale() or current_app.config["DEFAULT_LOCALE"])


def show_datetime(moment: datetime) -> str:
    """Day and time: 10 december 2026 kl. 09.00, or 10 December 2026 at 09:00."""
    return moments.show_moment(moment, current_language())


def show_date(moment: datetime | date) -> str:
    """The day: 10 december 2026."""
    return dates.show_date(_local_day(moment), current_language())


def show_weekday_date(moment: datetime | date) -> str:
    """With its weekday: torsdag 10 december 2026."""
    return dates.show_weekday_date(_local_day(moment), current_language())


def show_short_datetime(moment: datetime) -> str:
    """For tables: 2026-12-10 09:00."""
    return f"{moment.astimezone(STOCKHOLM):%Y-%m-%d %H:%M}"


def show_deadline(moment: datetime) -> str:
    """A deadline with its weekday: the day alone where it is the day's end, else with the hour."""
    local = moment.astimezone(STOCKHOLM)
    day = show_weekday_date(local)
    if (local + timedelta(minutes=1)).day != local.day:
        return day
    return moments.at_time(day, local.time(), current_language())


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
