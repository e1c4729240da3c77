"""Tells what a file is by its content, and refuses what may do harm to whoever opens it."""

import re

from app.uploads.attachment import kinds, office, pdf, pictures
from app.uploads.refusals import Refusal, RefusedFile
from app.uploads.text_file import looks_like_text, looks_like_web_page

ZIP_MARK = b"PK\x03\x04"
OLE_MARK = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# The stream that holds an office file behind a password, as the old container writes its name.
LOCKED_OFFICE = "EncryptedPackage".encode("utf-16-le")
# A cell that would start a program: =cmd|'/c calc'!A0
_PROGRAM_CELL = re.compile(rb"(?:^|[;,\t\"'\n\r])[ ]*[=+\-@][^;\n\r]{0,80}\|[^;\n\r]{0,200}!", re.MULTILINE)


def check(data: bytes, ending: str) -> str:
    """Return the ending that belongs to the content; raise RefusedFile where it may not be attached under its name."""
    if ending in kinds.MACRO_ENDINGS:
        raise RefusedFile(Refusal.MACROS)
    found = _found(data, ending)
    if ending not in found:
        raise RefusedFile(Refusal.WRONG_ENDING if ending in kinds.MEDIA_TYPES else Refusal.NOT_ALLOWED)
    return ending


def _found(data: bytes, ending: str) -> frozenset[str]:
    if data.startswith(pdf.MARK):
        pdf.check(data)
        return frozenset({".pdf"})
    if data.startswith(ZIP_MARK):
        return frozenset({office.check(data)})
    if data.startswith(pictures.PNG_MARK):
        pictures.check_png(data)
        return frozenset({".png"})
    if data.startswith(pictures.JPEG_MARK):
        pictures.check_jpeg(data)
        return frozenset({".jpg", ".jpeg"})
    if data.startswith(OLE_MARK):
        raise RefusedFile(Refusal.ENCRYPTED if LOCKED_OFFICE in data else Refusal.OLD_OFFICE)
    return _text(data, ending)


def _text(data: bytes, ending: str) -> frozenset[str]:
    if ending not in kinds.TEXT_ENDINGS:
        raise RefusedFile(Refusal.WRONG_ENDING if ending in kinds.MEDIA_TYPES else Refusal.NOT_ALLOWED)
    is_wide = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    if not looks_like_text(data) or looks_like_web_page(data) or (not is_wide and b"\0" in data):
        raise RefusedFile(Refusal.WRONG_ENDING)
    narrow = data.replace(b"\0", b"") if is_wide else data
    if _PROGRAM_CELL.search(narrow):
        raise RefusedFile(Refusal.ACTIVE)
    return kinds.TEXT_ENDINGS
