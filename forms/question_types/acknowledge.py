"""Acknowledge: one box to tick."""

# ruff: noqa: ARG002, D102 - the methods are those of every type, described in base.py

from dataclasses import replace

from wtforms import StringField

from forms.documents import Json
from forms.localised import Localised
from forms.question_types.base import Fields, Inputs, InvalidAnswer, QuestionType, XlsRow, raw_text
from forms.questionnaire import Question
from forms.workbook_lines import TICK, CellKind, Line

TICKED = "OK"
"""The value, as other programs for XLSForm store it, so that their expressions hold here too."""

SHOWN = Localised(sv="Ja, ikryssat", en="Yes, ticked")
TICK_IT = Localised(sv="Kryssa i rutan, eller lämna den tom.", en="Tick the box, or leave it empty.")
BOX = "yes"
"""What the ticked box sends."""

_UNDERSTOOD = frozenset({"ok", "yes", "ja", "true", "x", "1"})


class Acknowledge(QuestionType):
    """A statement to tick. The value is "OK"; not ticked is not answered."""

    name = "acknowledge"
    title = Localised(sv="Ruta att kryssa i", en="Box to tick")

    def fields(self, question: Question, locale: str) -> Fields:
        return {"": StringField(question.label.text(locale))}

    def inputs(self, question: Question, typed: Json) -> Inputs:
        text = raw_text(typed)
        return {"": BOX if text.strip().casefold() in _UNDERSTOOD else text}

    def clean(self, question: Question, typed: Json, locale: str) -> Json:
        if raw_text(typed).strip().casefold() not in _UNDERSTOOD:
            raise InvalidAnswer(TICK_IT.text(locale))
        return TICKED

    def show(self, question: Question, value: Json, locale: str) -> str:
        text = raw_text(value)
        return SHOWN.text(locale) if text.strip().casefold() in _UNDERSTOOD else text

    def workbook_lines(self, question: Question, locale: str) -> tuple[Line, ...]:
        return (Line(CellKind.TICK, key=BOX, how=TICK.text(locale)),)

    def from_xlsform(self, question: Question, row: XlsRow) -> Question | None:
        return replace(question, type=self.name) if row.type in {"acknowledge", "trigger"} else None

    def to_xlsform(self, question: Question) -> XlsRow:
        return XlsRow("acknowledge")
