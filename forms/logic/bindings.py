"""Answers as expressions see them: each name bound to a text, or to one text an item inside a repeating group."""

from collections.abc import Iterator, Mapping, Sequence
from typing import TypeAlias

from forms.documents import Json
from forms.expressions.values import number_text
from forms.questionnaire import NO_RULES, Question

Bound: TypeAlias = "str | tuple[str, ...]"

ITEM = "1"
"""What stands for one item of a repeating group where only their number matters."""


def bindings(question: Question, value: Json) -> Iterator[tuple[str, Bound]]:
    """Return the names that a question's value gives: its key, its rows as `key.row`, its inner questions."""
    if question.questions:
        items = items_of(value)
        yield question.key, tuple(ITEM for _ in items)
        for inner in question.questions:
            yield inner.key, tuple(as_text(item.get(inner.key)) for item in items)
        return
    yield question.key, as_text(value)
    for row in question.rows:
        yield f"{question.key}.{row.key}", as_text(value.get(row.key)) if isinstance(value, Mapping) else ""


def names(question: Question) -> Iterator[str]:
    """Return the names that a question gives, whatever its value."""
    yield question.key
    yield from (f"{question.key}.{row.key}" for row in question.rows)
    yield from (inner.key for inner in question.questions)


def items_of(value: Json) -> list[Mapping[str, Json]]:
    """Return the items of a repeating group's value."""
    if not isinstance(value, Sequence) or isinstance(value, str):
        return []
    return [item for item in value if isinstance(item, Mapping)]


def has_inner_rules(group: Question) -> bool:
    """Whether any question of a repeating group has rules."""
    return any(inner.rules != NO_RULES for inner in group.questions)


def as_text(value: Json) -> str:
    """Return a value as one text: chosen keys with spaces between, an own alternative as "other", "" for none."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return value
    if isinstance(value, int | float):
        return number_text(float(value))
    if isinstance(value, Mapping):
        return "other" if "other" in value else " ".join(filter(None, map(as_text, value.values())))
    return " ".join(filter(None, map(as_text, value)))
