"""Time: a time of day."""

# ruff: noqa: ARG002, D102 - the methods are those of every type, described in base.py

import re
from dataclasses import replace
from datetime import time

from wtforms import StringField

from forms.dates import show_time
from forms.documents import Json
from forms.localised import Localised
from forms.question_types.base import Fields, InvalidAnswer, QuestionType, XlsRow, raw_text
from forms.questionnaire import Question
from forms.workbook_lines import CellKind, Line

NOT_A_TIME = Localised(
    sv="Skriv ett klockslag med timme och minut, till exempel 09.30.",
    en="Write a time with hour and minute, for example 09:30.",
)
_TIME = re.compile(r"(?:kl\.? ?)?(?P<hour>\d{1,2})(?:[:.]?(?P<minute>\d{2})(?:[:.]00)?)?", re.ASCII)


class Time(QuestionType):
    """A time of day: "9:30", "09.30" and "0930" are understood. The value is ISO text: "09:30"."""

    name = "time"
    title = Localised(sv="Klockslag", en="Time of day")

    def fields(self, question: Question, locale: str) -> Fields:
        return {"": StringField(question.label.text(locale))}

    def clean(self, question: Question, typed: Json, locale: str) -> Json:
        clock = parse_time(raw_text(typed))
        if clock is None:
            raise InvalidAnswer(NOT_A_TIME.text(locale))
        return iso_time(clock)

    def show(self, question: Question, value: Json, locale: str) -> str:
        text = raw_text(value)
        clock = parse_time(text)
        return text if clock is None else show_time(clock, locale)

    def workbook_lines(self, question: Question, locale: str) -> tuple[Line, ...]:
        return (Line(CellKind.TIME, how=NOT_A_TIME.text(locale)),)

    def from_xlsform(self, question: Question, row: XlsRow) -> Question | None:
        return replace(question, type=self.name) if row.type == "time" else None

    def to_xlsform(self, question: Question) -> XlsRow:
        return XlsRow("time")


def parse_time(text: str) -> time | None:
    """Read "9:30", "09.30", "0930", "kl. 9" or "09:30:00"; None for anything else."""
    found = _TIME.fullmatch(" ".join(text.casefold().split()))
    if not found:
        return None
    try:
        return time(int(found["hour"]), int(found["minute"] or 0))
    except ValueError:
        return None


def iso_time(clock: time) -> str:
    """Return the stored form: "09:30"."""
    return clock.isoformat("minutes")
