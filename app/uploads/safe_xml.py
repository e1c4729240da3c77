"""Walks an XML part without building it, and refuses what no spreadsheet program writes."""

from xml.parsers import expat

from app.uploads import limits
from app.uploads.refusals import Refusal, RefusedFile


class XmlWalker:
    """Calls `begin`, `end` and `text` for one part; names come without their prefix.

    A document type (the home of every entity attack), an encoding other than UTF-8 (readers differ over it),
    deep nesting and broken XML raise RefusedFile.
    """

    def __init__(self) -> None:
        self.depth = 0
        self.elements = 0
        self.root = ""

    def begin(self, name: str, attributes: dict[str, str]) -> None:
        """Take note of an element that starts."""

    def end(self, name: str) -> None:
        """Take note of an element that ends."""

    def text(self, text: str) -> None:
        """Take note of text within an element."""

    def walk(self, part: bytes) -> None:
        """Go through the whole part."""
        parser = expat.ParserCreate()
        parser.buffer_text = True
        parser.StartDoctypeDeclHandler = self._doctype
        parser.XmlDeclHandler = self._declaration
        parser.StartElementHandler = self._begin
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self.text
        try:
            parser.Parse(part, True)
        except expat.ExpatError as error:
            raise RefusedFile(Refusal.DAMAGED) from error

    def _begin(self, name: str, attributes: dict[str, str]) -> None:
        self.depth += 1
        self.elements += 1
        if self.depth > limits.XML_DEPTH:
            raise RefusedFile(Refusal.UNSAFE_XML)
        if self.elements > limits.XML_ELEMENTS:
            raise RefusedFile(Refusal.TOO_MUCH)
        name = _local(name)
        self.root = self.root or name
        self.begin(name, attributes)

    def _end(self, name: str) -> None:
        self.depth -= 1
        self.end(_local(name))

    def _doctype(self, *_declared: object) -> None:
        raise RefusedFile(Refusal.UNSAFE_XML)

    def _declaration(self, _version: str, encoding: str | None, _standalone: int) -> None:
        if encoding is not None and encoding.casefold() not in ("utf-8", "us-ascii"):
            raise RefusedFile(Refusal.UNSAFE_XML)


class Relationships(XmlWalker):
    """The relationships of a part: `targets` from id to target, `kinds` from the last word of a type to target."""

    def __init__(self) -> None:
        super().__init__()
        self.targets: dict[str, str] = {}
        self.kinds: dict[str, str] = {}

    def begin(self, name: str, attributes: dict[str, str]) -> None:
        """Keep one relationship; what points out of the package is never followed."""
        if name == "Relationship" and attributes.get("TargetMode", "Internal") == "Internal":
            target = attributes.get("Target", "")
            self.targets[attributes.get("Id", "")] = target
            self.kinds.setdefault(attributes.get("Type", "").rpartition("/")[2], target)


class SheetNames(XmlWalker):
    """The sheets that a workbook part names, in order, as (name, relationship id)."""

    def __init__(self) -> None:
        super().__init__()
        self.sheets: list[tuple[str, str]] = []

    def begin(self, name: str, attributes: dict[str, str]) -> None:
        """Keep one sheet."""
        if name == "sheet":
            self.sheets.append((attributes.get("name", ""), _relationship_id(attributes)))


def _relationship_id(attributes: dict[str, str]) -> str:
    return next((value for name, value in attributes.items() if name.endswith(":id")), "")


def _local(name: str) -> str:
    return name.rpartition(":")[2] if ":" in name else name
