from openpyxl.chart import BarChart

from exports.cells import Cell, Row
from exports.digest.one_page import OnePage, anchor_below


def _row(text: str) -> Row:
    return (Cell("x"), Cell(1), Cell(text), Cell(""), Cell("tema"))


def _text_width(rows: list[Row]) -> float:
    page = OnePage(rows, ((20.0, 10.0), (2.0, 34.0, 12.0)), len(rows), 200.0)
    return page.best_widths(range(60, 161, 5))[2]


def test_more_text_runs_wider_and_little_text_stays_narrow() -> None:
    little = _text_width([_row("Kort.")] * 12)
    assert little < _text_width([_row("ord " * 60)] * 25) <= 160
    assert little < 100


def test_a_chart_stands_inside_the_row_that_its_distance_falls_in() -> None:
    chart = BarChart()
    chart.width, chart.height = 9.0, 3.0
    place = anchor_below(chart, 5, [20, 100], 50, 5)
    assert (place._from.col, place._from.row, place._from.rowOff) == (4, 5, 30 * 12_700)
    beyond = anchor_below(chart, 5, [20, 100], 140, 5)
    assert (beyond._from.row, beyond._from.rowOff) == (7, 5 * 12_700)
