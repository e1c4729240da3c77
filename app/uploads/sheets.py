"""What was read from a file: sheets of rows of plain Python values, in a form that passes between processes."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import NamedTuple, TypeAlias

Cell: TypeAlias = str | int | float | bool | date | None


class Fault(StrEnum):
    """Why a cell has no value although the file has something in it."""

    ERROR_VALUE = "error_value"
    FORMULA_WITHOUT_VALUE = "formula_without_value"
    NUMBER_OUT_OF_RANGE = "number_out_of_range"


class CellFault(NamedTuple):
    """A cell that reads as None, and why. Row and column count from 1."""

    row: int
    column: int
    fault: Fault


class MergedRange(NamedTuple):
    """Cells shown as one; the value stands in the first. Rows and columns count from 1, both ends included."""

    first_row: int
    first_column: int
    last_row: int
    last_column: int


@dataclass(frozen=True)
class Sheet:
    """One sheet. `rows[0]` is row 1 as the person sees it; rows end after their last value, cells may be None."""

    name: str
    rows: tuple[tuple[Cell, ...], ...]
    visible: bool = True
    hidden_rows: frozenset[int] = frozenset()
    merged: tuple[MergedRange, ...] = ()
    faults: tuple[CellFault, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether no cell has a value or a fault to tell of."""
        return not self.rows and not self.faults

    def cell(self, row: int, column: int) -> Cell:
        """Return the value at a row and column that count from 1; None outside of what was read."""
        cells = self.rows[row - 1] if 0 < row <= len(self.rows) else ()
        return cells[column - 1] if 0 < column <= len(cells) else None


@dataclass(frozen=True)
class Sheets:
    """A whole file, sheets in its own order. `is_text` tells CSV and its kin from workbooks."""

    sheets: tuple[Sheet, ...]
    is_text: bool = False

    @property
    def visible(self) -> tuple[Sheet, ...]:
        """The sheets that the person sees when opening the file."""
        return tuple(sheet for sheet in self.sheets if sheet.visible)

    def by_name(self, name: str) -> Sheet | None:
        """Return the sheet of this name, whatever its case, or None."""
        wanted = name.strip().casefold()
        return next((sheet for sheet in self.sheets if sheet.name.strip().casefold() == wanted), None)


def cell_name(row: int, column: int) -> str:
    """Return the name that a spreadsheet shows for a cell: row 3, column 28 is AB3."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return f"{letters}{row}"


# Controls but tab and line feed; lone surrogates; code points that are no characters.
_NOT_TEXT = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff\ufeff]")


def plain_text(text: str) -> str:
    """Return the text with line feeds as the only line ends, without characters that no screen or database wants."""
    return _NOT_TEXT.sub("", text.replace("\r\n", "\n").replace("\r", "\n").replace("\x85", "\n"))


def trimmed(rows: Iterable[list[Cell]]) -> tuple[tuple[Cell, ...], ...]:
    """Return rows with blank cells as None, without those at their ends and without empty rows at the end."""
    kept = [_without_tail(row) for row in rows]
    while kept and not kept[-1]:
        kept.pop()
    return tuple(kept)


def _without_tail(row: list[Cell]) -> tuple[Cell, ...]:
    cells = [None if isinstance(cell, str) and not cell.strip() else cell for cell in row]
    while cells and cells[-1] is None:
        cells.pop()
    return tuple(cells)


def encode(sheets: Sheets) -> dict[str, object]:
    """Return the JSON form of a result; dates become one-key objects, all else is JSON's own types."""
    return {
        "is_text": sheets.is_text,
        "sheets": [
            {
                "name": sheet.name,
                "rows": [[_encode_cell(cell) for cell in row] for row in sheet.rows],
                "visible": sheet.visible,
                "hidden_rows": sorted(sheet.hidden_rows),
                "merged": sheet.merged,
                "faults": sheet.faults,
            }
            for sheet in sheets.sheets
        ],
    }


def _encode_cell(cell: Cell) -> object:
    if isinstance(cell, datetime):
        return {"datetime": cell.isoformat()}
    if isinstance(cell, date):
        return {"date": cell.isoformat()}
    return cell
