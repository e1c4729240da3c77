"""Scale: a row of whole numbers with words at its ends."""

# ruff: noqa: D102 - the methods are those of every type, described in base.py

from dataclasses import replace
from decimal import Decimal

from wtforms import RadioField

from forms.documents import Json
from forms.localised import Localised
from forms.numbers import decimal_text, parse_decimal
from forms.options import options
from forms.question_types.base import Fields, InvalidAnswer, QuestionType, Setting, XlsRow, raw_text
from forms.questionnaire import Question
from forms.workbook_lines import PICK, Line

MOST_STEPS = 20
"""More steps than this are no longer a scale that a person can read; ask for a number then."""

NO_ENDS = Localised(
    sv="Skalan saknar ändar. Ange minsta och största heltal, högst 20 steg isär.",
    en="The scale has no ends. Give the lowest and highest whole number, at most 20 steps apart.",
)
OFF_SCALE = Localised(
    sv="Välj ett heltal på skalan, från {low} till {high}.", en="Choose a whole number on the scale, {low} to {high}."
)


class Scale(QuestionType):
    """A step on a scale from `minimum` to `maximum`, both whole. The value is an integer."""

    name = "scale"
    title = Localised(sv="Skala", en="Scale")
    settings = frozenset({Setting.BOUNDS, Setting.END_LABELS})

    def fields(self, question: Question, locale: str) -> Fields:
        choices = options((str(step), str(step)) for step in steps(question))
        return {"": RadioField(question.label.text(locale), choices=choices, validate_choice=False)}

    def clean(self, question: Question, typed: Json, locale: str) -> Json:
        offered = steps(question)
        number = parse_decimal(raw_text(typed))
        if number is None or number not in offered:
            ends = {"low": offered[0], "high": offered[-1]} if offered else {"low": "–", "high": "–"}
            raise InvalidAnswer(OFF_SCALE.text(locale).format(**ends))
        return int(number)

    def show(self, question: Question, value: Json, locale: str) -> str:
        offered = steps(question)
        if not offered or not raw_text(value):
            return raw_text(value)
        low, high = question.low_label.text(locale), question.high_label.text(locale)
        ends = f"{_end(offered[0], low)}, {_end(offered[-1], high)}" if low or high else f"{offered[0]}–{offered[-1]}"
        return f"{raw_text(value)} ({ends})"

    def workbook_lines(self, question: Question, locale: str) -> tuple[Line, ...]:
        low, high = question.low_label.text(locale), question.high_label.text(locale)
        offered = steps(question)
        ends = [_end(offered[0], low), _end(offered[-1], high)] if offered and (low or high) else []
        how = " ".join([PICK.text(locale), *([f"{', '.join(ends)}."] if ends else [])])
        return tuple(replace(line, how=how) for line in super().workbook_lines(question, locale))

    def problems(self, question: Question) -> tuple[Localised, ...]:
        return () if steps(question) else (NO_ENDS,)

    def from_xlsform(self, question: Question, row: XlsRow) -> Question | None:
        if row.type != "range" or "picker" in row.appearance.split():
            return None
        if parse_decimal(row.parameters.get("step", "1")) != 1:
            return None
        low, high = (parse_decimal(row.parameters.get(end, "")) for end in ("start", "end"))
        scale = replace(question, type=self.name, minimum=low, maximum=high)
        if not steps(scale):
            return None
        low_label, high_label = (row.labels.get(name, Localised()) for name in ("low_label", "high_label"))
        return replace(scale, low_label=low_label, high_label=high_label)

    def to_xlsform(self, question: Question) -> XlsRow:
        ends = {"start": question.minimum, "end": question.maximum}
        parameters = {name: decimal_text(end) for name, end in ends.items() if end is not None}
        labels = {"low_label": question.low_label, "high_label": question.high_label}
        return XlsRow("range", parameters={**parameters, "step": "1"}, labels=labels)


def steps(question: Question) -> range:
    """Return the whole numbers on the scale; empty when its ends are missing, turned, broken or too far apart."""
    low, high = question.minimum, question.maximum
    if low is None or high is None or not _is_whole(low) or not _is_whole(high):
        return range(0)
    return range(int(low), int(high) + 1) if 0 < high - low <= MOST_STEPS else range(0)


def _is_whole(number: Decimal) -> bool:
    return number == number.to_integral_value()


def _end(step: int, label: str) -> str:
    return f"{step} = {label}" if label else str(step)
