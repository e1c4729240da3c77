"""Looks through a PDF for what acts by itself, without drawing it: scripts, programs to start, files inside, passwords.

Names stand readable in the file's plain parts, or packed in object streams; so both are searched. A name may be written
with #41 for A, which every reader undoes, and so do we.
"""

import re
import zlib
from collections.abc import Iterator

from app.uploads import limits
from app.uploads.refusals import Refusal, RefusedFile

MARK = b"%PDF-"
END = b"%%EOF"
END_WITHIN = 4096
MOST_OBJECT_STREAMS = 20_000
DICTIONARY_BYTES = 4096

_ESCAPE = re.compile(rb"#([0-9A-Fa-f]{2})")
_STREAM = re.compile(rb">>\s*stream\r?\n")
_AFTER = rb"(?=[\s/<>\[\]()]|$)"
_LOCK = re.compile(rb"/Encrypt" + _AFTER)
_ACTS = re.compile(rb"/(?:JavaScript|JS|Launch|ImportData|SubmitForm|RichMedia|EmbeddedFiles?|XFA|Rendition)" + _AFTER)


def check(data: bytes) -> None:
    """Raise RefusedFile for a PDF that is cut off, locked, or acts by itself."""
    if END not in data[-END_WITHIN:]:
        raise RefusedFile(Refusal.DAMAGED)
    plain, packed = _parts(data)
    if _LOCK.search(_unescaped(plain)):
        raise RefusedFile(Refusal.ENCRYPTED)
    for part in (plain, *_object_streams(packed)):
        if _ACTS.search(_unescaped(part)):
            raise RefusedFile(Refusal.ACTIVE)


def _parts(data: bytes) -> tuple[bytes, list[tuple[bytes, bytes]]]:
    """The file without its streams, and each stream after the dictionary that stands before it."""
    plain, packed, here = [], [], 0
    for begun in _STREAM.finditer(data):
        if begun.start() < here:
            continue  # inside the stream before
        end = data.find(b"endstream", begun.end())
        if end < 0:
            raise RefusedFile(Refusal.DAMAGED)
        plain.append(data[here : begun.end()])
        packed.append((data[max(here, begun.start() - DICTIONARY_BYTES) : begun.end()], data[begun.end() : end]))
        here = end
    plain.append(data[here:])
    return b"".join(plain), packed


def _object_streams(packed: list[tuple[bytes, bytes]]) -> Iterator[bytes]:
    left, count = limits.UNPACKED_BYTES, 0
    for before, stream in packed:
        dictionary = _unescaped(before).rpartition(b"obj")[2]
        if b"/ObjStm" not in dictionary:
            continue
        count += 1
        if count > MOST_OBJECT_STREAMS:
            raise RefusedFile(Refusal.TOO_MUCH)
        unpacked = _unpacked(dictionary, stream, left)
        left -= len(unpacked)
        yield unpacked


def _unpacked(dictionary: bytes, stream: bytes, most: int) -> bytes:
    if b"/Filter" not in dictionary:
        return stream
    if not re.search(rb"/Filter\s*\[?\s*/FlateDecode\s*\]?", dictionary):
        raise RefusedFile(Refusal.ACTIVE)  # packed as no office program packs its objects: to hide them
    unpacker = zlib.decompressobj()
    try:
        unpacked = unpacker.decompress(stream, most + 1)
    except zlib.error as error:
        raise RefusedFile(Refusal.DAMAGED) from error
    if len(unpacked) > most:
        raise RefusedFile(Refusal.TOO_MUCH)
    return unpacked


def _unescaped(part: bytes) -> bytes:
    return _ESCAPE.sub(lambda found: bytes((int(found[1], 16),)), part)
