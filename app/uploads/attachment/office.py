"""Looks through an office document, which is a zip of XML: unpacked within limits, nothing acts by itself."""

import io
import re
import zipfile
import zlib

from app.uploads import limits, package
from app.uploads.attachment.active_xml import ContentTypes, Manifest, OfficePart, RelationshipPart
from app.uploads.refusals import Refusal, RefusedFile

DEEPEST = 2
"""A chart in a slide holds its own small workbook; a document in a document in a document is somebody hiding."""

OFFICE = {
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml": ".docx",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml": ".xlsx",
    "application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml": ".pptx",
}
OPEN = {
    b"application/vnd.oasis.opendocument.text": ".odt",
    b"application/vnd.oasis.opendocument.spreadsheet": ".ods",
    b"application/vnd.oasis.opendocument.presentation": ".odp",
}
TYPES, MIMETYPE, MANIFEST = "[content_types].xml", "mimetype", "meta-inf/manifest.xml"
ZIP_MARK, OLE_MARK = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PROGRAMS = (b"MZ", b"\x7fELF", b"%PDF-", b"#!")
_MACROS = re.compile(
    r"(^|/)vba(project|data)[^/]*$|/macrosheets/|^scripts/.+|^basic/[^/]+/(?!(script|dialog)-lb\.xml$)[^/]+$"
)
_CONTROLS = re.compile(r"/activex/|/ctrlprops/")


def check(data: bytes, depth: int = 0) -> str:
    """Return the ending that belongs to the document; raise RefusedFile where it may not be attached."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as opened:
            package.check_entries(opened.infolist(), _check_names)
            ending = _kind(opened)
            for entry in opened.infolist():
                _check_entry(opened, entry, depth)
            return ending
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError, OSError) as error:
        raise RefusedFile(Refusal.DAMAGED) from error


def _check_names(names: list[str]) -> None:
    if any(_MACROS.search(name) for name in names):
        raise RefusedFile(Refusal.MACROS)
    if any(_CONTROLS.search(name) for name in names):
        raise RefusedFile(Refusal.ACTIVE)


def _kind(opened: zipfile.ZipFile) -> str:
    by_name = {entry.filename.casefold(): entry for entry in opened.infolist()}
    if TYPES in by_name:
        types = ContentTypes()
        types.walk(_read(opened, by_name[TYPES]))
        found = {OFFICE[one] for one in types.found if one in OFFICE}
    else:
        found = {OPEN[mark] for mark in (_mimetype(opened, by_name),) if mark in OPEN}
    if len(found) != 1:
        raise RefusedFile(Refusal.NOT_ALLOWED)
    if MANIFEST in by_name:
        Manifest().walk(_read(opened, by_name[MANIFEST]))
    return found.pop()


def _mimetype(opened: zipfile.ZipFile, by_name: dict[str, zipfile.ZipInfo]) -> bytes:
    return _read(opened, by_name[MIMETYPE])[:100].strip() if MIMETYPE in by_name else b""


def _check_entry(opened: zipfile.ZipFile, entry: zipfile.ZipInfo, depth: int) -> None:
    name = entry.filename.casefold()
    if name.endswith(".rels"):
        RelationshipPart().walk(_read(opened, entry))
    elif package.is_xml(name):
        OfficePart().walk(_read(opened, entry))
    else:
        _check_other(opened, entry, depth)


def _check_other(opened: zipfile.ZipFile, entry: zipfile.ZipInfo, depth: int) -> None:
    """What is no XML: pictures and fonts are left as they are, documents looked through, programs refused."""
    with opened.open(entry) as part:
        start = part.read(len(OLE_MARK))
    if start == OLE_MARK or start.startswith(_PROGRAMS):
        raise RefusedFile(Refusal.ACTIVE)
    if start.startswith(ZIP_MARK):
        if depth + 1 >= DEEPEST or entry.file_size > limits.FILE_BYTES:
            raise RefusedFile(Refusal.TOO_MUCH)
        check(_read(opened, entry), depth + 1)


def _read(opened: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bytes:
    if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise RefusedFile(Refusal.DAMAGED)
    with opened.open(entry) as part:
        return part.read(entry.file_size + 1)
