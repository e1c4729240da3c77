"""Long text: from a paragraph to some pages."""

# ruff: noqa: ARG002, D102 - the methods are those of every type, described in base.py

from dataclasses import replace

from wtforms import TextAreaField

from forms.documents import Json
from forms.localised import Localised
from forms.question_types.base import Fields, QuestionType, Setting, XlsRow, checked_length, raw_text
from forms.questionnaire import Question


class LongText(QuestionType):
    """Text over several lines, kept exactly as typed."""

    name = "long_text"
    title = Localised(sv="Lång text", en="Long text")
    settings = frozenset({Setting.SUGGESTED_LENGTH})

    def fields(self, question: Question, locale: str) -> Fields:
        return {"": TextAreaField(question.label.text(locale))}

    def clean(self, question: Question, typed: Json, locale: str) -> Json:
        return checked_length(raw_text(typed), locale)

    def show(self, question: Question, value: Json, locale: str) -> str:
        return raw_text(value)

    def from_xlsform(self, question: Question, row: XlsRow) -> Question | None:
        if row.type != "text" or "multiline" not in row.appearance.split():
            return None
        return replace(question, type=self.name, suggested_length=row.suggested_length)

    def to_xlsform(self, question: Question) -> XlsRow:
        return XlsRow("text", appearance="multiline", suggested_length=question.suggested_length)
