"""Date and time: a day and a time of day, as clocks in Stockholm show them."""

# ruff: noqa: ARG002, D102 - the methods are those of every type, described in base.py

import re
from collections.abc import Mapping
from dataclasses import replace

from wtforms import StringField

from forms import moments
from forms.dates import parse_date, show_date, show_time
from forms.documents import Json
from forms.localised import Localised
from forms.question_types.base import Fields, Inputs, InvalidAnswer, Posted, QuestionType, XlsRow, main_text, raw_text
from forms.question_types.date import NOT_A_DATE
from forms.question_types.time import NOT_A_TIME, iso_time, parse_time
from forms.questionnaire import Question
from forms.workbook_lines import CellKind, Line

DATE_LABEL = Localised(sv="Dag", en="Day")
TIME_LABEL = Localised(sv="Klockslag", en="Time")
NO_DATE = Localised(sv="Skriv också vilken dag.", en="Write which day, too.")
NO_TIME = Localised(sv="Skriv också vilket klockslag.", en="Write what time, too.")
_TOGETHER = re.compile(r"(?P<date>\d{4}-\d{1,2}-\d{1,2})[T ](?P<time>.*)", re.ASCII | re.DOTALL)
_MOMENT = Localised(sv="{day} kl. {clock}", en="{day} at {clock}")


class DateAndTime(QuestionType):
    """A day and a time of day. The value is ISO text without a zone, Stockholm's time: "2027-05-20T09:30".

    Typed: {"date": text, "time": text}.
    """

    name = "date_and_time"
    title = Localised(sv="Datum och klockslag", en="Date and time")

    def fields(self, question: Question, locale: str) -> Fields:
        return {"": StringField(question.label.text(locale)), "time": StringField(TIME_LABEL.text(locale))}

    def suffixes(self, question: Question) -> tuple[str, ...]:
        return ("", "time")

    def typed(self, question: Question, posted: Posted) -> Json:
        return {"date": main_text(posted), "time": main_text(posted, "time")}

    def inputs(self, question: Question, typed: Json) -> Inputs:
        day, clock = halves(typed)
        return {"": day, "time": clock}

    def clean(self, question: Question, typed: Json, locale: str) -> Json:
        day_text, clock_text = halves(typed)
        for text, sentence in ((day_text, NO_DATE), (clock_text, NO_TIME)):
            if not text.strip():
                raise InvalidAnswer(sentence.text(locale))
        day, clock = parse_date(day_text), parse_time(clock_text)
        if day is None:
            raise InvalidAnswer(NOT_A_DATE.text(locale))
        if clock is None:
            raise InvalidAnswer(NOT_A_TIME.text(locale))
        try:
            moments.parse(day.isoformat(), iso_time(clock))
        except moments.MomentError as skipped:
            raise InvalidAnswer(skipped.sentence.text(locale)) from None
        return f"{day.isoformat()}T{iso_time(clock)}"

    def show(self, question: Question, value: Json, locale: str) -> str:
        day_text, clock_text = halves(value)
        day, clock = parse_date(day_text), parse_time(clock_text)
        if day is None or clock is None:
            return raw_text(value)
        return _MOMENT.text(locale).format(day=show_date(day, locale), clock=show_time(clock, locale))

    def workbook_lines(self, question: Question, locale: str) -> tuple[Line, ...]:
        return (
            Line(CellKind.DATE, part=DATE_LABEL.text(locale), how=NOT_A_DATE.text(locale)),
            Line(CellKind.TIME, "time", part=TIME_LABEL.text(locale), how=NOT_A_TIME.text(locale)),
        )

    def from_xlsform(self, question: Question, row: XlsRow) -> Question | None:
        return replace(question, type=self.name) if row.type.casefold() == "datetime" else None

    def to_xlsform(self, question: Question) -> XlsRow:
        return XlsRow("dateTime")


def halves(typed: Json) -> tuple[str, str]:
    """Return the day and the time of a typed answer or a value, each as text; what is neither is taken as the day."""
    if isinstance(typed, Mapping) and set(typed) <= {"date", "time"}:
        return raw_text(typed.get("date")), raw_text(typed.get("time"))
    text = raw_text(typed)
    found = _TOGETHER.fullmatch(text)
    return (found["date"], found["time"]) if found else (text, "")
