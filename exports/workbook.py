"""The only module that writes cells: text stays text, dates are dates, and every link lands on its row.

A `Book` is made of sheets, a `Sheet` of rows of `Cell`. openpyxl makes the workbook around the rows (styles, widths,
filters, charts, print settings); the rows' own XML is written here and never held in memory.
"""

import shutil
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from types import TracebackType
from typing import BinaryIO, Self
from zipfile import ZIP_DEFLATED, ZipFile

from openpyxl.chart._chart import ChartBase
from openpyxl.drawing.spreadsheet_drawing import OneCellAnchor
from openpyxl.utils import get_column_letter, quote_sheetname
from openpyxl.workbook import Workbook as OpenpyxlWorkbook
from openpyxl.worksheet.worksheet import Worksheet

from exports import packing
from exports.cell_xml import CellXml
from exports.cells import EXCEL_LIMITS, CellValue, Layout, Limits, Link, Row
from exports.cleaning import one_line
from exports.page_setup import BookInfo, prepare_book, prepare_sheet
from exports.row_heights import height
from exports.row_xml import RowXml
from exports.sheet_names import SheetNames
from exports.styles import Style, register
from exports.text_fit import row_height

# How hard zlib tries. A long table takes a third of the time at 3 that it takes at 6, and a tenth more room.
_SMALL, _QUICK = 6, 3


@dataclass
class _Part:
    """One sheet of the file, while its rows are written."""

    name: str
    number: int
    worksheet: Worksheet
    sink: BinaryIO
    header_row: int
    last_column: str
    rows: int = 0
    size: int = 0
    links: list[tuple[str, Link]] = field(default_factory=list)
    descriptions: list[str] = field(default_factory=list)


class Book:
    """A workbook being written to a binary file that can seek or not; use it as a context manager.

    With `direct` the rows go straight into the file, for tables of any length; only one sheet at a time can then be
    written, and links can only point back. `dropped` counts the characters that no workbook can hold.
    """

    def __init__(
        self, target: BinaryIO, info: BookInfo, *, limits: Limits = EXCEL_LIMITS, direct: bool = False
    ) -> None:
        self.info = info
        self.limits = limits
        self.direct = direct
        self.cells = CellXml()
        self._archive = ZipFile(target, "w", ZIP_DEFLATED, compresslevel=_QUICK if direct else _SMALL)
        self._book = OpenpyxlWorkbook()
        prepare_book(self._book, info)
        self.styles = register(self._book, self._book.worksheets[0])
        self._names = SheetNames()
        self._anchors: dict[str, tuple[str, int]] = {}
        self._parts: list[_Part] = []
        self._open: _Part | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        try:
            if kind is None:
                self._finish()
        finally:
            for part in self._parts:
                part.sink.close()
            self._archive.close()

    @property
    def dropped(self) -> int:
        """How many characters that no workbook can hold were dropped so far."""
        return self.cells.dropped

    @property
    def sheet_names(self) -> tuple[str, ...]:
        """The names of the sheets written so far, in order."""
        return tuple(part.name for part in self._parts)

    def sheet(self, layout: Layout) -> "Sheet":
        """Begin the next sheet."""
        return Sheet(self, layout)

    def begin(self, layout: Layout) -> _Part:
        """Open the next part of the file; for `Sheet` only."""
        self._end_direct()
        number = len(self._parts) + 1
        worksheet = self._book.worksheets[0] if number == 1 else self._book.create_sheet()
        name = self._names.give(layout.name)
        worksheet.title = name
        header = len(layout.opening) + 1 if layout.header else 0
        prepare_sheet(worksheet, self.info, layout.widths, header, layout.one_page)
        part = _Part(name, number, worksheet, self._sink(number), header, get_column_letter(len(layout.widths)))
        self._parts.append(part)
        self._open = part
        return part

    def anchor(self, name: str, part: _Part, row: int) -> None:
        """Remember a row of a part under a name that links can use; for `Sheet` only."""
        if name:
            self._anchors.setdefault(name, (part.name, row))

    def _sink(self, number: int) -> BinaryIO:
        if not self.direct:
            return tempfile.TemporaryFile()
        entry = packing.open_entry(self._archive, packing.sheet_part(number))
        head, _ = packing.around_rows(packing.skeleton(self._book, self.info.moment)[packing.sheet_part(number)])
        entry.write(head)
        return entry

    def _end_direct(self) -> None:
        if self.direct and self._open is not None:
            self._close_table(self._open)
            parts = packing.skeleton(self._book, self.info.moment)
            self._open.sink.write(self._tail(self._open, parts[packing.sheet_part(self._open.number)]))
            self._open.sink.close()
            self._open = None

    def _close_table(self, part: _Part) -> None:
        if part.header_row:
            part.worksheet.auto_filter.ref = f"A{part.header_row}:{part.last_column}{part.rows}"

    def _tail(self, part: _Part, sheet_xml: bytes) -> bytes:
        _, tail = packing.around_rows(sheet_xml)
        return packing.with_links(tail, ((cell, self._location(link)) for cell, link in part.links))

    def _location(self, link: Link) -> str:
        name, row = self._anchors[link.anchor]
        last_name, last_row = self._anchors[link.last or link.anchor]
        until = f":A{last_row}" if last_name == name and last_row > row else ""
        return f"{quote_sheetname(name)}!A{row}{until}"

    def _finish(self) -> None:
        self._end_direct()
        if not self.direct:
            for part in self._parts:
                self._close_table(part)
        parts = packing.skeleton(self._book, self.info.moment)
        self._describe_charts(parts)
        written = {packing.sheet_part(part.number) for part in self._parts}
        for name in packing.in_order(parts):
            if name not in written:
                with packing.open_entry(self._archive, name) as entry:
                    entry.write(parts[name])
        if not self.direct:
            for part in self._parts:
                self._copy(part, parts[packing.sheet_part(part.number)])

    def _copy(self, part: _Part, sheet_xml: bytes) -> None:
        head, _ = packing.around_rows(sheet_xml)
        part.sink.seek(0)
        with packing.open_entry(self._archive, packing.sheet_part(part.number)) as entry:
            entry.write(head)
            shutil.copyfileobj(part.sink, entry, 1 << 18)
            entry.write(self._tail(part, sheet_xml))

    def _describe_charts(self, parts: dict[str, bytes]) -> None:
        with_charts = (part for part in self._parts if part.descriptions)
        for number, part in enumerate(with_charts, start=1):
            name = f"xl/drawings/drawing{number}.xml"
            parts[name] = packing.with_descriptions(parts[name], part.descriptions)


class Sheet:
    """Rows under one header. When a sheet is full, the rows go on in a further one that begins in the same way."""

    def __init__(self, book: Book, layout: Layout) -> None:
        self._book = book
        self._layout = layout
        self._letters = tuple(get_column_letter(place) for place in range(1, len(layout.widths) + 1))
        self._part = self._begin()

    @property
    def name(self) -> str:
        """The name of the sheet that the next row goes to."""
        return self._part.name

    @property
    def rows(self) -> int:
        """How many rows that sheet has."""
        return self._part.rows

    def add(self, cells: Row, *, anchor: str = "") -> int:
        """Write the next row and return its height in points, which follows from its text.

        An anchor is a name, unique in the workbook, that links can point at; the first row to take it keeps it.
        """
        links = sum(1 for cell in cells if cell.link)
        if self._is_full(links):
            self._part = self._begin()
        height = self._write(cells)
        self.mark(anchor)
        return height

    def add_values(self, values: Sequence[CellValue], lines: int) -> None:
        """Write a row without links, its height in lines: the quick way for long tables, after `keep_styles`."""
        if self._is_full(0):
            self._part = self._begin()
        self._part.rows += 1
        self._put(self._row_xml.made(self._part.rows, values, row_height(lines)))

    def keep_styles(self, styles: Sequence[Style]) -> None:
        """Say which style each column has in every row that `add_values` writes from now on."""
        numbers = [self._book.styles[style] for style in styles]
        self._row_xml = RowXml(self._book.cells, self._letters, numbers)

    def mark(self, anchor: str) -> None:
        """Give the row written last one more name that links can point at."""
        self._book.anchor(anchor, self._part, self._part.rows)

    def start_table(self, header: Row) -> None:
        """Begin a second table: the filter and the header repeated on paper are from now on its own."""
        self.add(header)
        self._part.header_row = self._part.rows
        self._part.worksheet.print_title_rows = f"{self._part.rows}:{self._part.rows}"

    def chart(self, chart: ChartBase, at: OneCellAnchor, description: str) -> None:
        """Place a chart with its upper left corner at an anchor. The description is what a screen reader says."""
        chart.anchor = at  # type: ignore[assignment] # openpyxl writes an anchor as it is
        self._part.worksheet.add_chart(chart)
        self._part.descriptions.append(one_line(description))

    @property
    def worksheet(self) -> Worksheet:
        """The openpyxl sheet that charts refer to for their numbers; its cells stay empty."""
        return self._part.worksheet

    def _is_full(self, links: int) -> bool:
        part, limits = self._part, self._book.limits
        return part.rows >= limits.rows or len(part.links) + links > limits.links or part.size > limits.size

    def _begin(self) -> _Part:
        self._part = part = self._book.begin(self._layout)
        for row in self._layout.opening:
            self._write(row)
        if self._layout.header:
            self._write(self._layout.header)
        self._book.anchor(self._layout.anchor, part, 1)
        return part

    def _write(self, cells: Row) -> int:
        part = self._part
        part.rows += 1
        number = part.rows
        points = height(cells, self._layout)
        made, styles = self._book.cells.made, self._book.styles
        hidden = ' hidden="1"' if cells and cells[0].style is Style.MARK else ""
        written = [f'<row r="{number}" ht="{points}" customHeight="1"{hidden}>']
        for letter, cell in zip(self._letters, cells, strict=False):
            if cell.link:
                part.links.append((f"{letter}{number}", cell.link))
            written.append(made(f"{letter}{number}", styles[cell.style], cell.value))
        written.append("</row>")
        self._put("".join(written))
        return points

    def _put(self, xml: str) -> None:
        row = xml.encode()
        self._part.size += len(row)
        self._part.sink.write(row)
