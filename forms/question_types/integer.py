"""Integer: a whole number."""

# ruff: noqa: D102 - the methods are those of every type, described in base.py

from decimal import Decimal

from forms.localised import Localised
from forms.numbers import parse_decimal
from forms.question_types.numeric import Numeric


class Integer(Numeric):
    """A whole number, thousands spaced or not. The value is text: "1200"."""

    name = "integer"
    title = Localised(sv="Heltal", en="Whole number")
    xls_type = "integer"
    not_a_number = Localised(sv="Skriv ett heltal, till exempel 12.", en="Write a whole number, for example 12.")
    between = Localised(sv="Skriv ett heltal från {low} till {high}.", en="Write a whole number from {low} to {high}.")
    at_least = Localised(sv="Skriv ett heltal som är minst {low}.", en="Write a whole number of at least {low}.")
    at_most = Localised(sv="Skriv ett heltal som är högst {high}.", en="Write a whole number of at most {high}.")

    def parse(self, text: str) -> Decimal | None:
        number = parse_decimal(text)
        return number if number is not None and number == number.to_integral_value() else None
