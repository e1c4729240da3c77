"""The values that expressions compute with, and how one kind is taken for another.

A value is text, a number, true or false, or the texts of a repeating group's items. An answer is text: "" where there
is none. Numbers are what both Python and the browser reckon with, double precision; a number that is none is NaN and
its text is "". Dates and times count in days since 1970-01-01, so that they compare and add as numbers do.
"""

import math
import re
from collections.abc import Callable
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import TypeAlias

Value: TypeAlias = str | float | bool | tuple[str, ...]

LONGEST_TEXT = 20_000
"""Characters that one expression may put together; what is longer is cut, so that no chain of them fills the memory."""

NAN = math.nan
EPOCH = date(1970, 1, 1).toordinal()
_NUMBER = re.compile(r"[ \t\r\n]*(-?(?:\d+(?:\.\d*)?|\.\d+))[ \t\r\n]*", re.ASCII)
_MOMENT = re.compile(
    r"([1-9]\d{3})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)?)?", re.ASCII
)
_TIME = re.compile(r"(\d\d):(\d\d)(?::(\d\d)(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)?", re.ASCII)
_LARGEST_SHOWN = 1e21
_PLACES = Decimal("1e-10")


def texts(value: Value) -> tuple[str, ...]:
    """Return a value as the texts of its items; a single one is one item."""
    return value if isinstance(value, tuple) else (to_text(value),)


def to_text(value: Value) -> str:
    """Return a value as text: of items the first, of a number at most ten decimals, "" for none."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, tuple):
        return value[0] if value else ""
    return number_text(value)


def to_number(value: Value) -> float:
    """Return a value as a number; dates and times in days; NaN where it is none."""
    if isinstance(value, bool):
        return float(value)
    if isinstance(value, float):
        return value
    text = to_text(value)
    if found := _NUMBER.fullmatch(text):
        return float(found[1])
    return _days(text)


def to_bool(value: Value) -> bool:
    """Return whether a value counts as true: any text, any number but 0, any item with a text."""
    if isinstance(value, tuple):
        return any(value)
    if isinstance(value, float):
        return value != 0 and not math.isnan(value)
    return bool(value)


def number_text(number: float) -> str:
    """Return a number without exponent or idle zeros; "" for what is none."""
    if math.isnan(number):
        return ""
    if math.isinf(number):
        return "Infinity" if number > 0 else "-Infinity"
    if number == math.floor(number) or abs(number) >= _LARGEST_SHOWN:
        return str(int(number))
    text = format(Decimal(number).quantize(_PLACES, ROUND_HALF_UP), "f").rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def compare(operator: str, left: Value, right: Value) -> bool:
    """Compare as XLSForm clients do: any item will do; two numbers or dates as numbers, else as texts."""
    if isinstance(left, tuple) or isinstance(right, tuple):
        return any(compare(operator, one, other) for one in _items(left) for other in _items(right))
    if operator in {"=", "!="}:
        return _equal(left, right) == (operator == "=")
    return _ORDER[operator](to_number(left), to_number(right))


def day_text(days: float) -> str:
    """Return the date so many days after 1970-01-01, as ISO text; "" where there is none."""
    if not -719_162 <= days < 2_932_897:
        return ""
    return date.fromordinal(EPOCH + math.floor(days)).isoformat()


def moment_parts(text: str) -> tuple[int, ...] | None:
    """Return year, month, day, hour, minute and second of ISO text; None where it is no moment."""
    found = _MOMENT.fullmatch(text)
    if found is None:
        return None
    parts = tuple(int(part or 0) for part in found.groups())
    try:
        date(*parts[:3])
    except ValueError:
        return None
    return parts


def _items(value: Value) -> tuple[Value, ...]:
    return value if isinstance(value, tuple) else (value,)


def _equal(left: Value, right: Value) -> bool:
    if isinstance(left, bool) or isinstance(right, bool):
        return to_bool(left) == to_bool(right)
    one, other = to_number(left), to_number(right)
    if not math.isnan(one) and not math.isnan(other):
        return one == other
    if isinstance(left, float) or isinstance(right, float):
        return False
    return left == right


_ORDER: dict[str, Callable[[float, float], bool]] = {
    "<": lambda one, other: one < other,
    "<=": lambda one, other: one <= other,
    ">": lambda one, other: one > other,
    ">=": lambda one, other: one >= other,
}


def _days(text: str) -> float:
    if parts := moment_parts(text):
        return date(*parts[:3]).toordinal() - EPOCH + _part_of_day(parts[3:])
    if found := _TIME.fullmatch(text):
        return _part_of_day(tuple(int(part or 0) for part in found.groups()))
    return NAN


def _part_of_day(parts: tuple[int, ...]) -> float:
    hour, minute, second = parts
    return (hour * 3600 + minute * 60 + second) / 86_400
