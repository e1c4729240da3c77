"""Yes or no."""

# ruff: noqa: ARG002, D102 - the methods are those of every type, described in base.py

from dataclasses import replace

from wtforms import RadioField

from forms.documents import Json
from forms.localised import Localised
from forms.options import options
from forms.question_types.base import Fields, InvalidAnswer, QuestionType, XlsRow, raw_text
from forms.questionnaire import Choice, Question

LIST_NAME = "yes_no"
CHOICES = (Choice("yes", Localised(sv="Ja", en="Yes")), Choice("no", Localised(sv="Nej", en="No")))
_UNDERSTOOD = {"yes": "yes", "ja": "yes", "no": "no", "nej": "no"}
CHOOSE_ONE = Localised(sv="Välj Ja eller Nej.", en="Choose Yes or No.")


class YesNo(QuestionType):
    """Yes or no. The value is "yes" or "no"."""

    name = "yes_no"
    title = Localised(sv="Ja eller nej", en="Yes or no")

    def fields(self, question: Question, locale: str) -> Fields:
        choices = options((choice.key, choice.label.text(locale)) for choice in CHOICES)
        return {"": RadioField(question.label.text(locale), choices=choices, validate_choice=False)}

    def clean(self, question: Question, typed: Json, locale: str) -> Json:
        understood = _UNDERSTOOD.get(raw_text(typed).strip().casefold())
        if understood is None:
            raise InvalidAnswer(CHOOSE_ONE.text(locale))
        return understood

    def show(self, question: Question, value: Json, locale: str) -> str:
        text = raw_text(value)
        return next((choice.label.text(locale) for choice in CHOICES if choice.key == text), text)

    def from_xlsform(self, question: Question, row: XlsRow) -> Question | None:
        # Only our own list, or one that says the same: any other keeps its keys and words as a choice.
        is_ours = row.type == "select_one" and row.list_name.casefold() == LIST_NAME and _same_as_ours(row.choices)
        return replace(question, type=self.name) if is_ours and not row.or_other else None

    def to_xlsform(self, question: Question) -> XlsRow:
        return XlsRow("select_one", list_name=LIST_NAME, choices=CHOICES)


def _same_as_ours(choices: tuple[Choice, ...]) -> bool:
    if not choices:
        return True
    if [choice.key for choice in choices] != [choice.key for choice in CHOICES]:
        return False
    return all(
        text.strip().casefold() == ours.label.get(language).casefold()
        for choice, ours in zip(choices, CHOICES, strict=True)
        for language, text in choice.label.texts
    )
