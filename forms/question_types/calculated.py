"""Calculated and hidden: values that nobody types. The rules of the form work them out."""

# ruff: noqa: ARG002, D102 - the methods are those of every type, described in base.py

import re
from dataclasses import replace
from decimal import Decimal

from forms.documents import Json
from forms.localised import Localised
from forms.numbers import show_decimal
from forms.question_types.base import Fields, Inputs, Posted, QuestionType, XlsRow, checked_length, raw_text
from forms.questionnaire import Question

_NUMBER = re.compile(r"-?(0|[1-9]\d{0,29})(\.\d{1,30})?", re.ASCII)


class Calculated(QuestionType):
    """A value worked out from the answers by `rules.calculation`, and shown where it has a label. The value is text."""

    name = "calculated"
    title = Localised(sv="Beräknat värde", en="Calculated value")
    is_answered = False
    is_computed = True

    def fields(self, question: Question, locale: str) -> Fields:
        return {}

    def suffixes(self, question: Question) -> tuple[str, ...]:
        return ()

    def typed(self, question: Question, posted: Posted) -> Json:
        return None

    def inputs(self, question: Question, typed: Json) -> Inputs:
        return {}

    def clean(self, question: Question, typed: Json, locale: str) -> Json:
        return checked_length(raw_text(typed), locale)

    def show(self, question: Question, value: Json, locale: str) -> str:
        text = raw_text(value)
        return show_decimal(Decimal(text), locale) if _NUMBER.fullmatch(text) else text

    def from_xlsform(self, question: Question, row: XlsRow) -> Question | None:
        return replace(question, type=self.name, required=False) if row.type == "calculate" else None

    def to_xlsform(self, question: Question) -> XlsRow:
        return XlsRow("calculate")


class Hidden(Calculated):
    """The same, never shown: a fixed value (`rules.default`) or a calculated one that goes with the answer."""

    name = "hidden"
    title = Localised(sv="Dolt värde", en="Hidden value")

    def from_xlsform(self, question: Question, row: XlsRow) -> Question | None:
        return replace(question, type=self.name, required=False) if row.type == "hidden" else None

    def to_xlsform(self, question: Question) -> XlsRow:
        return XlsRow("hidden")
