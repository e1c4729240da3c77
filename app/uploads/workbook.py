"""Workbooks: .xlsx part by part, old .xls as far as it can be looked into. python-calamine reads all that fits it."""

import io
import math
import posixpath
from dataclasses import dataclass
from datetime import date, time, timedelta

import python_calamine

from app.uploads import limits, package
from app.uploads.refusals import Refusal, RefusedFile
from app.uploads.safe_xml import Relationships, SheetNames, XmlWalker
from app.uploads.sheet_scan import SheetScan
from app.uploads.sheets import Cell, CellFault, MergedRange, Sheet, Sheets, plain_text, trimmed
from app.uploads.sparse_workbook import read_sparse

# What declares a program. A mere default for a file ending, such as Numbers writes, declares nothing.
MACRO_TYPES = (b".macroEnabled.main+xml", b"ms-excel.intlmacrosheet+xml", b"ms-excel.macrosheet+xml")
MACRO_RELATIONSHIP = b"relationships/vbaProject"
EXACT_FLOAT = 2**53
_Raw = str | int | float | bool | date | time | timedelta


@dataclass(frozen=True)
class _Scanned:
    """What the look through a sheet found; an old .xls has none of it."""

    last_row: int = 0
    last_column: int = 0
    hidden_rows: frozenset[int] = frozenset()
    faults: tuple[CellFault, ...] = ()


def read_xlsx(data: bytes) -> Sheets:
    """Read an .xlsx, the transitional or the strict kind. Raises RefusedFile."""
    parts = package.read_parts(data)
    scans = _scan_sheets(parts)
    packed = package.write_parts(parts)
    parts.clear()
    return _read(packed, scans, limits.AREA)


def read_xls(data: bytes) -> Sheets:
    """Read an old binary .xls. Its hidden rows and error values can't be told; errors read as empty cells."""
    if "EncryptedPackage".encode("utf-16-le") in data or "EncryptionInfo".encode("utf-16-le") in data:
        raise RefusedFile(Refusal.ENCRYPTED)
    if "_VBA_PROJECT".encode("utf-16-le") in data:
        raise RefusedFile(Refusal.MACROS)
    if not any(f"{stream}\0".encode("utf-16-le") in data for stream in ("Workbook", "Book")):
        raise RefusedFile(Refusal.NOT_A_TABLE)
    return read_sparse(data) or _read(data, {}, limits.OLD_AREA)


def _scan_sheets(parts: dict[str, bytes]) -> dict[str, _Scanned]:
    """Walk every part once, and return what the worksheets hold by the names the workbook gives them."""
    if _has_macros(parts):
        raise RefusedFile(Refusal.MACROS)
    paths = _sheet_paths(parts)
    if len(paths) > limits.SHEETS:
        raise RefusedFile(Refusal.TOO_MUCH)
    scans, elements = {}, 0
    for path, part in parts.items():
        walker = SheetScan() if path in paths else XmlWalker()
        walker.elements = elements
        walker.walk(part)
        elements = walker.elements
        if isinstance(walker, SheetScan) and walker.root == "worksheet":
            scans[paths[path]] = _Scanned(
                walker.last_row, walker.last_column, frozenset(walker.hidden_rows), tuple(walker.faults)
            )
    return scans


def _has_macros(parts: dict[str, bytes]) -> bool:
    declared = next((part for path, part in parts.items() if path.casefold() == "[content_types].xml"), b"")
    return any(mark in declared for mark in MACRO_TYPES) or any(
        MACRO_RELATIONSHIP in part for path, part in parts.items() if path.endswith(".rels")
    )


def _sheet_paths(parts: dict[str, bytes]) -> dict[str, str]:
    """Return the part of each sheet, by relationships alone; a workbook whose parts are missing is damaged."""
    root = _relationships(parts, "_rels/.rels")
    workbook = _resolve("", root.kinds.get("officeDocument", ""))
    folder, name = posixpath.split(workbook)
    targets = _relationships(parts, posixpath.join(folder, "_rels", f"{name}.rels")).targets
    names = SheetNames()
    names.walk(_part(parts, workbook))
    if names.root != "workbook":
        raise RefusedFile(Refusal.NOT_A_TABLE)
    paths = {}
    for sheet, relationship in names.sheets:
        path = _resolve(folder, targets.get(relationship, ""))
        _part(parts, path)
        paths[path] = sheet
    if len(paths) < len(names.sheets) or len(set(paths.values())) < len(paths):
        raise RefusedFile(Refusal.DAMAGED)
    return paths


def _relationships(parts: dict[str, bytes], path: str) -> Relationships:
    found = Relationships()
    found.walk(_part(parts, path))
    return found


def _part(parts: dict[str, bytes], path: str) -> bytes:
    if path not in parts:
        raise RefusedFile(Refusal.DAMAGED)
    return parts[path]


def _resolve(folder: str, target: str) -> str:
    return target[1:] if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))


def _read(data: bytes, scans: dict[str, _Scanned], most: int) -> Sheets:
    try:
        with python_calamine.load_workbook(io.BytesIO(data)) as workbook:
            sheets = tuple(
                _read_sheet(workbook.get_sheet_by_name(about.name), about, scans.get(about.name, _Scanned()), most)
                for about in workbook.sheets_metadata[: limits.SHEETS]
                if about.typ is python_calamine.SheetTypeEnum.WorkSheet
            )
    except python_calamine.PasswordError as error:
        raise RefusedFile(Refusal.ENCRYPTED) from error
    except python_calamine.CalamineError as error:
        raise RefusedFile(Refusal.DAMAGED) from error
    return Sheets(sheets)


def _read_sheet(
    sheet: python_calamine.CalamineSheet, about: python_calamine.SheetMetadata, scanned: _Scanned, most: int
) -> Sheet:
    last_row, last_column = (sheet.end[0] + 1, sheet.end[1] + 1) if sheet.end else (0, 0)
    if last_row < scanned.last_row or last_column < scanned.last_column:
        # The reader has lost something that stands in the file.
        raise RefusedFile(Refusal.DAMAGED)
    if last_row * last_column > most:
        raise RefusedFile(Refusal.CELL_FAR_AWAY)
    # Row by row, and each without its blank end: all cells at once would take ten times the room.
    rows = [_row(row, last_column) for row in sheet.iter_rows()]
    for row, column, _fault in scanned.faults:
        if row <= len(rows) and column <= len(rows[row - 1]):
            rows[row - 1][column - 1] = None
    return Sheet(
        name=plain_text(about.name),
        rows=trimmed(rows),
        visible=about.visible is python_calamine.SheetVisibleEnum.Visible,
        hidden_rows=frozenset(row for row in scanned.hidden_rows if row <= last_row),
        merged=_merged(sheet, last_row, last_column),
        faults=scanned.faults,
    )


def _merged(sheet: python_calamine.CalamineSheet, last_row: int, last_column: int) -> tuple[MergedRange, ...]:
    """Return the merged ranges, cut to where there is content, so that nobody fills a million cells for one of them."""
    ranges = []
    for (top, left), (bottom, right) in sheet.merged_cell_ranges or ():
        cut = MergedRange(top + 1, left + 1, min(bottom + 1, last_row), min(right + 1, last_column))
        if cut.first_row <= cut.last_row and cut.first_column <= cut.last_column:
            ranges.append(cut)
    return tuple(ranges)


def _row(values: list[_Raw], width: int) -> list[Cell]:
    """Return a row's cells from the sheet's first column on, where the reader may begin at the first filled one."""
    before = [None] * (width - len(values))
    while values and values[-1] == "":
        values.pop()
    return [*before, *(_cell(value) for value in values)]


def _cell(value: _Raw) -> Cell:
    """One value as a person means it: whole numbers without decimals, times and durations as their text."""
    if isinstance(value, str):
        if len(value) > limits.CELL_CHARACTERS:
            raise RefusedFile(Refusal.CELL_TOO_LONG)
        return plain_text(value)
    if isinstance(value, float):
        if not math.isfinite(value):
            return None
        return int(value) if value.is_integer() and abs(value) <= EXACT_FLOAT else value
    if isinstance(value, time):
        return value.isoformat(timespec="auto" if value.microsecond or value.second else "minutes")
    return str(value) if isinstance(value, timedelta) else value
