import io
import os
import subprocess
import sys
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exports.cells import Cell, Layout, Limits, Link
from exports.page_setup import BookInfo
from exports.styles import Style
from exports.workbook import Book
from tests.exports.factories import NAUGHTY, NOON
from tests.exports.reading import calamine, cells, links, load, parts

INFO = BookInfo("Titel & text", "Trygghetsrådet", NOON, "sv", "Möte & co · dnr 0123/26", "UTKAST")
LAYOUT = Layout(
    "Svar",
    (20, 60),
    ((Cell("Alla svar", Style.TITLE),),),
    (Cell("Namn", Style.HEADER), Cell("Text", Style.HEADER)),
)


def written(*rows: list[Cell], layout: Layout = LAYOUT, **options: object) -> bytes:
    target = io.BytesIO()
    with Book(target, INFO, **options) as book:
        sheet = book.sheet(layout)
        for number, row in enumerate(rows):
            sheet.add(row, anchor=f"row:{number}")
    return target.getvalue()


@given(st.lists(st.text(max_size=60), min_size=1, max_size=5))
@settings(max_examples=30, deadline=None)
def test_text_comes_back_as_it_was(texts: list[str]) -> None:
    from exports.cleaning import clean

    rows = calamine(written(*[[Cell("x"), Cell(text)] for text in texts]))["Svar"][2:]
    assert [row[1] for row in rows] == [clean(text)[0] for text in texts]


def test_no_text_becomes_a_formula_or_is_awakened_by_editing() -> None:
    book = load(written(*[[Cell("x"), Cell(text)] for text in NAUGHTY]))
    found = list(cells(book["Svar"]))
    assert not [cell for cell in found if cell.data_type == "f"]
    assert all(cell.quotePrefix for cell in found if cell.row > 2 and cell.value)
    assert b"<f>" not in parts(written([Cell("=1+1")]))["xl/worksheets/sheet1.xml"]


def test_numbers_and_dates_are_numbers_and_dates() -> None:
    midnight = datetime(2026, 6, 30, 22, 0, tzinfo=UTC)
    data = written(
        [Cell(12, Style.COUNT), Cell(Decimal("1.5"), Style.COUNT)],
        [Cell(midnight, Style.MOMENT), Cell(date(2026, 3, 1), Style.DATE)],
        [Cell(float("nan"), Style.COUNT), Cell(None)],
    )
    rows = calamine(data)["Svar"][2:]
    assert rows[0] == [12.0, 1.5]
    assert [str(value)[:10] for value in rows[1]] == ["2026-07-01", "2026-03-01"]
    assert not any(any(row) for row in rows[2:])
    assert load(data)["Svar"]["A4"].value.isoformat() == "2026-07-01T00:00:00"


def test_the_page_is_ready_to_print() -> None:
    sheet = load(written([Cell("a"), Cell("b")]))["Svar"]
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
    assert (sheet.sheet_properties.pageSetUpPr.fitToPage, sheet.page_setup.fitToWidth) == (True, 1)
    assert sheet.page_setup.fitToHeight == 0
    assert sheet.print_title_rows == "$2:$2"
    assert sheet.freeze_panes == "A3"
    assert sheet.auto_filter.ref == "A2:B3"
    assert sheet.oddHeader.left.text == "Möte && co · dnr 0123/26"
    assert sheet.oddHeader.right.text == "UTKAST"
    assert sheet.oddFooter.right.text == "Sida &P av &N"
    assert {selection.activeCell for selection in sheet.sheet_view.selection} == {"A1"}
    assert not sheet.merged_cells.ranges
    assert min(cell.font.sz for cell in cells(sheet)) >= 11


def test_the_file_says_what_it_is() -> None:
    properties = load(written([Cell("a")])).properties
    assert (properties.title, properties.creator, properties.language) == ("Titel & text", "Trygghetsrådet", "sv-SE")
    assert properties.created.isoformat() == properties.modified.isoformat() == "2026-11-20T11:00:00"
    assert not [name for name in parts(written([Cell("a")])) if "externalLink" in name]


def test_row_heights_follow_the_text() -> None:
    sheet = load(written([Cell("kort"), Cell("kort")], [Cell("kort"), Cell("ord " * 100)], [Cell("x\n" * 60)]))["Svar"]
    assert sheet.row_dimensions[3].height == 15
    assert 90 <= sheet.row_dimensions[4].height <= 150
    assert sheet.row_dimensions[5].height == 409


@pytest.mark.parametrize("direct", [False, True])
def test_a_full_sheet_continues_on_a_second_one(direct: bool) -> None:
    data = written(*[[Cell(str(number))] for number in range(7)], limits=Limits(rows=5), direct=direct)
    sheets = calamine(data)
    assert list(sheets) == ["Svar", "Svar (2)", "Svar (3)"]
    assert [row[0] for rows in sheets.values() for row in rows[2:]] == list("0123456")
    assert all(rows[0][0] == "Alla svar" and rows[1] == ["Namn", "Text"] for rows in sheets.values())
    assert [sheet.auto_filter.ref for sheet in load(data)] == ["A2:B5", "A2:B5", "A2:B3"]


def test_a_sheet_full_of_links_continues_on_a_second_one() -> None:
    rows = [[Cell("till", Style.LINK, Link("row:0"))] for _ in range(5)]
    data = written(*rows, limits=Limits(links=2))
    assert list(calamine(data)) == ["Svar", "Svar (2)", "Svar (3)"]
    assert {(link.target_sheet, link.target_cell) for link in links(data)} == {("Svar", "A3")}


def test_a_link_can_mark_several_rows() -> None:
    data = written([Cell("a")], [Cell("b")], [Cell("till", Style.LINK, Link("row:0", "row:1"))])
    assert [link.target_cell for link in links(data)] == ["A3:A4"]


def test_a_link_to_nowhere_is_refused() -> None:
    with pytest.raises(KeyError):
        written([Cell("till", Style.LINK, Link("ingenstans"))])


def test_dropped_characters_are_counted() -> None:
    with Book(io.BytesIO(), INFO) as book:
        book.sheet(LAYOUT).add([Cell("a\x00\x01b"), Cell("ren")])
    assert book.dropped == 2


def test_the_same_data_gives_the_same_bytes_in_any_process() -> None:
    script = (
        "import hashlib; from tests.exports.test_workbook import written; from exports.cells import Cell;"
        "print(hashlib.sha256(written([Cell('a'), Cell('å')])).hexdigest())"
    )
    seen = {
        subprocess.run(
            [sys.executable, "-c", script],
            env={**os.environ, "PYTHONHASHSEED": seed, "TZ": zone},
            check=True,
            capture_output=True,
            text=True,
        ).stdout
        for seed, zone in (("1", "UTC"), ("2", "Asia/Tokyo"))
    }
    assert len(seen) == 1
