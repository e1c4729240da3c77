"""What a workbook says of itself on its hidden sheet, signed: of which request, form and draft it was made.

The signature opens nothing: whoever hands in a workbook could type the same answers. It tells whether we may believe
what the workbook says the draft held, and so which answers are new.
"""

import hmac
import json
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from flask import current_app

from exports.answer_workbook.codes import STAMP

_PURPOSE = b"radslag answer workbooks"
_COLUMNS = 5
_IDS = re.compile(r"[0-9]{1,18}")

Rows = Sequence[Sequence[str]]


@dataclass(frozen=True)
class Base:
    """What the draft held at one question when the workbook was made: its version (0: nothing), and its mark."""

    version: int
    mark: str
    label: str = ""


@dataclass(frozen=True)
class Stamp:
    """A stamp as read; where it is not `genuine` nothing else in it is to be believed."""

    request_id: int
    form_sha256: str
    genuine: bool
    bases: Mapping[str, Base] = field(default_factory=dict)
    rows: Mapping[str, str] = field(default_factory=dict)
    """Question key by the code of each row."""


def write(
    request_id: int, form_sha256: str, bases: Mapping[str, Base], codes: Mapping[str, str]
) -> list[tuple[str, ...]]:
    """Return the rows of the hidden sheet, the signature last; `codes` gives each row's question."""
    rows = [
        (STAMP,),
        ("request", str(request_id)),
        ("form", form_sha256),
        *(("question", key, str(base.version), base.mark, base.label) for key, base in bases.items()),
        *(("row", code, key) for code, key in codes.items()),
    ]
    return [*rows, ("signature", _signature(rows))]


def read(rows: Rows) -> Stamp:
    """Return what the rows say; request 0 where they say none."""
    padded = [[*row, *[""] * _COLUMNS][: max(len(row), _COLUMNS)] for row in rows if row]
    said = {row[0]: row[1] for row in padded if row[0] in {"request", "form", "signature"}}
    signature = _signature([row for row in rows if row and row[0] != "signature"])
    genuine = hmac.compare_digest(signature.encode(), said.get("signature", "").encode("utf-8", "replace"))
    ours = padded if genuine else []
    return Stamp(
        request_id=int(said["request"]) if _IDS.fullmatch(said.get("request", "")) else 0,
        form_sha256=said.get("form", ""),
        genuine=genuine,
        bases={row[1]: Base(int(row[2]), row[3], row[4]) for row in ours if row[0] == "question"},
        rows={row[1]: row[2] for row in ours if row[0] == "row"},
    )


def _signature(rows: Iterable[Sequence[str]]) -> str:
    """HMAC-SHA-256 of the rows, without what a spreadsheet program may change: spaces, and how letters are composed."""
    plain = [[" ".join(unicodedata.normalize("NFC", text).split()) for text in row] for row in rows]
    filled = [row[: max((place for place, text in enumerate(row, start=1) if text), default=0)] for row in plain]
    key = hmac.digest(current_app.config["SECRET_KEY"].encode(), _PURPOSE, "sha256")
    said = json.dumps([row for row in filled if row], ensure_ascii=True).encode()
    return hmac.digest(key, said, "sha256").hex()
