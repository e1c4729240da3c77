"""A look through one worksheet part before the fast reader gets it: bounds, doubled cells, faults, hidden rows.

The fast reader makes room for every cell between the outermost ones, takes the last of two equal cells, and reads
error values as nothing; so all of that is found out here.
"""

import math
import re

from app.uploads import limits
from app.uploads.refusals import Refusal, RefusedFile
from app.uploads.safe_xml import XmlWalker
from app.uploads.sheets import CellFault, Fault, cell_name

_REFERENCE = re.compile(r"\$?([A-Z]{1,3})\$?([0-9]{1,7})")
_EXACT_DIGITS = 15


class SheetScan(XmlWalker):
    """What one worksheet part holds. Rows and columns count from 1; `last_row` is 0 in an empty sheet."""

    def __init__(self) -> None:
        super().__init__()
        self.hidden_rows: set[int] = set()
        self.faults: list[CellFault] = []
        self.last_row = 0
        self.last_column = 0
        self._cells = 0
        self._merges = 0
        self._row = 0
        self._column = 0
        self._seen: set[int] = set()
        self._kind = ""
        self._formula = False
        self._gathering = False
        self._pieces: list[str] = []

    def begin(self, name: str, attributes: dict[str, str]) -> None:
        """Take note of a row, a cell or its parts, and count merged ranges."""
        if name == "c":
            self._begin_cell(attributes)
        elif name in ("v", "t"):
            self._gathering = True
        elif name == "f":
            self._formula = True
        elif name == "row":
            self._begin_row(attributes)
        elif name == "mergeCell":
            self._count_merge()

    def text(self, text: str) -> None:
        """Gather the value of the present cell."""
        if self._gathering:
            self._pieces.append(text)

    def end(self, name: str) -> None:
        """Judge a finished cell."""
        if name in ("v", "t"):
            self._gathering = False
        elif name == "c":
            self._end_cell("".join(self._pieces))

    def _begin_row(self, attributes: dict[str, str]) -> None:
        row = _number(attributes["r"]) if "r" in attributes else self._row + 1
        if row <= self._row or row > limits.ROWS:
            raise RefusedFile(Refusal.DAMAGED)
        self._row, self._column = row, 0
        self._seen.clear()
        if attributes.get("hidden") in ("1", "true"):
            self.hidden_rows.add(row)

    def _begin_cell(self, attributes: dict[str, str]) -> None:
        row, column = _position(attributes["r"]) if "r" in attributes else (self._row, self._column + 1)
        if row != self._row:
            raise RefusedFile(Refusal.DAMAGED)
        if column in self._seen:
            raise RefusedFile(Refusal.CELL_TWICE, cell_name(row, column))
        self._seen.add(column)
        self._column = column
        self._kind = attributes.get("t", "n")
        self._formula = False
        self._pieces = []

    def _end_cell(self, value: str) -> None:
        if value:
            self._count_cell(value)
        fault = self._fault(value)
        if fault is not None:
            self.faults.append(CellFault(self._row, self._column, fault))

    def _count_cell(self, value: str) -> None:
        self._cells += 1
        here = cell_name(self._row, self._column)
        if len(value) > limits.CELL_CHARACTERS:
            raise RefusedFile(Refusal.CELL_TOO_LONG, here)
        self.last_row = self._row
        self.last_column = max(self.last_column, self._column)
        if self.last_row * self.last_column > limits.AREA:
            raise RefusedFile(Refusal.CELL_FAR_AWAY, here)
        if self._cells > limits.CELLS:
            raise RefusedFile(Refusal.TOO_MUCH)

    def _fault(self, value: str) -> Fault | None:
        if self._kind == "e":
            return Fault.ERROR_VALUE
        if self._formula and not value and self._kind != "str":
            return Fault.FORMULA_WITHOUT_VALUE
        if self._kind == "n" and value.strip() and not _is_exact(value):
            return Fault.NUMBER_OUT_OF_RANGE
        return None

    def _count_merge(self) -> None:
        self._merges += 1
        if self._merges > limits.MERGES:
            raise RefusedFile(Refusal.TOO_MUCH)


def _position(reference: str) -> tuple[int, int]:
    found = _REFERENCE.fullmatch(reference)
    if found is None:
        raise RefusedFile(Refusal.DAMAGED)
    column = 0
    for letter in found[1]:
        column = column * 26 + ord(letter) - ord("A") + 1
    row = int(found[2])
    if not (0 < row <= limits.ROWS and column <= limits.COLUMNS):
        raise RefusedFile(Refusal.DAMAGED)
    return row, column


def _number(text: str) -> int:
    if not text.isdecimal():
        raise RefusedFile(Refusal.DAMAGED)
    return int(text[:10])


def _is_exact(value: str) -> bool:
    """Whether a number can be kept as it stands: finite, and not a long run of digits that was meant as text."""
    try:
        number = float(value)
    except ValueError as error:
        raise RefusedFile(Refusal.DAMAGED) from error
    digits = value.strip().lstrip("+-")
    long_run = digits.isdecimal() and len(digits) > _EXACT_DIGITS and int(digits) != int(abs(number))
    return math.isfinite(number) and not long_run
