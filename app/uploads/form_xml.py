"""LimeSurvey's XML exports (.lss, .lsg, .lsq): tables of rows of named texts, and nothing else of the file."""

import re
from typing import Any

from app.uploads import limits
from app.uploads.refusals import Refusal, RefusedFile
from app.uploads.sheets import plain_text

ROOT = "document"
MARK = b"LimeSurveyDocType"
_DECLARED = re.compile(rb"""^\s*<\?xml[^>]*\sencoding\s*=\s*["']([\w.-]+)["']""")
_ROOT_LEVEL, _TABLE_LEVEL, _LANGUAGE_LEVEL, _ROW_LEVEL, _FIELD_LEVEL = 1, 2, 3, 4, 5


def read_limesurvey(data: bytes) -> dict[str, object]:
    """Return {"kind", "languages", "tables"}; a table is a list of [line in the file, {field: text}].

    Raises RefusedFile for a document type or entity, another encoding than UTF-8, broken XML, and what passes the
    limits.
    """
    from defusedxml.common import DefusedXmlException
    from defusedxml.ElementTree import ParseError, XMLParser

    declared = _DECLARED.match(data.removeprefix(b"\xef\xbb\xbf"))
    if declared and declared[1].lower() not in (b"utf-8", b"us-ascii"):
        raise RefusedFile(Refusal.FORM_NOT_UTF8)
    target = _Tables()
    parser = XMLParser(target=target, forbid_dtd=True)
    target.expat = parser.parser
    try:
        parser.feed(data)
        parser.close()
    except DefusedXmlException as error:
        raise RefusedFile(Refusal.UNSAFE_FORM) from error
    except ParseError as error:
        raise RefusedFile(Refusal.DAMAGED_FORM, str(error.position[0])) from error
    return {"kind": target.kind.strip(), "languages": target.languages, "tables": target.tables}


class _Tables:
    """What the parser calls: keeps /document/TABLE/rows/row/FIELD and passes over the rest."""

    def __init__(self) -> None:
        self.expat: Any = None
        self.kind = ""
        self.languages: list[str] = []
        self.tables: dict[str, list[tuple[int, dict[str, str]]]] = {}
        self._path: list[str] = []
        self._pieces: list[str] = []
        self._nodes = 0
        self._characters = 0

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """Take note of an element that starts."""
        self._path.append(tag)
        self._pieces = []
        self._nodes += 1 + len(attributes)
        if len(self._path) > limits.FORM_DEPTH:
            raise RefusedFile(Refusal.UNSAFE_FORM)
        if self._nodes > limits.FORM_NODES:
            raise RefusedFile(Refusal.FORM_TOO_MUCH)
        if len(self._path) == _ROOT_LEVEL and tag != ROOT:
            raise RefusedFile(Refusal.NOT_A_FORM)
        if len(self._path) == _ROW_LEVEL and self._path[2:] == ["rows", "row"]:
            self.tables.setdefault(self._path[1], []).append((self.expat.CurrentLineNumber, {}))

    def data(self, text: str) -> None:
        """Take note of text."""
        self._characters += len(text)
        if self._characters > limits.FORM_CHARACTERS:
            raise RefusedFile(Refusal.FORM_TOO_MUCH)
        self._pieces.append(text)

    def end(self, tag: str) -> None:
        """Keep the text of an element that ends."""
        text = plain_text("".join(self._pieces))
        self._pieces = []
        if len(self._path) == _FIELD_LEVEL and self._path[2:4] == ["rows", "row"]:
            self.tables[self._path[1]][-1][1][tag] = text
        elif self._path == [ROOT, MARK.decode()]:
            self.kind = text
        elif len(self._path) == _LANGUAGE_LEVEL and self._path[1:] == ["languages", "language"]:
            self.languages.append(text.strip())
        self._path.pop()

    def close(self) -> None:
        """Nothing is left to do."""
