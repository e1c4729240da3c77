"""Files that hold a form, told apart by their content: a workbook, LimeSurvey's export, or JSON."""

import codecs
from dataclasses import dataclass

from app.uploads.sheets import Sheets

XML_ENDINGS = (".lss", ".lsg", ".lsq", ".xml")
JSON_ENDINGS = (".json",)
_ENCODINGS = (codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


@dataclass(frozen=True)
class LimeSurveyFile:
    """An export of LimeSurvey in XML. `kind` is "Survey", "Group" or "Question".

    Each table is a list of rows: the line where it begins in the file, and its texts by field.
    """

    kind: str
    languages: tuple[str, ...]
    tables: dict[str, tuple[tuple[int, dict[str, str]], ...]]


@dataclass(frozen=True)
class JsonFile:
    """A JSON document, as Python's own plain data."""

    document: object


FormFile = Sheets | LimeSurveyFile | JsonFile
"""What a file that should hold a form was read as."""


def first_letter(data: bytes) -> bytes:
    """Return the first byte that says something, after a mark of the encoding and white space."""
    start = data[:1024]
    for mark in _ENCODINGS:
        start = start.removeprefix(mark)
    return start.lstrip(b" \t\r\n\0")[:1]
