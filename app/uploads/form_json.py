"""JSON as survey programs save it: plain data within limits, or a refusal."""

import json
import math
from collections.abc import Iterator

from app.uploads import limits
from app.uploads.refusals import Refusal, RefusedFile
from app.uploads.sheets import plain_text


def read_json(data: bytes) -> object:
    """Return the document's data, its texts without what no database takes.

    Raises RefusedFile, with the line where one is to blame.
    """
    try:
        text = data.decode(json.detect_encoding(data)).removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        raise RefusedFile(Refusal.FORM_NOT_UTF8) from error
    try:
        document = json.loads(text, parse_constant=_refuse_constant, parse_float=_finite)
    except json.JSONDecodeError as error:
        raise RefusedFile(Refusal.DAMAGED_FORM, str(error.lineno)) from error
    except RecursionError as error:
        raise RefusedFile(Refusal.UNSAFE_FORM) from error
    except ValueError as error:  # a whole number of thousands of digits
        raise RefusedFile(Refusal.DAMAGED_FORM) from error
    _check(document)
    return _cleaned(document)


def _refuse_constant(_name: str) -> object:
    raise RefusedFile(Refusal.DAMAGED_FORM)


def _finite(text: str) -> float:
    number = float(text)
    if not math.isfinite(number):
        raise RefusedFile(Refusal.DAMAGED_FORM)
    return number


def _check(document: object) -> None:
    """Walk level by level, so that no depth can overcome the walk itself."""
    level, depth, nodes, characters = [document], 0, 0, 0
    while level:
        depth, nodes = depth + 1, nodes + len(level)
        characters += sum(len(value) for value in level if isinstance(value, str))
        if depth > limits.FORM_DEPTH:
            raise RefusedFile(Refusal.UNSAFE_FORM)
        if nodes > limits.FORM_NODES or characters > limits.FORM_CHARACTERS:
            raise RefusedFile(Refusal.FORM_TOO_MUCH)
        level = [child for value in level for child in _children(value)]


def _children(value: object) -> Iterator[object]:
    if isinstance(value, dict):
        yield from value
        yield from value.values()
    elif isinstance(value, list):
        yield from value


def _cleaned(value: object) -> object:
    if isinstance(value, str):
        return plain_text(value)
    if isinstance(value, list):
        return [_cleaned(child) for child in value]
    if isinstance(value, dict):
        return {plain_text(name): _cleaned(child) for name, child in value.items()}
    return value
