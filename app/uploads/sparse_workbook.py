"""Old .xls workbooks whose cells stand far apart: a cell in the last column of row 20,000, and a dozen in between.

The fast reader makes room for every cell between the outermost ones, hundreds of megabytes for such a sheet. This one
keeps what is filled, and knows neither hidden rows nor merged cells.
"""

import io
from datetime import date, datetime

import xlrd

from app.uploads import limits
from app.uploads.refusals import Refusal, RefusedFile
from app.uploads.sheets import Cell, CellFault, Fault, Sheet, Sheets, plain_text, trimmed


def read_sparse(data: bytes) -> Sheets | None:
    """Return the sheets of a workbook too wide for the fast reader; None for any other, a broken one included."""
    try:
        # What it has to say of a file would else go to where the result is written.
        told = io.StringIO()
        with xlrd.open_workbook(file_contents=data, on_demand=True, ragged_rows=True, logfile=told) as book:
            found = _opened(book)
            if _area(found) <= limits.OLD_AREA:
                return None
            return Sheets(tuple(_sheet(sheet, book.datemode) for sheet in found))
    except (RefusedFile, MemoryError):
        raise
    except Exception:  # noqa: BLE001 - a broken file raises anything here; the fast reader then says what is wrong
        return None


def _opened(book: xlrd.Book) -> list[xlrd.sheet.Sheet]:
    """Return the sheets, opened one by one: what is filled in wide ones must not add up to much."""
    found: list[xlrd.sheet.Sheet] = []
    for number in range(min(book.nsheets, limits.SHEETS)):
        found.append(book.sheet_by_index(number))
        filled = sum(sheet.row_len(row) for sheet in found for row in range(sheet.nrows))
        if _area(found) > limits.OLD_AREA and filled > limits.AREA:
            raise RefusedFile(Refusal.CELL_FAR_AWAY)
    return found


def _area(sheets: list[xlrd.sheet.Sheet]) -> int:
    return sum(sheet.nrows * sheet.ncols for sheet in sheets)


def _sheet(sheet: xlrd.sheet.Sheet, datemode: int) -> Sheet:
    faults: list[CellFault] = []
    rows: list[list[Cell]] = []
    for number in range(sheet.nrows):
        cells = sheet.row(number)
        rows.append([_value(cell, datemode) for cell in cells])
        faults += [
            CellFault(number + 1, column, Fault.ERROR_VALUE)
            for column, cell in enumerate(cells, start=1)
            if cell.ctype == xlrd.XL_CELL_ERROR
        ]
    return Sheet(plain_text(sheet.name), trimmed(rows), visible=not sheet.visibility, faults=tuple(faults))


def _value(cell: xlrd.sheet.Cell, datemode: int) -> Cell:
    """One value as a person means it, like those of the fast reader."""
    match cell.ctype:
        case xlrd.XL_CELL_TEXT:
            if len(cell.value) > limits.CELL_CHARACTERS:
                raise RefusedFile(Refusal.CELL_TOO_LONG)
            return plain_text(cell.value)
        case xlrd.XL_CELL_NUMBER:
            return int(cell.value) if cell.value.is_integer() else float(cell.value)
        case xlrd.XL_CELL_DATE:
            return _moment(cell.value, datemode)
        case xlrd.XL_CELL_BOOLEAN:
            return bool(cell.value)
    return None


def _moment(value: float, datemode: int) -> Cell:
    """Return a day, a day with its time, or a time alone as its text; the number where no calendar has it."""
    try:
        moment = xlrd.xldate_as_datetime(value, datemode)
    except (xlrd.XLDateError, OverflowError, ValueError):
        return value
    if value < 1:
        return str(moment.time().isoformat(timespec="auto" if moment.microsecond or moment.second else "minutes"))
    whole_day = date(moment.year, moment.month, moment.day)
    return whole_day if value.is_integer() else datetime.combine(whole_day, moment.time())
