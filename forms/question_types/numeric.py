"""What the types of number share: bounds, the sentences about them, and how both stand in a workbook."""

# ruff: noqa: ARG002, D102 - the methods are those of every type, described in base.py

import re
from dataclasses import replace
from decimal import Decimal
from typing import ClassVar, TypeAlias

from wtforms import StringField

from forms.documents import Json
from forms.localised import Localised
from forms.numbers import decimal_text, parse_decimal, show_decimal
from forms.question_types.base import Fields, InvalidAnswer, QuestionType, Setting, XlsRow, raw_text
from forms.questionnaire import Question
from forms.workbook_lines import CellKind, Line

TURNED_BOUNDS = Localised(
    sv="Det minsta talet är större än det största. Byt plats på dem.",
    en="The smallest number is larger than the largest. Swap them.",
)

Bounds: TypeAlias = tuple[Decimal | None, Decimal | None]


class Numeric(QuestionType):
    """A number in digits, between bounds where there are any. The value is text: "1200.5"."""

    settings = frozenset({Setting.BOUNDS})
    between: ClassVar[Localised]
    at_least: ClassVar[Localised]
    at_most: ClassVar[Localised]
    not_a_number: ClassVar[Localised]
    xls_type: ClassVar[str]

    def fields(self, question: Question, locale: str) -> Fields:
        return {"": StringField(question.label.text(locale))}

    def parse(self, text: str) -> Decimal | None:
        """Return the number that a text says; None for what is none of this type."""
        return parse_decimal(text)

    def clean(self, question: Question, typed: Json, locale: str) -> Json:
        number = self.parse(raw_text(typed))
        if number is None:
            raise InvalidAnswer(self.not_a_number.text(locale))
        low, high = question.minimum, question.maximum
        if (low is not None and number < low) or (high is not None and number > high):
            raise InvalidAnswer(self.bounds_sentence(question, locale))
        return decimal_text(number)

    def show(self, question: Question, value: Json, locale: str) -> str:
        text = raw_text(value)
        number = parse_decimal(text)
        return text if number is None else show_decimal(number, locale)

    def workbook_lines(self, question: Question, locale: str) -> tuple[Line, ...]:
        low, high = question.minimum, question.maximum
        is_open = low is None and high is None
        how = self.not_a_number.text(locale) if is_open else self.bounds_sentence(question, locale)
        return (Line(CellKind.NUMBER, how=how, low=low, high=high),)

    def bounds_sentence(self, question: Question, locale: str) -> str:
        """Return the sentence that says which numbers can be written."""
        low, high = question.minimum, question.maximum
        one_end = self.at_least if high is None else self.at_most
        sentence = one_end if low is None or high is None else self.between
        ends = {"low": low, "high": high}
        shown = {name: show_decimal(end, locale) for name, end in ends.items() if end is not None}
        return sentence.text(locale).format(**shown)

    def problems(self, question: Question) -> tuple[Localised, ...]:
        low, high = question.minimum, question.maximum
        turned = low is not None and high is not None and low > high
        return (TURNED_BOUNDS,) if turned else ()

    def from_xlsform(self, question: Question, row: XlsRow) -> Question | None:
        if row.type != self.xls_type:
            return None
        low, high = _read_bounds(row.constraint)
        return replace(question, type=self.name, minimum=low, maximum=high)

    def to_xlsform(self, question: Question) -> XlsRow:
        bounds = ((">=", question.minimum), ("<=", question.maximum))
        parts = [f". {sign} {decimal_text(bound)}" for sign, bound in bounds if bound is not None]
        return XlsRow(self.xls_type, constraint=" and ".join(parts))


_COMPARISON = re.compile(r"\(?\s*\.\s*(?P<sign>>=|<=)\s*(?P<bound>-?\d{1,30}(?:\.\d{1,30})?)\s*\)?", re.ASCII)


def _read_bounds(constraint: str) -> Bounds:
    """Read ". >= 1 and . <= 10" in either order; both None for any other constraint."""
    found: dict[str, Decimal] = {}
    for part in re.split(r"\band\b", constraint) if constraint.strip() else ():
        comparison = _COMPARISON.fullmatch(part.strip())
        if comparison is None or comparison["sign"] in found:
            return None, None
        found[comparison["sign"]] = Decimal(comparison["bound"])
    return found.get(">="), found.get("<=")
