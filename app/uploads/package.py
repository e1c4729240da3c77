"""The zip around an .xlsx: looked over before anything is unpacked, then unpacked within limits."""

import io
import re
import zipfile
import zlib
from collections.abc import Callable

from app.uploads import limits
from app.uploads.refusals import Refusal, RefusedFile

ENCRYPTED_FLAG = 0x1
LOCAL_HEADER_BYTES = 30
_OUTSIDE = re.compile(r"(^|/)\.\.(/|$)|^/|^[A-Za-z]:")


def read_parts(data: bytes) -> dict[str, bytes]:
    """Return the XML parts of a workbook by name; pictures and the like are left packed.

    Raises RefusedFile for a package that is broken, encrypted, too large when unpacked, or made to confuse readers.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            entries = package.infolist()
            check_entries(entries, _check_kind)
            return _unpack(package, [entry for entry in entries if is_xml(entry.filename)])
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError, OSError) as error:
        raise RefusedFile(Refusal.DAMAGED) from error


def write_parts(parts: dict[str, bytes]) -> bytes:
    """Pack checked parts again, so that the next reader sees these bytes and no others."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_STORED) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return packed.getvalue()


def check_entries(entries: list[zipfile.ZipInfo], check_names: Callable[[list[str]], None]) -> None:
    """Raise RefusedFile for a package that is encrypted, too large when unpacked, or made to confuse readers.

    `check_names` judges the parts' names, in lower case.
    """
    if len(entries) > limits.PARTS:
        raise RefusedFile(Refusal.TOO_MUCH)
    if any(entry.flag_bits & ENCRYPTED_FLAG for entry in entries):
        raise RefusedFile(Refusal.ENCRYPTED)
    names = [entry.filename.casefold() for entry in entries]
    check_names(names)
    if len(set(names)) < len(names) or any(_OUTSIDE.search(name) for name in names) or _overlap(entries):
        raise RefusedFile(Refusal.DAMAGED)
    unpacked = sum(entry.file_size for entry in entries)
    xml = sum(entry.file_size for entry in entries if is_xml(entry.filename))
    if unpacked > limits.UNPACKED_BYTES or xml > limits.XML_BYTES or any(map(_is_bomb, entries)):
        raise RefusedFile(Refusal.TOO_MUCH)


def _check_kind(names: list[str]) -> None:
    """Tell an .xlsx from its relatives; one that carries programs is refused even under that name."""
    if any(name.endswith("vbaproject.bin") or "/macrosheets/" in name for name in names):
        raise RefusedFile(Refusal.MACROS)
    if "xl/workbook.bin" in names or "content.xml" in names:
        raise RefusedFile(Refusal.OTHER_WORKBOOK)
    if "[content_types].xml" not in names:
        raise RefusedFile(Refusal.NOT_A_TABLE)


def _overlap(entries: list[zipfile.ZipInfo]) -> bool:
    """Whether two entries share bytes, as they do in a bomb whose names all point at one packed stream."""
    end = 0
    for entry in sorted(entries, key=lambda entry: entry.header_offset):
        if entry.header_offset < end:
            return True
        end = entry.header_offset + LOCAL_HEADER_BYTES + len(entry.orig_filename) + entry.compress_size
    return False


def _is_bomb(entry: zipfile.ZipInfo) -> bool:
    return entry.file_size > limits.RATIO_FROM_BYTES and entry.file_size > limits.RATIO * max(entry.compress_size, 1)


def is_xml(name: str) -> bool:
    """Whether a part of this name is XML that is read."""
    # customXml is what document systems hang on to a file, in any encoding; it is never read.
    return name.casefold().endswith((".xml", ".rels")) and not name.casefold().startswith("customxml/")


def _unpack(package: zipfile.ZipFile, entries: list[zipfile.ZipInfo]) -> dict[str, bytes]:
    """Unpack; zipfile stops at the declared size and then compares checksums, so a lie about it is found."""
    parts = {}
    for entry in entries:
        if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise RefusedFile(Refusal.DAMAGED)
        with package.open(entry) as part:
            parts[entry.filename] = part.read(entry.file_size + 1)
    return parts
