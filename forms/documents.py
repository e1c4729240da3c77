"""Strict reading of stored JSON documents, so that a damaged one is named and never half read."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TypeAlias, TypeVar

from forms.text import is_storable

Json: TypeAlias = "bool | int | float | str | Sequence[Json] | Mapping[str, Json] | None"
JsonObject: TypeAlias = dict[str, Json]

T = TypeVar("T")


class DocumentError(ValueError):
    """A stored document is not what its schema promises; the message names the place."""


def as_object(value: object, where: str, known: Iterable[str] | None = None) -> Mapping[str, object]:
    """Return the JSON object; raise DocumentError when it is none or has a field that nobody knows."""
    if not isinstance(value, Mapping) or not all(isinstance(name, str) for name in value):
        raise DocumentError(f"{where}: expected an object")
    unknown = sorted(set(value) - set(known)) if known is not None else []
    if unknown:
        raise DocumentError(f"{where}: unknown field {unknown[0]!r}")
    return value


def as_text(value: object, where: str) -> str:
    """Return the string; raise DocumentError for anything else, and for what no database could store."""
    if not isinstance(value, str):
        raise DocumentError(f"{where}: expected text")
    if not is_storable(value):
        raise DocumentError(f"{where}: has characters that cannot be stored")
    return value


def as_flag(value: object, where: str) -> bool:
    """Return the boolean; raise DocumentError for anything else, numbers included."""
    if not isinstance(value, bool):
        raise DocumentError(f"{where}: expected true or false")
    return value


def as_whole_number(value: object, where: str) -> int:
    """Return the integer; raise DocumentError for anything else, booleans included."""
    if not isinstance(value, int) or isinstance(value, bool):
        raise DocumentError(f"{where}: expected a whole number")
    return value


def as_list(value: object, where: str, read: Callable[[object, str], T]) -> tuple[T, ...]:
    """Read every element with the given reader; raise DocumentError naming the place of a bad one."""
    if not isinstance(value, list | tuple):
        raise DocumentError(f"{where}: expected a list")
    return tuple(read(element, f"{where}[{place}]") for place, element in enumerate(value))
