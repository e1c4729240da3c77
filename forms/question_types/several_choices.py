"""Several choices among some alternatives."""

# ruff: noqa: ARG002, D102 - the methods are those of every type, described in base.py

from dataclasses import replace

from wtforms import SelectMultipleField, StringField

from forms.documents import Json
from forms.localised import Localised
from forms.options import options
from forms.question_types.base import Fields, Inputs, Posted, QuestionType, Setting, XlsRow
from forms.question_types.choosing import (
    OTHER_KEY,
    OTHER_LABEL,
    OTHER_TEXT_LABEL,
    as_values,
    checked,
    choice_problems,
    chosen_of,
    offered,
    shown,
    typed_choices,
)
from forms.questionnaire import Question
from forms.workbook_lines import Line


class SeveralChoices(QuestionType):
    """Any number of alternatives, one's own among them. The value is a list of keys, last {"other": text}."""

    name = "several_choices"
    title = Localised(sv="Flera val", en="Several choices")
    settings = frozenset({Setting.CHOICES, Setting.OTHER, Setting.EXCLUSIVE})

    def fields(self, question: Question, locale: str) -> Fields:
        choices = options(offered(question, locale))
        main = SelectMultipleField(question.label.text(locale), choices=choices, validate_choice=False)
        return {"": main, "other": StringField(OTHER_TEXT_LABEL.text(locale))} if question.other else {"": main}

    def suffixes(self, question: Question) -> tuple[str, ...]:
        return ("", "other") if question.other else ("",)

    def typed(self, question: Question, posted: Posted) -> Json:
        return typed_choices(posted)

    def inputs(self, question: Question, typed: Json) -> Inputs:
        chosen = chosen_of(typed)
        own = [OTHER_KEY] if question.other and chosen.other.strip() and OTHER_KEY not in chosen.keys else []
        return {"": [*chosen.keys, *own], "other": chosen.other}

    def is_empty(self, question: Question, typed: Json) -> bool:
        return chosen_of(typed).is_empty

    def clean(self, question: Question, typed: Json, locale: str) -> Json:
        return as_values(checked(question, typed, locale))

    def show(self, question: Question, value: Json, locale: str) -> str:
        return "; ".join(shown(question, value, locale))

    def equal(self, question: Question, one: Json, other: Json) -> bool:
        first, second = chosen_of(one), chosen_of(other)
        return set(first.keys) == set(second.keys) and first.other == second.other

    def workbook_lines(self, question: Question, locale: str) -> tuple[Line, ...]:
        # A row for each choice: nobody has to know how to write a list in a cell, and on paper it can be ticked.
        lines = [line for line in super().workbook_lines(question, locale) if (line.input, line.key) != ("", OTHER_KEY)]
        own = f"{OTHER_LABEL.text(locale)} ({OTHER_TEXT_LABEL.text(locale).lower()})"
        return tuple(replace(line, part=own) if line.input == "other" else line for line in lines)

    def problems(self, question: Question) -> tuple[Localised, ...]:
        return choice_problems(question)

    def from_xlsform(self, question: Question, row: XlsRow) -> Question | None:
        if row.type != "select_multiple":
            return None
        return replace(question, type=self.name, choices=row.choices, other=row.or_other)

    def to_xlsform(self, question: Question) -> XlsRow:
        return XlsRow("select_multiple", choices=question.choices, or_other=question.other)
