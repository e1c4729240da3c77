"""Range: a number between two ends, in steps."""

# ruff: noqa: D102 - the methods are those of every type, described in base.py

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

from forms.documents import Json
from forms.localised import Localised
from forms.numbers import decimal_text, parse_decimal, show_decimal
from forms.question_types.base import InvalidAnswer, Setting, XlsRow
from forms.question_types.decimal import DecimalNumber
from forms.question_types.scale import steps
from forms.questionnaire import Question

PICKER = "picker"
"""The appearance of a range that could be read as a scale and is none."""

NO_ENDS = Localised(
    sv="Ange det lägsta och det högsta talet, det lägsta först.",
    en="Give the lowest and the highest number, the lowest first.",
)
BAD_STEP = Localised(
    sv="Steget ska vara större än noll och inte längre än från det lägsta till det högsta talet.",
    en="The step must be more than zero and no longer than from the lowest to the highest number.",
)
IN_STEPS = Localised(
    sv="Skriv ett tal från {low} till {high}, i steg om {step}.",
    en="Write a number from {low} to {high}, in steps of {step}.",
)


class Range(DecimalNumber):
    """A number from `minimum` to `maximum`, in steps of `step` (1 where it says none). The value is text: "7.5"."""

    name = "range"
    title = Localised(sv="Tal inom ett intervall", en="Number within a range")
    settings = frozenset({Setting.BOUNDS, Setting.STEP})
    xls_type = "range"

    def clean(self, question: Question, typed: Json, locale: str) -> Json:
        value = super().clean(question, typed, locale)
        low, step = question.minimum, step_of(question)
        # Fractions: a Decimal cannot divide a number of many digits by a small step.
        if low is not None and step > 0 and (Fraction(str(value)) - Fraction(low)) % Fraction(step):
            raise InvalidAnswer(self.bounds_sentence(question, locale))
        return value

    def bounds_sentence(self, question: Question, locale: str) -> str:
        low, high = question.minimum, question.maximum
        if low is None and high is None:
            return ""  # a range that is not written yet, as its preview shows it
        if low is None or high is None:
            return super().bounds_sentence(question, locale)
        shown = {"low": low, "high": high, "step": step_of(question)}
        return IN_STEPS.text(locale).format(**{name: show_decimal(end, locale) for name, end in shown.items()})

    def problems(self, question: Question) -> tuple[Localised, ...]:
        low, high = question.minimum, question.maximum
        if low is None or high is None or low >= high:
            return (NO_ENDS,)
        return () if 0 < step_of(question) <= high - low else (BAD_STEP,)

    def from_xlsform(self, question: Question, row: XlsRow) -> Question | None:
        if row.type != self.xls_type:
            return None
        low, high, step = (parse_decimal(row.parameters.get(name, "")) for name in ("start", "end", "step"))
        return replace(question, type=self.name, minimum=low, maximum=high, step=None if step == 1 else step)

    def to_xlsform(self, question: Question) -> XlsRow:
        ends = {"start": question.minimum, "end": question.maximum, "step": step_of(question)}
        parameters = {name: decimal_text(end) for name, end in ends.items() if end is not None}
        is_like_a_scale = step_of(question) == 1 and steps(question)
        return XlsRow(self.xls_type, parameters=parameters, appearance=PICKER if is_like_a_scale else "")


def step_of(question: Question) -> Decimal:
    """Return how far it is from one number to the next."""
    return Decimal(1) if question.step is None else question.step
