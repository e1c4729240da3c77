"""Note: a text to read among the questions; nothing is answered."""

# ruff: noqa: ARG002, D102 - the methods are those of every type, described in base.py

from dataclasses import replace

from forms.documents import Json
from forms.localised import Localised
from forms.question_types.base import Fields, Inputs, Posted, QuestionType, XlsRow
from forms.questionnaire import Question


class Note(QuestionType):
    """A text that is only read. It has no inputs and no value."""

    name = "note"
    title = Localised(sv="Text att läsa", en="Text to read")
    is_answered = False

    def fields(self, question: Question, locale: str) -> Fields:
        return {}

    def suffixes(self, question: Question) -> tuple[str, ...]:
        return ()

    def typed(self, question: Question, posted: Posted) -> Json:
        return None

    def inputs(self, question: Question, typed: Json) -> Inputs:
        return {}

    def is_empty(self, question: Question, typed: Json) -> bool:
        return True

    def clean(self, question: Question, typed: Json, locale: str) -> Json:
        return None

    def show(self, question: Question, value: Json, locale: str) -> str:
        return ""

    def from_xlsform(self, question: Question, row: XlsRow) -> Question | None:
        return replace(question, type=self.name, required=False) if row.type == "note" else None

    def to_xlsform(self, question: Question) -> XlsRow:
        return XlsRow("note")
