"""What comes out of files that are in order."""

import io
import shutil
import subprocess
import tracemalloc
from datetime import date, datetime, time, timedelta
from pathlib import Path

import openpyxl
import pytest
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont

from app.uploads import limits
from app.uploads.reader import read_workbook
from app.uploads.sheets import CellFault, Fault, MergedRange, Sheet
from app.uploads.sparse_workbook import read_sparse
from tests.app.uploads.books import STRICT_MAIN, STRICT_RELS, book, merged, pack, parts, text_cell, worksheet
from tests.suites import require_or_skip

BASIC = (("namn", "svar"), ("ett", "ja"))


def only_sheet(data: bytes, filename: str = "lista.xlsx") -> Sheet:
    (sheet,) = read_workbook(data, filename).sheets
    return sheet


def saved(workbook: openpyxl.Workbook) -> bytes:
    buffer = io.BytesIO()
    workbook.save(buffer)
    return buffer.getvalue()


def test_values_keep_their_types() -> None:
    workbook = openpyxl.Workbook()
    workbook.active.append(
        ["text", 3, 2.5, True, date(2026, 12, 10), datetime.fromisoformat("2026-12-10T09:30"), None, "sist"]
    )
    assert only_sheet(saved(workbook)).rows == (
        ("text", 3, 2.5, True, date(2026, 12, 10), datetime.fromisoformat("2026-12-10T09:30"), None, "sist"),
    )


def test_times_and_durations_are_text() -> None:
    workbook = openpyxl.Workbook()
    workbook.active.append([time(9, 30), timedelta(hours=30)])
    assert only_sheet(saved(workbook)).rows == (("09:30", "1 day, 6:00:00"),)


def test_rich_text_is_read_whole() -> None:
    workbook = openpyxl.Workbook()
    workbook.active["A1"] = CellRichText("ett ", TextBlock(InlineFont(b=True), "två"), " tre")
    assert only_sheet(saved(workbook)).rows == (("ett två tre",),)


def test_formula_gives_its_cached_value_and_never_its_text() -> None:
    rows = '<row r="1"><c r="A1"><f>1+1</f><v>2</v></c><c r="B1" t="str"><f>X()</f><v>ja</v></c></row>'
    assert only_sheet(book(worksheet(rows))).rows == ((2, "ja"),)


@pytest.mark.parametrize(
    ("cell", "fault"),
    [
        ('<c r="B1" t="e"><v>#REF!</v></c>', Fault.ERROR_VALUE),
        ('<c r="B1"><f>1+1</f></c>', Fault.FORMULA_WITHOUT_VALUE),
        ('<c r="B1"><f>1+1</f><v></v></c>', Fault.FORMULA_WITHOUT_VALUE),
        ('<c r="B1"><v>NaN</v></c>', Fault.NUMBER_OUT_OF_RANGE),
        ('<c r="B1"><v>1E+400</v></c>', Fault.NUMBER_OUT_OF_RANGE),
        ('<c r="B1"><v>12345678901234567890</v></c>', Fault.NUMBER_OUT_OF_RANGE),
    ],
)
def test_cell_without_a_usable_value_is_told_of(cell: str, fault: Fault) -> None:
    sheet = only_sheet(book(worksheet(f'<row r="1">{text_cell("A1", "a")}{cell}</row>')))
    assert sheet.rows == (("a",),)
    assert sheet.faults == (CellFault(1, 2, fault),)


@pytest.mark.parametrize("dimension", ["A1", "A1:XFD1048576", ""])
def test_dimension_is_not_believed(dimension: str) -> None:
    before = f'<dimension ref="{dimension}"/>' if dimension else ""
    assert only_sheet(book(worksheet(before=before))).rows == BASIC


def test_strict_workbook_is_read_like_any_other() -> None:
    assert only_sheet(pack(parts(main=STRICT_MAIN, rels=STRICT_RELS))).rows == BASIC


def test_cells_stand_where_they_say() -> None:
    rows = f'<row r="3">{text_cell("C3", "tre")}{text_cell("A3", "ett")}</row>'
    assert only_sheet(book(worksheet(rows))).rows == ((), (), ("ett", None, "tre"))


def test_references_may_be_left_out() -> None:
    rows = '<row><c t="inlineStr"><is><t>a</t></is></c><c><v>1</v></c></row><row><c><v>2</v></c></row>'
    assert only_sheet(book(worksheet(rows))).rows == (("a", 1), (2,))


def test_hidden_sheets_and_rows_are_marked() -> None:
    contents = parts(states=("visible", "hidden", "veryHidden"))
    contents["xl/worksheets/sheet1.xml"] = worksheet(
        f'<row r="1">{text_cell("A1", "a")}</row><row r="2" hidden="1">{text_cell("A2", "b")}</row>'
    )
    sheets = read_workbook(pack(contents), "x.xlsx")
    assert [sheet.visible for sheet in sheets.sheets] == [True, False, False]
    assert [sheet.name for sheet in sheets.visible] == ["Blad1"]
    assert sheets.sheets[0].hidden_rows == {2}
    assert sheets.by_name(" blad2 ") is sheets.sheets[1]


def test_merged_ranges_are_cut_to_the_content() -> None:
    sheet = only_sheet(book(worksheet(after=merged("A1:B1", "A2:XFD1048576", "Z9:Z10"))))
    assert sheet.merged == (MergedRange(1, 1, 1, 2), MergedRange(2, 1, 2, 2))


def test_control_characters_do_not_come_through() -> None:
    rows = f'<row r="1">{text_cell("A1", "a_x0000_b_x0007_c_x005F_x0041_")}</row>'
    assert only_sheet(book(worksheet(rows))).rows == (("abc_x0041_",),)


def test_markup_and_formulas_in_text_stay_text() -> None:
    rows = f'<row r="1">{text_cell("A1", "&lt;b&gt;")}{text_cell("B1", "=1+1")}</row>'
    assert only_sheet(book(worksheet(rows))).rows == (("<b>", "=1+1"),)


def test_default_type_for_an_ending_is_no_macro() -> None:
    contents = parts()
    contents["[Content_Types].xml"] = str(contents["[Content_Types].xml"]).replace(
        "<Override",
        '<Default Extension="bin" ContentType="application/vnd.ms-excel.sheet.binary.macroEnabled.main"/><Override',
        1,
    )
    assert only_sheet(pack(contents)).rows == BASIC


def test_pictures_are_left_alone() -> None:
    assert only_sheet(book(**{"xl/media/image1.png": b"\x89PNG" + bytes(100)})).rows == BASIC


def test_what_a_document_system_hangs_on_is_left_alone() -> None:
    item = '<?xml version="1.0" encoding="UTF-16"?><a/>'.encode("utf-16")
    assert only_sheet(book(**{"customXml/item1.xml": item})).rows == BASIC


@pytest.mark.parametrize("name", ["lista.csv", "lista.xlsx", "lista", "LISTA.XLS"])
def test_content_decides_and_not_the_name(name: str) -> None:
    assert only_sheet(book(), name).rows == BASIC


def test_blank_rows_and_columns_before_the_table_keep_their_places() -> None:
    workbook = openpyxl.Workbook()
    workbook.active["C3"], workbook.active["D4"] = "tre", 4
    assert only_sheet(saved(workbook)).rows == ((), (), (None, None, "tre"), (None, None, None, 4))


def as_old(workbook: openpyxl.Workbook, folder: Path) -> bytes:
    """The workbook as an .xls."""
    if shutil.which("soffice") is None:
        require_or_skip("libreoffice", "soffice is not installed")
    workbook.save(folder / "lista.xlsx")
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", "xls", "--outdir", str(folder)]
    subprocess.run([*command, str(folder / "lista.xlsx")], check=True, capture_output=True, timeout=180)
    return (folder / "lista.xls").read_bytes()


@pytest.mark.libreoffice
@pytest.mark.parametrize("last_row", [3_000, 20_000])
def test_an_old_workbook_that_ends_far_away_is_read(tmp_path: Path, last_row: int) -> None:
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    sheet["B1"], sheet["IV1"], sheet[f"A{last_row}"] = "namn", "sist", "långt ner"
    sheet["A2"], sheet["B2"], sheet["C2"], sheet["D2"] = 3, 2.5, True, date(2026, 5, 4)
    sheet["E2"], sheet["F2"] = datetime.fromisoformat("2026-05-04T13:30"), time(13, 30)
    workbook.create_sheet("Dold").sheet_state = "hidden"
    sheets = read_workbook(as_old(workbook, tmp_path), "lista.xls").sheets
    rows = sheets[0].rows
    assert rows[0] == (None, "namn", *[None] * 253, "sist")
    assert rows[1] == (3, 2.5, True, date(2026, 5, 4), datetime.fromisoformat("2026-05-04T13:30"), "13:30")
    assert rows[last_row - 1] == ("långt ner",)
    assert [one.visible for one in sheets] == [True, False]


@pytest.mark.libreoffice
def test_an_old_workbook_that_ends_far_away_tells_of_its_errors_and_takes_little_room(tmp_path: Path) -> None:
    workbook = openpyxl.Workbook()
    workbook.active["A1"], workbook.active["IV60000"] = "=1/0", "sist"
    data = as_old(workbook, tmp_path)
    (sheet,) = (one for one in read_workbook(data, "lista.xls").sheets if one.rows)
    assert sheet.faults == (CellFault(1, 1, Fault.ERROR_VALUE),)
    tracemalloc.start()
    assert read_sparse(data)
    assert tracemalloc.get_traced_memory()[1] < 40 * limits.MIB
    tracemalloc.stop()
