"""Files that are hostile, broken or of another kind: one sentence, soon, and little memory."""

import io
import re
import struct
import subprocess
import sys
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest

from app.uploads import limits, reader
from app.uploads.messages import SENTENCES, UnreadableFile
from app.uploads.reader import read_workbook
from app.uploads.refusals import Refusal
from tests.app.uploads.books import (
    BASIC_ROWS,
    CONTENT_TYPES,
    SHEET,
    book,
    merged,
    pack,
    parts,
    table,
    text_cell,
    without,
    worksheet,
)

DOCTYPE = '<!DOCTYPE l [<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;">]>'
OUTSIDE = '<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/hostname">]>'


def refusal(data: bytes, filename: str = "lista.xlsx") -> UnreadableFile:
    with pytest.raises(UnreadableFile) as refused:
        read_workbook(data, filename)
    for locale in ("sv", "en"):
        sentence = refused.value.text(locale)
        assert sentence.endswith(".")
        assert "{" not in sentence
    return refused.value


def encrypted() -> bytes:
    """Set the encryption bit in both headers of the first entry."""
    data = bytearray(book())
    data[6] |= 1
    data[data.index(b"PK\x01\x02") + 8] |= 1
    return bytes(data)


def doubled() -> bytes:
    buffer = io.BytesIO(book())
    with zipfile.ZipFile(buffer, "a") as package, pytest.warns(UserWarning, match="Duplicate"):
        package.writestr(SHEET, worksheet(BASIC_ROWS.replace("ja", "nej")))
    return buffer.getvalue()


def overlapping() -> bytes:
    """Forty names for one packed stream."""
    raw = b"<a/>" * 1000
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    packed = packer.compress(raw) + packer.flush()
    sizes = struct.pack("<III", zlib.crc32(raw), len(packed), len(raw))
    local = struct.pack("<IHHHHH", 0x04034B50, 20, 0, 8, 0, 0x21) + sizes + struct.pack("<HH", 5, 0) + b"a.xml" + packed
    names = [b"[Content_Types].xml", *(b"xl/%d.xml" % n for n in range(40))]
    entries = [
        struct.pack("<IHHHHHH", 0x02014B50, 20, 20, 0, 8, 0, 0x21) + sizes
        + struct.pack("<HHHHHII", len(name), 0, 0, 0, 0, 0, 0) + name
        for name in names
    ]  # fmt: skip
    directory = b"".join(entries)
    end = struct.pack("<IHHHHIIH", 0x06054B50, 0, 0, len(names), len(names), len(directory), len(local), 0)
    return local + directory + end


def wrong_checksum() -> bytes:
    data = bytearray(book())
    data[14] ^= 0xFF
    data[data.index(b"PK\x01\x02") + 16] ^= 0xFF
    return bytes(data)


def old_office_file(*streams: str) -> bytes:
    """The beginning of the old container format, and names of streams as its directory holds them."""
    names = b"".join(f"{stream}\0".encode("utf-16-le") for stream in streams)
    return (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + names).ljust(2048, b"\0")


def with_macro_type() -> bytes:
    contents = parts()
    contents["[Content_Types].xml"] = CONTENT_TYPES.replace("sheet.main+xml", "sheet.macroEnabled.main+xml")
    return pack(contents)


CASES: dict[str, tuple[bytes, Refusal]] = {
    "no bytes": (b"", Refusal.NO_BYTES),
    "too many bytes": (bytes(limits.FILE_BYTES + 1), Refusal.TOO_LARGE),
    "text": ("Organisation;E-post\n".encode("cp1252"), Refusal.TEXT_IN_WORKBOOK_NAME),
    "web page": (b"<html><table><tr><td>Organisation</td></tr></table></html>", Refusal.WEB_PAGE),
    "pdf": (b"%PDF-1.4\n", Refusal.NOT_A_TABLE),
    "program": (b"MZ" + bytes(200), Refusal.NOT_A_TABLE),
    "junk before the zip": (bytes(100) + book(), Refusal.NOT_A_TABLE),
    "half a zip": (book()[:700], Refusal.DAMAGED),
    "no end of the zip": (book()[:-22], Refusal.DAMAGED),
    "wrong checksum": (wrong_checksum(), Refusal.DAMAGED),
    "one name twice": (doubled(), Refusal.DAMAGED),
    "names that overlap": (overlapping(), Refusal.DAMAGED),
    "name that climbs out": (book(**{"../../x.xml": "<a/>"}), Refusal.DAMAGED),
    "absolute name": (book(**{"/tmp/x.xml": "<a/>"}), Refusal.DAMAGED),
    "encrypted entry": (encrypted(), Refusal.ENCRYPTED),
    "encrypted container": (old_office_file("EncryptedPackage"), Refusal.ENCRYPTED),
    "old macros": (old_office_file("Workbook", "_VBA_PROJECT_CUR"), Refusal.MACROS),
    "old text document": (old_office_file("WordDocument"), Refusal.NOT_A_TABLE),
    "broken old workbook": (old_office_file("Workbook"), Refusal.DAMAGED),
    "macros": (book(**{"xl/vbaProject.bin": b"x"}), Refusal.MACROS),
    "macros by type": (with_macro_type(), Refusal.MACROS),
    "binary workbook": (book(**{"xl/workbook.bin": b"x"}), Refusal.OTHER_WORKBOOK),
    "open document": (pack({"mimetype": "x", "content.xml": "<a/>"}), Refusal.OTHER_WORKBOOK),
    "some other zip": (pack({"a.txt": "x"}), Refusal.NOT_A_TABLE),
    "text document": (book(**{"xl/workbook.xml": "<document/>"}), Refusal.NOT_A_TABLE),
    "no workbook part": (without("xl/workbook.xml"), Refusal.DAMAGED),
    "no sheet part": (without(SHEET), Refusal.DAMAGED),
    "many parts": (book(**{f"x/{n}.xml": "<a/>" for n in range(limits.PARTS)}), Refusal.TOO_MUCH),
    "one part that unpacks a lot": (book(**{"xl/a.xml": bytes(4 * limits.MIB)}), Refusal.TOO_MUCH),
    "entities": (book(worksheet(f'<row r="1">{text_cell("A1", "&b;")}</row>', head=DOCTYPE)), Refusal.UNSAFE_XML),
    "outside entity": (book(worksheet(f'<row r="1">{text_cell("A1", "&x;")}</row>', head=OUTSIDE)), Refusal.UNSAFE_XML),
    "doctype elsewhere": (book(**{"docProps/core.xml": f"{OUTSIDE}<a/>"}), Refusal.UNSAFE_XML),
    "deep nesting": (book(**{"a.xml": "<a>" * 200 + "</a>" * 200}), Refusal.UNSAFE_XML),
    "other encoding": (book(worksheet().replace("UTF-8", "UTF-16").encode("utf-16")), Refusal.UNSAFE_XML),
    "encoding that lies": (book(worksheet(BASIC_ROWS.replace("ja", "jä")).encode("latin-1")), Refusal.DAMAGED),
    "cut XML": (book(worksheet()[:-20]), Refusal.DAMAGED),
    "cell in the last corner": (
        book(worksheet(f'{BASIC_ROWS}<row r="1048576">{text_cell("XFD1048576", "x")}</row>')),
        Refusal.CELL_FAR_AWAY,
    ),
    "row that can't be": (book(worksheet(f'<row r="2000000">{text_cell("A2000000", "x")}</row>')), Refusal.DAMAGED),
    "rows out of order": (book(worksheet(f'<row r="3">{text_cell("A3", "x")}</row>{BASIC_ROWS}')), Refusal.DAMAGED),
    "one cell twice": (
        book(worksheet(f'<row r="1">{text_cell("B1", "ja")}{text_cell("B1", "nej")}</row>')),
        Refusal.CELL_TWICE,
    ),
    "cell of a book's length": (
        book(worksheet(f'<row r="1">{text_cell("A1", "x" * 32_768)}</row>')),
        Refusal.CELL_TOO_LONG,
    ),
    "many merged ranges": (
        book(worksheet(after=merged(*(f"A{n}:B{n}" for n in range(1, limits.MERGES + 2))))),
        Refusal.TOO_MUCH,
    ),
    "many cells": (
        book(
            worksheet(f'<row r="1">{"<c><v>1</v></c>" * 16_000}</row>' + f"<row>{'<c><v>1</v></c>' * 16_000}</row>" * 9)
        ),
        Refusal.TOO_MUCH,
    ),
    "empty sheet": (book(worksheet("")), Refusal.NOTHING_IN_IT),
    "only empty cells": (table([["", "  "], [None]])[:], Refusal.NOTHING_IN_IT),
}


MOST_MEMORY_KIB = 300 * 1024
BEFORE_READING = {Refusal.NO_BYTES, Refusal.TOO_LARGE}
"""Refused by their size alone: no reader is started."""


@pytest.fixture
def peak_kib(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Callable[[], int]:
    """Have the reader leave behind its own peak of memory, as the kernel counts it from the reader's first moment.

    What `getrusage` tells of children would count this process's pages too, from before the child was replaced.
    """
    left = tmp_path / "peak"
    leave = f"open({str(left)!r}, 'w').write(open('/proc/self/status').read())"
    monkeypatch.setattr(reader, "_START", f"{reader._START}; {leave}")

    def peak() -> int:
        found = re.search(r"VmHWM:\s+(\d+) kB", left.read_text())
        assert found
        return int(found[1])

    return peak


@pytest.mark.parametrize("name", CASES)
def test_is_refused_with_a_sentence(name: str, peak_kib: Callable[[], int]) -> None:
    data, expected = CASES[name]
    assert refusal(data).refusal is expected
    if expected not in BEFORE_READING:
        assert peak_kib() < MOST_MEMORY_KIB


def test_sentence_names_the_cell() -> None:
    data, _ = CASES["cell in the last corner"]
    assert "(XFD1048576)" in refusal(data).text("sv")
    data, _ = CASES["one cell twice"]
    assert "(B1)" in refusal(data).text("en")


def test_every_refusal_has_a_sentence_in_both_languages() -> None:
    only_attached = {Refusal.NOT_ALLOWED, Refusal.WRONG_ENDING, Refusal.ACTIVE, Refusal.OLD_OFFICE}
    assert {refused: sentences.languages for refused, sentences in SENTENCES.items()} == dict.fromkeys(
        [one for one in Refusal if one not in only_attached], ("en", "sv")
    )


def test_child_that_thinks_too_long_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "SECONDS", -1)
    monkeypatch.setattr(reader, "_START", "import time; time.sleep(60)")
    assert refusal(book()).refusal is Refusal.GAVE_UP


@pytest.mark.parametrize(
    ("program", "expected"),
    [
        ("import os; os.abort()", Refusal.GAVE_UP),
        ("raise SystemExit(3)", Refusal.DAMAGED),
        ("print('{')", Refusal.DAMAGED),
        ('print(\'{"sheets": [{"name": 1}]}\')', Refusal.DAMAGED),
        ('print(\'{"refused": "unheard_of", "where": ""}\')', Refusal.DAMAGED),
    ],
)
def test_child_that_breaks_is_a_refusal(monkeypatch: pytest.MonkeyPatch, program: str, expected: Refusal) -> None:
    monkeypatch.setattr(reader, "_START", program)
    assert refusal(book()).refusal is expected


def test_child_has_no_settings_no_flask_and_little_memory() -> None:
    command = (
        reader._START.replace("child.main(*sys.argv[2:])", "child._limit_self()")
        + "; import os, resource; from app.uploads import workbook"
        + "; print(sorted({'flask', 'config', 'dotenv', 'sqlalchemy', 'forms'} & set(sys.modules)), dict(os.environ),"
        + " resource.getrlimit(resource.RLIMIT_AS)[1])"
    )
    done = subprocess.run(
        [sys.executable, "-I", "-c", command, reader._APP_FOLDER], env={}, capture_output=True, text=True, check=True
    )
    loaded, _, memory = done.stdout.strip().rpartition(" ")
    assert loaded.startswith("[] ")
    assert "SECRET" not in loaded
    assert int(memory) == limits.MEMORY_BYTES
