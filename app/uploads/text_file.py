"""CSV and its kin as Swedish offices save them: any of three separators, any of four encodings."""

import codecs
import csv
import io
import re
from collections import Counter
from collections.abc import Iterator

from app.uploads import limits
from app.uploads.refusals import Refusal, RefusedFile
from app.uploads.sheets import Cell, Sheet, Sheets, plain_text, trimmed

SEPARATORS = ";,\t"
SAMPLE_ROWS = 50
_LIMESURVEY_LINE = re.compile(r"[^\n]*\tclass\t", re.IGNORECASE)
_SEPARATOR_LINE = re.compile(r"\s*sep=([;,\t|])\r?\n?", re.IGNORECASE)
# å ä ö é and their capitals, as Windows and as old Macs wrote them.
_WINDOWS_LETTERS = frozenset("åäöéÅÄÖÉ".encode("cp1252"))
_MAC_LETTERS = frozenset("åäöéÅÄÖÉ".encode("mac_roman"))


def read_text(data: bytes) -> Sheets:
    """Read the text as one sheet without a name. Raises RefusedFile, with the line where one is to blame."""
    text = _decode(data)
    nul = text.find("\0")
    if nul >= 0:
        raise RefusedFile(Refusal.NOT_TEXT, str(text.count("\n", 0, nul) + 1))
    said = _SEPARATOR_LINE.match(text)
    body = text[said.end() :] if said else text
    rows = trimmed(_rows(body, said[1] if said else _guess_separator(body)))
    return Sheets((Sheet("", rows),), is_text=True)


def looks_like_text(data: bytes) -> bool:
    """Whether the bytes can be a text at all, as far as their beginning shows."""
    start = data[:4096]
    return start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) or not re.search(
        rb"[\x01-\x08\x0e-\x1a]", start
    )


def looks_like_web_page(data: bytes) -> bool:
    """Whether this is HTML or XML; many old systems save such a page under a spreadsheet's name."""
    return data[:256].removeprefix(codecs.BOM_UTF8).lstrip().startswith((b"<", b"<\0"))


def _decode(data: bytes) -> str:
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return _strictly(data, "utf-16")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        _check_one_encoding(data)
    # Mac Roman can't be told from Windows-1252 for sure, so where it is likely the person is asked to save again.
    letters = Counter(
        "mac" if byte in _MAC_LETTERS else "windows" for byte in data if byte in _MAC_LETTERS | _WINDOWS_LETTERS
    )
    if letters["mac"] > letters["windows"]:
        raise RefusedFile(Refusal.UNKNOWN_ENCODING)
    return _strictly(data, "cp1252")


def _strictly(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise RefusedFile(Refusal.UNKNOWN_ENCODING) from error


def _check_one_encoding(data: bytes) -> None:
    """Refuse a file in which some lines are UTF-8 and others are not, and name the first of those others."""
    utf8_lines = data.startswith(codecs.BOM_UTF8)
    other_line = 0
    for number, line in enumerate(data.split(b"\n"), start=1):
        if line.isascii():
            continue
        try:
            line.decode()
            utf8_lines = True
        except UnicodeDecodeError:
            other_line = other_line or number
    if utf8_lines and other_line:
        raise RefusedFile(Refusal.MIXED_ENCODING, str(other_line))


def _guess_separator(text: str) -> str:
    """Return the separator that cuts the largest share of the first rows into the same number of cells, at least two.

    LimeSurvey's own heading settles it, for its rows are as long as they need to be.
    """
    if _LIMESURVEY_LINE.match(text.replace('"', "")[:4096]):
        return "\t"
    return max(SEPARATORS, key=lambda separator: _evenness(text, separator))


def _evenness(text: str, separator: str) -> tuple[int, int]:
    """How many rows have the most common width above one, and that width."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    try:
        widths = Counter(len(row) for _, row in zip(range(SAMPLE_ROWS), reader, strict=False))
    except csv.Error:
        return (0, 0)
    return max(((count, width) for width, count in widths.items() if width > 1), default=(0, 0))


def _rows(text: str, separator: str) -> Iterator[list[Cell]]:
    csv.field_size_limit(limits.FILE_BYTES)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    line, number, cells = 0, 0, 0
    while True:
        try:
            row = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            raise RefusedFile(Refusal.OPEN_QUOTE, str(line + 1)) from error
        line, number, cells = reader.line_num, number + 1, cells + len(row)
        if any(len(cell) > limits.CELL_CHARACTERS for cell in row):
            raise RefusedFile(Refusal.CELL_TOO_LONG, str(number))
        if cells > limits.CELLS:
            raise RefusedFile(Refusal.TOO_MUCH)
        yield [plain_text(cell) for cell in row]
