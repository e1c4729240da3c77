"""Walks through a picture's pieces without drawing it: whole, of a size that a machine can show, and nothing else."""

import zlib

from app.uploads.refusals import Refusal, RefusedFile

PNG_MARK = b"\x89PNG\r\n\x1a\n"
JPEG_MARK = b"\xff\xd8\xff"
MOST_PIXELS = 100_000_000
MOST_CHUNKS = 100_000
ZIP_END = b"PK\x05\x06"
_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
_ALONE = frozenset({0x01, *range(0xD0, 0xD8)})
_SCAN, _END = 0xDA, 0xD9


def check_png(data: bytes) -> None:
    """Raise RefusedFile for a PNG that is broken, would fill the memory, or carries something behind its end."""
    place = len(PNG_MARK)
    for _ in range(MOST_CHUNKS):
        length = int.from_bytes(data[place : place + 4])
        kind, content = data[place + 4 : place + 8], data[place + 8 : place + 8 + length]
        checksum = data[place + 8 + length : place + 12 + length]
        if len(checksum) < 4 or zlib.crc32(kind + content) != int.from_bytes(checksum):
            raise RefusedFile(Refusal.DAMAGED)
        if place == len(PNG_MARK):
            _check_size(int.from_bytes(content[:4]), int.from_bytes(content[4:8]), is_first=kind == b"IHDR")
        place += 12 + length
        if kind == b"IEND":
            break
    if place != len(data):
        raise RefusedFile(Refusal.ACTIVE)


def check_jpeg(data: bytes) -> None:
    """Raise RefusedFile for a JPEG that is broken, would fill the memory, or is an archive as well.

    Cameras hang small things on behind the end of a picture, so bytes there are no fault by themselves.
    """
    place = 2
    while True:
        kind, length = _segment(data, place)
        if kind in _FRAMES:
            height, width = data[place + 5 : place + 7], data[place + 7 : place + 9]
            _check_size(int.from_bytes(width), int.from_bytes(height), is_first=True)
        if kind == _SCAN:
            break
        place += length
    if b"\xff\xd9" not in data[place:]:
        raise RefusedFile(Refusal.DAMAGED)
    if ZIP_END in data[-66_000:]:
        raise RefusedFile(Refusal.ACTIVE)


def _segment(data: bytes, place: int) -> tuple[int, int]:
    """The kind of the segment here, and how many bytes it takes."""
    if data[place : place + 1] != b"\xff" or place + 4 > len(data):
        raise RefusedFile(Refusal.DAMAGED)
    kind = data[place + 1]
    if kind == 0xFF:  # filling
        return kind, 1
    if kind in _ALONE:
        return kind, 2
    length = int.from_bytes(data[place + 2 : place + 4])
    if kind == _END or length < 2:
        raise RefusedFile(Refusal.DAMAGED)
    return kind, 2 + length


def _check_size(width: int, height: int, *, is_first: bool) -> None:
    if not is_first or not width or not height:
        raise RefusedFile(Refusal.DAMAGED)
    if width * height > MOST_PIXELS:
        raise RefusedFile(Refusal.TOO_MUCH)
