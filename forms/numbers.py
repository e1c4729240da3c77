"""Numbers as Swedes write them, and as they are stored."""

import re
from decimal import Decimal
from functools import cache

from babel.numbers import get_decimal_symbol

from forms.localised import Localised

_THOUSANDS = re.compile(r"(?<=\d)[ \u00a0\u2009\u202f](?=\d{3}(?!\d))")
_NUMBER = re.compile(r"[+-]?\d{1,30}([.,]\d{1,30})?", re.ASCII)


def decimal_text(number: Decimal) -> str:
    """Return the stored form: plain digits with a point, no exponent, no empty decimals ("1200.5")."""
    text = format(number, "f")
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text in {"-0", ""} else text


def parse_decimal(text: str) -> Decimal | None:
    """Read "1 200,5", "−3" or "1200.5"; None when it is no finite number of at most 30 digits a side."""
    plain = _THOUSANDS.sub("", text.strip()).replace("\u2212", "-")
    if not _NUMBER.fullmatch(plain):
        return None
    return Decimal(plain.replace(",", "."))


def show_decimal(number: Decimal, locale: str) -> str:
    """Return the number for a reader: with a decimal comma in Swedish ("1200,5"), with a point in English."""
    return with_decimal_sign(decimal_text(number), locale)


def with_decimal_sign(text: str, locale: str) -> str:
    """Return a number's stored form with the decimal sign of the reader's language."""
    return text.replace(".", _decimal_sign(locale))


@cache
def _decimal_sign(locale: str) -> str:
    return get_decimal_symbol(locale)


BYTES = Localised(sv="byte", en="bytes")
_SIZES = ((1 << 20, "MB"), (1 << 10, "kB"))


def show_size(size: int, locale: str) -> str:
    """Return a file's size for a reader: "812 byte", "12 kB", "1,5 MB"."""
    for unit, name in _SIZES:
        if size >= unit:
            return f"{show_decimal(Decimal(size * 10 // unit) / 10, locale)}\u00a0{name}"
    return f"{size}\u00a0{BYTES.text(locale)}"
