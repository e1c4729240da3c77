"""Fitting the overview on its page: how wide its texts should run, and where its charts stand."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from openpyxl.chart._chart import ChartBase
from openpyxl.drawing.spreadsheet_drawing import AnchorMarker, OneCellAnchor
from openpyxl.drawing.xdr import XDRPositiveSize2D

from exports.cells import Row
from exports.text_fit import POINTS_PER_LINE, lines_needed

PADDING = 2
POINTS_PER_CENTIMETRE = 28.35
_EMU_PER_POINT = 12_700
# What a page of landscape A4 has room for inside the margins, in points, and what a digit and the titles take of it.
_PAGE_WIDTH, _PAGE_HEIGHT = 784, 498
_DIGIT = 6.15
_TITLES = 70
# A number is never worth measuring, and a label is narrow by design.
_TEXT, _SHEET = 2, 4


@dataclass(frozen=True)
class OnePage:
    """A page of rows with one column of texts, and on its right a table with charts under it.

    `around` are the widths of the columns before and after the texts. The table on the right takes the first
    `right_rows` rows; the charts under it are `charts_height` points high.
    """

    rows: Sequence[Row]
    around: tuple[tuple[float, ...], tuple[float, ...]]
    right_rows: int
    charts_height: float

    def best_widths(self, text_widths: Iterable[int]) -> tuple[float, ...]:
        """Return the widths of all columns, with the width of the texts that lets the page print largest."""
        best = max(text_widths, key=self._scale)
        return self._widths(best)

    def _widths(self, text_width: float) -> tuple[float, ...]:
        before, after = self.around
        return (*before, float(text_width), *after)

    def _scale(self, text_width: int) -> float:
        widths = self._widths(text_width)
        heights = [self._height(row, widths) for row in self.rows]
        height = _TITLES + max(sum(heights), sum(heights[: self.right_rows]) + self.charts_height)
        return round(min(_PAGE_WIDTH / (sum(widths) * _DIGIT), _PAGE_HEIGHT / height), 2)

    def _height(self, row: Row, widths: tuple[float, ...]) -> int:
        lines = max(lines_needed(str(row[column].value or ""), widths[column]) for column in (_TEXT, _SHEET))
        return lines * POINTS_PER_LINE + PADDING


def anchor_below(chart: ChartBase, first_row: int, heights: Sequence[int], points: float, column: int) -> OneCellAnchor:
    """Return the place of a chart in a column (from 1), so many points below the top of the first row.

    Rows after the last have the height of one line.
    """
    row = 0
    while points >= (height := heights[row] if row < len(heights) else POINTS_PER_LINE):
        points -= height
        row += 1
    at = AnchorMarker(col=column - 1, row=first_row - 1 + row, rowOff=round(points * _EMU_PER_POINT))
    size = XDRPositiveSize2D(
        *(round(side * POINTS_PER_CENTIMETRE * _EMU_PER_POINT) for side in (chart.width, chart.height))
    )
    return OneCellAnchor(_from=at, ext=size)
