"""File: something to hand in beside the form, and a line that says what it is."""

# ruff: noqa: ARG002, D102 - the methods are those of every type, described in base.py

from dataclasses import replace

from wtforms import StringField

from forms.documents import Json
from forms.localised import Localised
from forms.question_types.base import Fields, Inputs, Posted, QuestionType, XlsRow, checked_length, main_text, raw_text
from forms.questionnaire import Question

_MEDIA = frozenset({"image", "audio", "video"})
"""Files that other programs take with a camera or a microphone."""


class File(QuestionType):
    """A file that is sent beside the form. The value is what it is said to be: {"description": text}."""

    name = "file"
    title = Localised(sv="Fil", en="File")

    def fields(self, question: Question, locale: str) -> Fields:
        return {"": StringField(question.label.text(locale))}

    def typed(self, question: Question, posted: Posted) -> Json:
        return {"description": main_text(posted)}

    def inputs(self, question: Question, typed: Json) -> Inputs:
        return {"": raw_text(typed)}

    def clean(self, question: Question, typed: Json, locale: str) -> Json:
        return {"description": checked_length(raw_text(typed), locale)}

    def show(self, question: Question, value: Json, locale: str) -> str:
        return raw_text(value)

    def from_xlsform(self, question: Question, row: XlsRow) -> Question | None:
        if row.type != "file" and row.type not in _MEDIA:
            return None
        return replace(question, type=self.name, source_type=row.type if row.type in _MEDIA else "")

    def to_xlsform(self, question: Question) -> XlsRow:
        return XlsRow(question.source_type if question.source_type in _MEDIA else "file")
