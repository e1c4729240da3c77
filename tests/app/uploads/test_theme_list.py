"""Code books as files."""

import pytest

from app.uploads.messages import UnreadableFile
from app.uploads.refusals import Refusal
from app.uploads.sheets import Cell, CellFault, Fault, Sheet, Sheets
from app.uploads.theme_list import ThemeList, ThemeRow, read_themes


def listed(*rows: tuple[Cell, ...], faults: tuple[CellFault, ...] = ()) -> ThemeList:
    return read_themes(Sheets((Sheet("", rows, faults=faults),)))


@pytest.mark.parametrize(
    "header",
    [
        ("key", "name", "description", "keywords", "parent", "name_en"),
        ("Nyckel", "Tema", "Beskrivning", "Sökord", "Överordnat tema", "Engelskt namn"),
    ],
)
def test_columns_by_their_words(header: tuple[str, ...]) -> None:
    found = listed(header, ("Stod", "Skydd och stöd", "Om  stöd", "jour, boende", "vald", "Support"))
    assert found.rows == (ThemeRow("", 2, "stod", "Skydd och stöd", "Support", "Om stöd", "jour, boende", "vald"),)


def test_key_may_be_missing() -> None:
    assert listed(("namn",), ("Skydd",)).rows == (ThemeRow("", 2, "", "Skydd"),)


def test_rejected_with_a_reason() -> None:
    header = ("key", "name", "description")
    found = listed(
        header,
        ("stod", None, "x"),
        ("st od", "Stöd"),
        ("stod", "Stöd", "x" * 2001),
        (),
        ("x", None),
        faults=(CellFault(6, 2, Fault.ERROR_VALUE),),
    )
    assert found.rows == ()
    assert {remark.number: remark.text.text("en") for remark in found.rejected} == {
        2: "The name of the theme is missing.",
        3: "The key “st od” may only have letters, digits, hyphens and underscores.",
        4: "Cell C4 has more than 2000 characters.",
        6: "Cell B6 has a value that cannot be read. Write it as text.",
    }


@pytest.mark.parametrize(("rows", "refusal"), [([("a", "b")], Refusal.NO_HEADER), ([("key", "name")], Refusal.NO_ROWS)])
def test_unusable_lists(rows: list[tuple[Cell, ...]], refusal: Refusal) -> None:
    with pytest.raises(UnreadableFile) as refused:
        listed(*rows)
    assert refused.value.refusal is refusal
