"""The parts of an office document that may make it act by itself, each walked through without being built."""

import re

from app.uploads.refusals import Refusal, RefusedFile
from app.uploads.safe_xml import XmlWalker

_ACTING = frozenset({"oleObject", "control", "activeXControlBinary", "frame", "subDocument", "aFChunk", "wordVbaData"})
_FAR = re.compile(r"(?i)(https?|ftp|mhtml|ms-[a-z]+):|[\\/]{2}")
_FIELD = re.compile(r"(?i)\bDDE(AUTO)?\b")
_ACTING_ELEMENTS = frozenset({"ddeLink", "oleLink", "dde-source", "dde-connection-decl", "applet", "plugin"})


class ContentTypes(XmlWalker):
    """What the document says its parts are."""

    def __init__(self) -> None:
        super().__init__()
        self.found: set[str] = set()

    def begin(self, name: str, attributes: dict[str, str]) -> None:
        """Take note of a type, and refuse one that holds programs."""
        kind = attributes.get("ContentType", "") if name in ("Override", "Default") else ""
        if "macroenabled" in kind.casefold() or "vbaproject" in kind.casefold():
            raise RefusedFile(Refusal.MACROS)
        if "activex" in kind.casefold():
            raise RefusedFile(Refusal.ACTIVE)
        self.found.add(kind)


class Manifest(XmlWalker):
    """The list of an OpenDocument's parts, which tells of a password."""

    def begin(self, name: str, attributes: dict[str, str]) -> None:  # noqa: ARG002 - as the walker calls it
        """Refuse what is locked."""
        if name == "encryption-data":
            raise RefusedFile(Refusal.ENCRYPTED)


class RelationshipPart(XmlWalker):
    """What a part leans on: pictures and links are fine, programs and templates from afar are not."""

    def begin(self, name: str, attributes: dict[str, str]) -> None:
        """Refuse a relationship that acts."""
        if name != "Relationship":
            return
        kind = attributes.get("Type", "").rpartition("/")[2]
        if kind == "vbaProject":
            raise RefusedFile(Refusal.MACROS)
        is_far = attributes.get("TargetMode") == "External" and bool(_FAR.match(attributes.get("Target", "").strip()))
        if kind in _ACTING or (kind == "attachedTemplate" and is_far):
            raise RefusedFile(Refusal.ACTIVE)


class OfficePart(XmlWalker):
    """Any other part: its fields must not reach for other programs, and its events not run scripts."""

    def __init__(self) -> None:
        super().__init__()
        self._in_field = False
        self._field: list[str] = []

    def begin(self, name: str, attributes: dict[str, str]) -> None:
        """Refuse an element that acts."""
        if name in _ACTING_ELEMENTS:
            raise RefusedFile(Refusal.ACTIVE)
        if name in ("event-listener", "script") and any(key.endswith(":language") for key in attributes):
            raise RefusedFile(Refusal.MACROS)
        if name == "fldSimple":
            self._judge(next((value for key, value in attributes.items() if key.endswith(":instr")), ""))
        self._in_field = name == "instrText"

    def text(self, text: str) -> None:
        """Gather the instruction of a field; it may be cut into many pieces."""
        if self._in_field:
            self._field.append(text)

    def end(self, name: str) -> None:
        """Judge a field with the paragraph that holds it."""
        if name == "instrText":
            self._in_field = False
        elif name == "p" and self._field:
            self._judge("".join(self._field))
            self._field = []

    def _judge(self, instruction: str) -> None:
        if _FIELD.search(instruction):
            raise RefusedFile(Refusal.ACTIVE)
