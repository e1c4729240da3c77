"""A digest record as a JSON document and back, so that an established edition can be kept as it was."""

from collections.abc import Mapping
from dataclasses import fields, is_dataclass, replace
from datetime import datetime
from enum import StrEnum
from types import UnionType
from typing import Any, Union, get_args, get_origin

from exports.records import DigestRecord


def to_json(record: DigestRecord) -> dict[str, Any]:
    """The record as plain JSON values; times as ISO 8601 with their zone."""
    document: dict[str, Any] = _plain(record)
    return document


def from_json(document: Mapping[str, Any]) -> DigestRecord:
    """The record that `to_json` made the document of. Fields that are newer than the document get their defaults."""
    record: DigestRecord = _restore(DigestRecord, document)
    return record


def without(record: DigestRecord, flagged: frozenset[str]) -> DigestRecord:
    """The record with these answers (by Svars-id) flagged too: what is found to be secret later leaves old editions."""
    answers = tuple(replace(one, flagged=one.flagged or one.reference in flagged) for one in record.answers)
    return replace(record, answers=answers)


def _plain(value: Any) -> Any:
    if is_dataclass(value):
        return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if isinstance(value, datetime):
        return value.isoformat()
    return value


def _restore(kind: Any, value: Any) -> Any:
    if value is None or kind is Any:
        return value
    origin, arguments = get_origin(kind), get_args(kind)
    if origin in {Union, UnionType}:
        return _restore(next(one for one in arguments if one is not type(None)), value)
    if origin is tuple:
        return tuple(_restore(arguments[0], item) for item in value)
    return _restore_plain(kind, value)


def _restore_plain(kind: Any, value: Any) -> Any:
    if is_dataclass(kind):
        present = {field.name: field.type for field in fields(kind) if field.name in value}
        # An answer's own value may be any JSON, and is kept as it is.
        restored = {
            name: value[name] if name == "value" else _restore(part, value[name]) for name, part in present.items()
        }
        return kind(**restored)  # type: ignore[operator]  # a dataclass type is called by its fields
    if isinstance(kind, type) and issubclass(kind, StrEnum | datetime):
        return kind(value) if issubclass(kind, StrEnum) else datetime.fromisoformat(value)
    return value
