"""One choice among some alternatives."""

# ruff: noqa: ARG002, D102 - the methods are those of every type, described in base.py

from dataclasses import replace

from wtforms import RadioField, StringField

from forms.documents import Json
from forms.localised import Localised
from forms.options import options
from forms.question_types.base import Fields, Inputs, InvalidAnswer, Posted, QuestionType, Setting, XlsRow
from forms.question_types.choosing import (
    OTHER_KEY,
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

ONLY_ONE = Localised(sv="Välj bara ett alternativ.", en="Choose only one option.")


class OneChoice(QuestionType):
    """One alternative, or one's own. The value is a key, or {"other": text}; a list of both where both were given."""

    name = "one_choice"
    title = Localised(sv="Ett val", en="One choice")
    settings = frozenset({Setting.CHOICES, Setting.OTHER})

    def fields(self, question: Question, locale: str) -> Fields:
        choices = options(offered(question, locale))
        main = RadioField(question.label.text(locale), choices=choices, validate_choice=False)
        return {"": main, "other": StringField(OTHER_TEXT_LABEL.text(locale))} if question.other else {"": main}

    def suffixes(self, question: Question) -> tuple[str, ...]:
        return ("", "other") if question.other else ("",)

    def typed(self, question: Question, posted: Posted) -> Json:
        return typed_choices(posted)

    def inputs(self, question: Question, typed: Json) -> Inputs:
        chosen = chosen_of(typed)
        fallback = OTHER_KEY if chosen.other.strip() else ""
        return {"": chosen.keys[0] if chosen.keys else fallback, "other": chosen.other}

    def is_empty(self, question: Question, typed: Json) -> bool:
        return chosen_of(typed).is_empty

    def clean(self, question: Question, typed: Json, locale: str) -> Json:
        chosen = checked(question, typed, locale)
        values = as_values(chosen)
        if len(chosen.keys) > 1 or not values:
            raise InvalidAnswer(ONLY_ONE.text(locale))
        # Words beside a given alternative add to it: nobody is sent back to remove what they wrote.
        return values if len(values) > 1 else values[0]

    def show(self, question: Question, value: Json, locale: str) -> str:
        return "; ".join(shown(question, value, locale))

    def problems(self, question: Question) -> tuple[Localised, ...]:
        return choice_problems(question)

    def from_xlsform(self, question: Question, row: XlsRow) -> Question | None:
        if row.type != "select_one":
            return None
        return replace(question, type=self.name, choices=row.choices, other=row.or_other)

    def to_xlsform(self, question: Question) -> XlsRow:
        return XlsRow("select_one", choices=question.choices, or_other=question.other)
