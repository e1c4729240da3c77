"""Decimal: a number, whole or not."""

from forms.localised import Localised
from forms.question_types.numeric import Numeric


class DecimalNumber(Numeric):
    """A number; Swedish decimal comma and spaced thousands are understood. The value is text: "1200.5"."""

    name = "decimal"
    title = Localised(sv="Decimaltal", en="Decimal number")
    xls_type = "decimal"
    not_a_number = Localised(
        sv="Skriv ett tal med siffror, till exempel 12 eller 3,5.",
        en="Write a number in digits, for example 12 or 3.5.",
    )
    between = Localised(sv="Skriv ett tal från {low} till {high}.", en="Write a number from {low} to {high}.")
    at_least = Localised(sv="Skriv ett tal som är minst {low}.", en="Write a number of at least {low}.")
    at_most = Localised(sv="Skriv ett tal som är högst {high}.", en="Write a number of at most {high}.")
