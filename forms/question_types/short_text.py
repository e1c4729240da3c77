"""Short text: a line or so."""

# ruff: noqa: ARG002, D102 - the methods are those of every type, described in base.py

from dataclasses import replace

from wtforms import StringField

from forms.documents import Json
from forms.localised import Localised
from forms.question_types.base import Fields, QuestionType, Setting, XlsRow, checked_length, raw_text
from forms.questionnaire import Question

_CAPTURED = frozenset({"geopoint", "geotrace", "geoshape", "barcode", "osm"})
"""What other programs take from a map or a camera: here it is written, as a place or a code."""


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
        if row.type != "text" and row.type not in _CAPTURED:
            return None
        source = row.type if row.type in _CAPTURED else ""
        return replace(question, type=self.name, suggested_length=row.suggested_length, source_type=source)

    def to_xlsform(self, question: Question) -> XlsRow:
        word = question.source_type if question.source_type in _CAPTURED else "text"
        return XlsRow(word, suggested_length=question.suggested_length)
