"""Short text: a line or so."""

# ruff: noqa: ARG002, D102 - the methods are those of every type, described in base.py

from dataclasses import replace

from wtforms import StringField

from forms.documents import Json
from forms.localised import Localised
from forms.question_types.base import Fields, QuestionType, Setting, XlsRow, checked_length, raw_text
from forms.questionnaire import Question


class ShortText(QuestionType):
    """A line of text, kept exactly as typed."""

    name = "short_text"
    title = Localised(sv="Kort text", en="Short text")
    settings = frozenset({Setting.SUGGESTED_LENGTH})

    def fields(self, question: Question, locale: str) -> Fields:
        return {"": StringField(question.label.text(locale))}

    def clean(self, question: Question, typed: Json, locale: str) -> Json:
        return checked_length(raw_text(typed), locale)

    def show(self, question: Question, value: Json, locale: str) -> str:
        return raw_text(value)

    def from_xlsform(self, question: Question, row: XlsRow) -> Question | None:
        if row.type != "text":
            return None
        return replace(question, type=self.name, suggested_length=row.suggested_length)

    def to_xlsform(self, question: Question) -> XlsRow:
        return XlsRow("text", suggested_length=question.suggested_length)
