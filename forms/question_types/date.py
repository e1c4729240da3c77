"""Date: a day, without a time."""

# ruff: noqa: ARG002, D102 - the methods are those of every type, described in base.py

from dataclasses import replace

from wtforms import StringField

from forms.dates import parse_date, show_date
from forms.documents import Json
from forms.localised import Localised
from forms.question_types.base import Fields, InvalidAnswer, QuestionType, XlsRow, raw_text
from forms.questionnaire import Question
from forms.workbook_lines import CellKind, Line

NOT_A_DATE = Localised(
    sv="Skriv ett datum med dag, månad och år, till exempel 20 maj 2027.",
    en="Write a date with day, month and year, for example 20 May 2027.",
)


class Date(QuestionType):
    """A day, written in words or digits. The value is ISO text: "2027-05-20"."""

    name = "date"
    title = Localised(sv="Datum", en="Date")

    def fields(self, question: Question, locale: str) -> Fields:
        return {"": StringField(question.label.text(locale))}

    def clean(self, question: Question, typed: Json, locale: str) -> Json:
        day = parse_date(raw_text(typed))
        if day is None:
            raise InvalidAnswer(NOT_A_DATE.text(locale))
        return day.isoformat()

    def show(self, question: Question, value: Json, locale: str) -> str:
        text = raw_text(value)
        day = parse_date(text)
        return text if day is None else show_date(day, locale)

    def workbook_lines(self, question: Question, locale: str) -> tuple[Line, ...]:
        return (Line(CellKind.DATE, how=NOT_A_DATE.text(locale)),)

    def from_xlsform(self, question: Question, row: XlsRow) -> Question | None:
        return replace(question, type=self.name) if row.type == "date" else None

    def to_xlsform(self, question: Question) -> XlsRow:
        return XlsRow("date")
