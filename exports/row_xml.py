"""Rows of a long table as XML. Neighbours share most of what they hold, so a cell that comes again is made once."""

from collections.abc import Sequence

from exports.cell_xml import SHORT, CellXml
from exports.cells import CellValue

_MOST_REMEMBERED = 2_000  # a column


class RowXml:
    """Makes the rows of a table whose columns keep their styles.

    A row is its number, joined with pieces that hold everything between: the end of one cell and the start of the next.
    """

    def __init__(self, cells: CellXml, letters: Sequence[str], styles: Sequence[int]) -> None:
        self._cells = cells
        self._first = letters[0]
        self._ends = (*(f'<c r="{letter}' for letter in letters[1:]), "</row>")
        self._columns: tuple[tuple[dict[CellValue, str], int, str], ...] = tuple(
            ({}, style, end) for style, end in zip(styles, self._ends, strict=True)
        )

    def made(self, number: int, values: Sequence[CellValue], points: int) -> str:
        """Return the XML of the row with this number and height."""
        columns = zip(values, self._columns, strict=True)
        cells = [known.get(value) or self._piece(value, known, style, end) for value, (known, style, end) in columns]
        return str(number).join(('<row r="', f'" ht="{points}" customHeight="1"><c r="{self._first}', *cells))

    def _piece(self, value: CellValue, known: dict[CellValue, str], style: int, end: str) -> str:
        dropped = self._cells.dropped
        piece = self._cells.after_place(style, value) + end
        if isinstance(value, float) or (isinstance(value, str) and len(value) > SHORT):
            return piece
        if self._cells.dropped == dropped:
            if len(known) >= _MOST_REMEMBERED:
                known.clear()
            known[value] = piece
        return piece
