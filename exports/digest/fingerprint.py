"""The SHA-256 of what a digest says, so that two files can be known to say the same."""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import asdict, fields, is_dataclass
from datetime import datetime

from exports.records import DigestCopy, DigestRecord

_NEWER: dict[str, object] = {"proposals": (), "joint": None, "collected": False, "written_in": "", "translation": ""}
"""Fields that came later, with what they say where there is nothing to say."""


def content_sha256(record: DigestRecord, copy: DigestCopy) -> str:
    """Return the SHA-256 of the record as canonical JSON: sorted keys, no spaces, ASCII, times in ISO 8601."""
    digest = hashlib.sha256()
    for piece in _canonical(record, copy):
        digest.update(piece.encode())
    return digest.hexdigest()


def _canonical(record: DigestRecord, copy: DigestCopy) -> Iterator[str]:
    """Write the document piece by piece: as one string, a large digest would stand in memory once more."""
    names = sorted(field.name for field in fields(record))
    yield f'{{"copy":{_json(copy)},"record":{{'
    for number, name in enumerate(names):
        value = getattr(record, name)
        yield f'{"," if number else ""}"{name}":'
        if isinstance(value, tuple):
            yield "["
            for place, item in enumerate(value):
                yield ("," if place else "") + _json(item)
            yield "]"
        else:
            yield _json(value)
    yield "}}"


def _json(value: object) -> str:
    document = asdict(value) if is_dataclass(value) and not isinstance(value, type) else value
    if isinstance(document, dict):
        # Newer than many an established edition, whose sum must stay.
        document = {name: one for name, one in document.items() if not _is_unsaid(name, one, document)}
    return json.dumps(document, sort_keys=True, separators=(",", ":"), default=_moment)


def _is_unsaid(name: str, value: object, document: dict[str, object]) -> bool:
    if name == "members":
        return not document.get("collected")
    return name in _NEWER and value == _NEWER[name]


def _moment(value: object) -> str:
    if isinstance(value, datetime):
        return value.isoformat()
    raise TypeError(f"{type(value).__name__} has no place in a record")
