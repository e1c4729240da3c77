"""Rows made from remembered pieces are, byte for byte, the rows made cell by cell."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from exports import row_xml
from exports.cell_xml import CellXml
from exports.row_xml import RowXml

LETTERS, STYLES = ("A", "B", "C"), (3, 1, 2)
MOMENTS = st.integers(0, 5).map(lambda n: datetime(2027, 5, 3, 8, tzinfo=UTC) + timedelta(hours=n))
VALUES = st.one_of(
    st.none(),
    st.integers(-3, 3),
    st.sampled_from([0.5, float("nan"), float("inf"), Decimal("1.50")]),
    MOMENTS,
    st.text(max_size=6),
    st.sampled_from(
        ["", "=1+1", "<&>\"'", "_x0041_", "å\u0301\r\nä", "a\x00b\ud800", "x" * 121, "lång & <text> " * 20]
    ),
)


@given(st.lists(st.tuples(VALUES, VALUES, VALUES), min_size=1, max_size=30))
def test_pieces_and_single_cells_agree(rows: list[tuple[object, object, object]]) -> None:
    quick, plain = CellXml(), CellXml()
    made = RowXml(quick, LETTERS, STYLES)
    for number, values in enumerate(rows, start=1):
        cells = "".join(
            plain.made(f"{letter}{number}", style, value)
            for letter, style, value in zip(LETTERS, STYLES, values, strict=True)
        )
        assert made.made(number, values, 15) == f'<row r="{number}" ht="15" customHeight="1">{cells}</row>'
        assert quick.dropped == plain.dropped


def test_a_column_of_ever_new_values_is_not_remembered_without_end(monkeypatch) -> None:
    monkeypatch.setattr(row_xml, "_MOST_REMEMBERED", 10)
    made = RowXml(CellXml(), LETTERS, STYLES)
    for number in range(1, 100):
        made.made(number, (number, f"text {number}", "alltid"), 15)
    assert max(len(known) for known, _, _ in made._columns) <= 10
