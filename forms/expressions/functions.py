"""The functions that take values and give one. Those that must see their arguments' trees stand in `evaluation`."""

import math
from collections.abc import Callable, Mapping
from typing import TypeAlias

from forms.expressions.patterns import PatternError, compiled
from forms.expressions.values import (
    LONGEST_TEXT,
    NAN,
    Value,
    day_text,
    moment_parts,
    texts,
    to_bool,
    to_number,
    to_text,
)

Function: TypeAlias = Callable[..., Value]

_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def _words(value: Value) -> list[str]:
    """What is chosen: keys with spaces between them."""
    return [word for text in texts(value) for word in text.split()]


def _selected(value: Value, key: Value) -> Value:
    wanted = to_text(key).strip()
    return bool(wanted) and (wanted in _words(value) or wanted in texts(value))


def _selected_at(value: Value, place: Value) -> Value:
    number, words = to_number(place), _words(value)
    return words[int(number)] if 0 <= number < len(words) else ""


def _count_selected(value: Value) -> Value:
    return float(len(_words(value)))


def _concat(*values: Value) -> Value:
    return "".join(text for value in values for text in texts(value))[:LONGEST_TEXT]


def _join(separator: Value, *values: Value) -> Value:
    return to_text(separator).join(text for value in values for text in texts(value))[:LONGEST_TEXT]


def _substr(value: Value, start: Value, end: Value = math.inf) -> Value:
    first, last = to_number(start), to_number(end)
    text = to_text(value)
    if math.isnan(first) or math.isnan(last):
        return ""
    return text[_place(first, text) : _place(last, text)]


def _place(number: float, text: str) -> int:
    return int(max(-len(text), min(len(text), number)))


def _round(value: Value, places: Value = 0.0) -> Value:
    number, digits = to_number(value), to_number(places)
    if not math.isfinite(number) or math.isnan(digits):
        return number
    factor = 10.0 ** max(-15, min(15, math.trunc(digits)))
    return math.floor(number * factor + 0.5) / factor if math.isfinite(number * factor) else number


def _whole(rounding: Callable[[float], int]) -> Function:
    def whole(value: Value) -> Value:
        number = to_number(value)
        return float(rounding(number)) if math.isfinite(number) else NAN

    return whole


def _numbers(values: tuple[Value, ...]) -> list[float]:
    """The numbers among the items of all values; what is empty is passed over."""
    return [to_number(text) for value in values for text in texts(value) if text.strip()]


def _extreme(best: Callable[[list[float]], float]) -> Function:
    def extreme(*values: Value) -> Value:
        numbers = _numbers(values)
        return NAN if not numbers or any(map(math.isnan, numbers)) else best(numbers)

    return extreme


def _sum(*values: Value) -> Value:
    total = 0.0
    for number in _numbers(values):
        total += number  # not sum(): it is more exact than the browser from Python 3.12 on
    return total


def _count(value: Value) -> Value:
    return float(len(value)) if isinstance(value, tuple) else float(to_text(value) != "")


def _count_non_empty(value: Value) -> Value:
    return float(sum(text != "" for text in texts(value)))


def _regex(value: Value, pattern: Value) -> Value:
    try:
        return compiled(to_text(pattern)).matches(to_text(value))
    except PatternError:
        return False


def _date(value: Value) -> Value:
    text = to_text(value)
    if isinstance(value, str) and moment_parts(text):
        return text[:10]
    return "" if isinstance(value, bool) else day_text(to_number(value))


def _decimal_date_time(value: Value) -> Value:
    return to_number(value)


def _format_date(value: Value, pattern: Value) -> Value:
    parts = moment_parts(to_text(value)) if isinstance(value, str | tuple) else moment_parts(_moment(to_number(value)))
    if parts is None:
        return ""
    shown = _date_words(parts)
    text, out, at = to_text(pattern), "", 0
    while at < len(text):
        if text[at] == "%" and at + 1 < len(text):
            out += shown.get(text[at + 1], text[at + 1])
            at += 2
        else:
            out += text[at]
            at += 1
    return out[:LONGEST_TEXT]


def _moment(days: float) -> str:
    day = day_text(days)
    if not day:
        return ""
    seconds = math.floor((days - math.floor(days)) * 86_400 + 0.5)
    hours, rest = divmod(min(seconds, 86_399), 3600)
    return f"{day}T{hours:02}:{rest // 60:02}:{rest % 60:02}"


def _date_words(parts: tuple[int, ...]) -> Mapping[str, str]:
    year, month, day, hour, minute, second = parts
    weekday = int(to_number(f"{year:04}-{month:02}-{day:02}") + 3) % 7
    return {
        "Y": f"{year:04}",
        "y": f"{year % 100:02}",
        "m": f"{month:02}",
        "n": str(month),
        "b": _MONTHS[month - 1],
        "d": f"{day:02}",
        "e": str(day),
        "a": _DAYS[weekday],
        "H": f"{hour:02}",
        "h": str(hour),
        "M": f"{minute:02}",
        "S": f"{second:02}",
    }


FUNCTIONS: dict[str, Function] = {
    "not": lambda value: not to_bool(value),
    "true": lambda: True,
    "false": lambda: False,
    "boolean": to_bool,
    "string": to_text,
    "number": to_number,
    "int": _whole(math.trunc),
    "floor": _whole(math.floor),
    "ceiling": _whole(math.ceil),
    "abs": lambda value: abs(to_number(value)),
    "round": _round,
    "min": _extreme(min),
    "max": _extreme(max),
    "sum": _sum,
    "count": _count,
    "count-non-empty": _count_non_empty,
    "selected": _selected,
    "count-selected": _count_selected,
    "selected-at": _selected_at,
    "string-length": lambda value: float(len(to_text(value))),
    "contains": lambda value, part: to_text(part) in to_text(value),
    "starts-with": lambda value, part: to_text(value).startswith(to_text(part)),
    "ends-with": lambda value, part: to_text(value).endswith(to_text(part)),
    "concat": _concat,
    "join": _join,
    "substr": _substr,
    "regex": _regex,
    "date": _date,
    "decimal-date-time": _decimal_date_time,
    "format-date": _format_date,
    "format-date-time": _format_date,
}

ARITIES: dict[str, tuple[int, int | None]] = {
    "if": (3, 3),
    "coalesce": (2, None),
    "once": (1, 1),
    "today": (0, 0),
    "now": (0, 0),
    "position": (1, 1),
    "indexed-repeat": (3, 3),
    "jr:choice-name": (2, 2),
    **dict.fromkeys(("true", "false"), (0, 0)),
    **dict.fromkeys(("not", "boolean", "string", "number", "int", "floor", "ceiling", "abs"), (1, 1)),
    **dict.fromkeys(("count", "count-non-empty", "count-selected", "string-length", "date"), (1, 1)),
    "decimal-date-time": (1, 1),
    "round": (1, 2),
    **dict.fromkeys(("min", "max", "sum", "concat"), (1, None)),
    "join": (2, None),
    **dict.fromkeys(("selected", "selected-at", "contains", "starts-with", "ends-with", "regex"), (2, 2)),
    "substr": (2, 3),
    **dict.fromkeys(("format-date", "format-date-time"), (2, 2)),
}
"""How few and how many arguments each function takes; None for any number."""
