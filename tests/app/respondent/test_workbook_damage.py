"""What happens to workbooks among people: each damage is recognised, told in a sentence, and loses no answer."""

import io
import re
import shutil
import subprocess
import zipfile
from pathlib import Path

import pytest
from flask import Flask
from openpyxl.worksheet.worksheet import Worksheet

from exports.answer_workbook.codes import STAMP
from forms.audience import OrganisationKind
from tests.app.respondent.conftest import Answering
from tests.app.respondent.test_workbook import ANSWERED, SINGLE, on_the_web, stored
from tests.app.respondent.workbooks import (
    ANSWER,
    EVERYTHING,
    HEADER_ROWS,
    QUESTION,
    ROW_CODE,
    TYPED,
    Held,
    download,
    hand_in,
    save,
)
from tests.factories import scenes
from tests.suites import require_or_skip

STRICT = {
    "http://schemas.openxmlformats.org/spreadsheetml/2006/main": "http://purl.oclc.org/ooxml/spreadsheetml/main",
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships": (
        "http://purl.oclc.org/ooxml/officeDocument/relationships"
    ),
}
NUMBER = "Hur många möter ni på ett år?"


def stamp_of(held: Held) -> Worksheet:
    return held.book[STAMP]


def cell_at(held: Held, asked: str) -> str:
    return f"{held.sheet.title}!{held.at(asked).coordinate}"


def rewritten(data: bytes, change: dict[str, str], parts: str = "") -> bytes:
    """The workbook with texts of its parts replaced."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            text = old.read(name).decode()
            for before, after in change.items() if name.startswith(parts) else ():
                text = text.replace(before, after)
            new.writestr(name, text)
    return target.getvalue()


def test_another_requests_workbook_is_refused(app: Flask, answering: Answering) -> None:
    other = app.test_client()
    invitation = answering.scene.invitations[OrganisationKind.OTHER]
    with app.app_context():
        other.post(scenes.link_of(invitation))
    theirs = Answering(answering.scene, f"/answer/{invitation.request_id}/", other, other)
    held = download(theirs).fill({SINGLE: "Deras hemliga svar"})
    with_stamp = held.saved()
    del held.book[STAMP]
    for data in (with_stamp, held.saved()):
        page = hand_in(answering, data, status=422)
        assert "hör till ett annat formulär" in page.html
        assert "Deras hemliga svar" not in page.html
    assert stored(app, answering) == {}


@pytest.mark.parametrize("damage", ["changed", "gone"])
def test_without_a_genuine_signature_nothing_is_taken_over_the_draft(
    app: Flask, answering: Answering, damage: str
) -> None:
    on_the_web(answering, vad_ser_ni="Webbens")
    held = download(answering).fill({ANSWERED: "Bokens", SINGLE: "Stödboende"})
    if damage == "gone":
        del held.book[STAMP]
    else:
        stamp_of(held).cell(4, 3).value = "7"
    page = hand_in(answering, held.saved())
    assert {"gone": "dolda blad är borta", "changed": "signatur stämmer inte"}[damage] in page.html
    save(answering, page)
    assert stored(app, answering) == {"vad_ser_ni": "Webbens", "basta-insats": "Stödboende"}


def test_a_forged_stamp_of_another_request_is_not_taken(answering: Answering) -> None:
    held = download(answering).fill({SINGLE: "Stödboende"})
    stamp_of(held).cell(2, 2).value = "987654"
    assert "hör till ett annat formulär" in hand_in(answering, held.saved(), status=422).html


def test_strict_open_xml_is_read_whole(app: Flask, answering: Answering) -> None:
    strict = rewritten(download(answering).fill(EVERYTHING).saved(), STRICT)
    assert b"purl.oclc.org" in zipfile.ZipFile(io.BytesIO(strict)).read("xl/workbook.xml")
    save(answering, hand_in(answering, strict))
    assert stored(app, answering) == TYPED


def test_merged_answers_are_told_with_the_cell_and_the_first_counts(app: Flask, answering: Answering) -> None:
    held = download(answering).fill({SINGLE: "Gäller båda"})
    first, second = held.at(SINGLE), held.at(NUMBER)
    held.sheet.merge_cells(f"{first.coordinate}:{second.coordinate}")
    page = hand_in(answering, held.saved())
    assert f"sammanslagen med {first.coordinate}" in page.html
    assert cell_at(held, NUMBER) in page.html
    save(answering, page)
    assert stored(app, answering) == {"basta-insats": "Gäller båda"}


def test_an_answer_merged_into_its_question_is_not_lost_in_silence(app: Flask, answering: Answering) -> None:
    held = download(answering)
    row = held.at(SINGLE).row
    held.sheet.merge_cells(start_row=row, end_row=row, start_column=QUESTION, end_column=ANSWER)
    assert "sammanslagen med" in hand_in(answering, held.saved()).html
    assert stored(app, answering) == {}


@pytest.mark.parametrize("written", ["20 maj 2027", "20/5 2027", "2027-05-20", 46527])
def test_days_as_text_and_as_bare_serials(app: Flask, answering: Answering, written: object) -> None:
    held = download(answering).fill({"Sedan vilken dag räknar ni?": written})
    page = hand_in(answering, held.saved())
    assert "20 maj 2027" in page.html
    save(answering, page)
    assert stored(app, answering)["sedan"] in {written, "2027-05-20"}


@pytest.mark.parametrize(("written", "typed"), [("1 200", "1 200"), ("12,0", "12,0"), (1200, "1200")])
def test_numbers_as_text(app: Flask, answering: Answering, written: object, typed: str) -> None:
    save(answering, hand_in(answering, download(answering).fill({NUMBER: written}).saved()))
    assert stored(app, answering) == {"antal": typed}


def test_what_is_not_understood_is_told_with_its_cell_and_text(app: Flask, answering: Answering) -> None:
    held = download(answering).fill({NUMBER: "runt <b>tolv</b>", "Har ni en rutin?": "Kanske", SINGLE: "Stödboende"})
    page = hand_in(answering, held.saved())
    assert "runt &lt;b&gt;tolv&lt;/b&gt;" in page.html
    assert "Kanske" in page.html
    assert cell_at(held, NUMBER) in page.html
    assert "2 svar går inte att läsa" in page.html
    save(answering, page)
    assert stored(app, answering) == {"basta-insats": "Stödboende"}


def test_a_copied_sheet_counts_where_it_is_filled_in(app: Flask, answering: Answering) -> None:
    held = download(answering)
    copy = held.book.copy_worksheet(held.sheet)
    copy.cell(held.at(SINGLE).row, ANSWER).value = "Stödboende"
    page = hand_in(answering, held.saved())
    assert "på flera ställen" in page.html
    save(answering, page)
    assert stored(app, answering) == {"basta-insats": "Stödboende"}


def test_two_sheets_that_differ_are_both_shown(app: Flask, answering: Answering) -> None:
    held = download(answering).fill({SINGLE: "Stödboende"})
    copy = held.book.copy_worksheet(held.sheet)
    copy.cell(held.at(SINGLE).row, ANSWER).value = "Jourtelefon"
    page = hand_in(answering, held.saved())
    assert "svaren är olika" in page.html
    assert {"Stödboende", "Jourtelefon"} <= set(re.findall(r"\w+", page.html))
    assert stored(app, answering) == {}


@pytest.mark.parametrize("written", ["PÅ NÄTET", " på  nätet ", "Online", "natet"])
def test_choices_in_another_case_and_language(app: Flask, answering: Answering, written: str) -> None:
    save(answering, hand_in(answering, download(answering).fill({"Var är det vanligast?": written}).saved()))
    assert stored(app, answering) == {"mest": {"chosen": ["natet"], "other": ""}}


def test_a_calculated_value_counts_and_one_without_is_told(app: Flask, answering: Answering) -> None:
    held = download(answering)
    held.at(NUMBER).value = "=600*2"
    place = held.at(NUMBER).coordinate
    data = held.saved()
    page = hand_in(answering, data)
    assert "formel som inte är uträknad" in page.html
    sheet = "xl/worksheets/sheet2.xml"
    xml = zipfile.ZipFile(io.BytesIO(data)).read(sheet).decode()
    written = re.search(rf'<c r="{place}"[^>]*>.*?</c>', xml)
    assert written is not None
    counted = re.sub(r"<v\s*/>|<v></v>", "<v>1200</v>", written.group())
    assert "1200" in counted
    save(answering, hand_in(answering, rewritten(data, {written.group(): counted}, sheet)))
    assert stored(app, answering) == {"antal": "1200"}


def test_an_error_value_is_told(answering: Answering) -> None:
    held = download(answering)
    cell = held.at(SINGLE)
    cell.value, cell.data_type = "#REF!", "e"
    assert "visar ett fel från kalkylprogrammet" in hand_in(answering, held.saved()).html


def test_removed_rows_leave_the_web_as_it_is(app: Flask, answering: Answering) -> None:
    on_the_web(answering, vad_ser_ni="Webbens")
    held = download(answering).fill({SINGLE: "Stödboende"})
    held.sheet.delete_rows(held.at(ANSWERED).row)
    page = hand_in(answering, held.saved())
    assert "saknar rad i arbetsboken" in page.html
    save(answering, page)
    assert stored(app, answering) == {"vad_ser_ni": "Webbens", "basta-insats": "Stödboende"}


def test_without_our_hidden_row_the_headings_tell_the_columns(app: Flask, answering: Answering) -> None:
    held = download(answering).fill(EVERYTHING)
    held.sheet.delete_rows(1)
    save(answering, hand_in(answering, held.saved()))
    assert stored(app, answering) == TYPED


def test_without_any_word_on_the_columns_it_is_refused(answering: Answering) -> None:
    held = download(answering).fill(EVERYTHING)
    held.sheet.delete_rows(1, HEADER_ROWS)
    assert "Kolumnen med svaren hittas inte" in hand_in(answering, held.saved(), status=422).html


def test_without_codes_it_is_refused(answering: Answering) -> None:
    held = download(answering).fill(EVERYTHING)
    held.sheet.delete_cols(ROW_CODE)
    assert "koderna borta" in hand_in(answering, held.saved(), status=422).html


def test_thousands_of_copies_are_refused_in_a_sentence(answering: Answering) -> None:
    held = download(answering)
    code = held.at(SINGLE, ROW_CODE).value
    for _ in range(20_001):
        held.sheet.append([None, "Fråga", None, "Svar", None, code])
    assert "för mycket för att läsas" in hand_in(answering, held.saved(), status=422).html


def test_a_thousand_merges_over_all_rows_are_refused_in_a_sentence(answering: Answering) -> None:
    held = download(answering)
    held.sheet.cell(1_000, 1).value = "sist"
    for _ in range(30):
        held.sheet.merged_cells.ranges.add(f"C3:E{1_000 - len(held.sheet.merged_cells.ranges)}")
    assert "för mycket för att läsas" in hand_in(answering, held.saved(), status=422).html


@pytest.mark.libreoffice
def test_libreoffice_gives_back_exactly_what_was_typed(app: Flask, answering: Answering, tmp_path: Path) -> None:
    if shutil.which("soffice") is None:
        require_or_skip("libreoffice", "soffice is not installed")
    workbook, done = tmp_path / "svarsbok.xlsx", tmp_path / "done"
    workbook.write_bytes(download(answering).fill(EVERYTHING).sort(key=lambda row: str(row[5] or "")).saved())
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", "xlsx", "--outdir", str(done), str(workbook)]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    data = (done / "svarsbok.xlsx").read_bytes()
    assert "xl/sharedStrings.xml" in zipfile.ZipFile(io.BytesIO(data)).namelist(), (
        "ours are inline, and so are openpyxl's"
    )
    page = hand_in(answering, data)
    assert "signatur" not in page.html
    save(answering, page)
    assert stored(app, answering) == TYPED
