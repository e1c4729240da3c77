import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exports.cleaning import clean, csv_text, escaped, one_line
from exports.sheet_names import SheetNames
from exports.text_fit import MOST_CHARACTERS, MOST_LINES, lines_needed, parts, row_height
from tests.exports.factories import LONG, MANY_LINES, NAUGHTY, PROSE, UNBROKEN


@pytest.mark.parametrize(
    ("typed", "kept", "dropped"),
    [
        ("rad\r\nrad\rrad", "rad\nrad\nrad", 0),
        ("Cafe\u0301", "Caf\u00e9", 0),
        ("a\x00b\x0bc\ufffed", "abcd", 3),
        ("ensam \ud83d här", "ensam  här", 1),
        ("tabb\tstår kvar", "tabb\tstår kvar", 0),
        ("'apostrof", "'apostrof", 0),
    ],
)
def test_cleaning_drops_only_what_no_cell_can_hold(typed: str, kept: str, dropped: int) -> None:
    assert clean(typed) == (kept, dropped)


@given(st.text(alphabet=st.characters(exclude_categories=()), max_size=80))
def test_what_is_cleaned_can_be_written_and_stays_cleaned(text: str) -> None:
    cleaned, _ = clean(text)
    assert clean(cleaned) == (cleaned, 0)
    assert unicodedata.is_normalized("NFC", cleaned)
    cleaned.encode("utf-8")


def test_an_escape_of_the_format_stays_text() -> None:
    assert escaped("_x0041_ & <b>") == "_x005F_x0041_ &amp; &lt;b&gt;"


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "\t", "\r", "\n", "\0", "＝", "＋", "－", "＠"])
def test_csv_marks_what_a_spreadsheet_takes_for_a_command(sign: str) -> None:
    assert csv_text(sign + "1+1")[0].startswith("'")


@pytest.mark.parametrize("before", [" ", "\u00a0", ";", ",", '"', '",', '"\n', "\u200b", "\ufeff", "\u202e", " \t"])
def test_csv_marks_a_command_behind_what_a_program_may_skip_or_break_at(before: str) -> None:
    assert csv_text(before + "=1+1")[0] == "'" + before + "=1+1"


def test_csv_leaves_ordinary_text_alone() -> None:
    assert csv_text("5 = 5") == ("5 = 5", 0)
    assert csv_text("") == ("", 0)
    assert csv_text("'=1+1") == ("'=1+1", 0)
    assert csv_text(' "Nej" – inte = alltid') == (' "Nej" – inte = alltid', 0)


def test_one_line_has_no_breaks() -> None:
    assert one_line("a\r\n b\t c\x00") == "a b c"


@pytest.mark.parametrize("text", [LONG, UNBROKEN, MANY_LINES, PROSE * 9, *(clean(text)[0] for text in NAUGHTY)])
def test_parts_lose_nothing_and_fit(text: str) -> None:
    broken = parts(text, 70)
    assert "".join(broken) == text
    assert all(len(part) <= MOST_CHARACTERS and lines_needed(part, 70) <= MOST_LINES for part in broken)


@given(st.text(alphabet=" \nabcåWi漢", max_size=6000), st.integers(8, 90))
def test_parts_of_any_text_lose_nothing_and_fit(text: str, width: int) -> None:
    broken = parts(text, width)
    assert "".join(broken) == text
    assert all(len(part) <= MOST_CHARACTERS for part in broken)


def test_parts_end_at_words() -> None:
    assert all(part.endswith(" ") for part in parts(LONG, 70)[:-1])


def test_a_short_text_is_one_part() -> None:
    assert parts("x" * 30, 70) == ("x" * 30,)
    assert parts("", 70) == ("",)


def test_row_heights_follow_lines_up_to_the_highest_row() -> None:
    assert [row_height(lines) for lines in (0, 1, 3, 27, 28, 99)] == [15, 15, 45, 405, 409, 409]
    assert lines_needed("en\ntvå\ntre", 70) == 3
    assert lines_needed("ord " * 40, 70) == 2


def test_sheet_names_are_what_excel_accepts() -> None:
    names = SheetNames()
    given_names = [
        names.give(wanted)
        for wanted in (
            "1 Våld [nära]: fråga/svar?",
            "Historik",
            "HISTORY",
            "tema",
            "Tema",
            "'citat'",
            "",
            "😀" * 20,
            "Ett tema med ett mycket långt namn a",
            "Ett tema med ett mycket långt namn b",
        )
    ]
    assert given_names[0] == "1 Våld -nära-- fråga-svar-"
    assert given_names[1:5] == ["Historik (2)", "HISTORY (2)", "tema", "Tema (2)"]
    assert given_names[5:7] == ["citat", "-"]
    assert len({name.casefold() for name in given_names}) == len(given_names)
    assert all(len(name.encode("utf-16-le")) <= 62 for name in given_names)


@pytest.mark.parametrize("text", ["iiii " * 900, "WWWW " * 400, "漢字" * 700, "👩🏽‍🚒" * 300, "x" * 4000])
def test_narrow_and_wide_letters_are_measured_as_such(text: str) -> None:
    broken = parts(text, 70)
    assert "".join(broken) == text
    assert all(lines_needed(part, 70) <= MOST_LINES for part in broken)
    assert lines_needed("W" * 60, 70) > lines_needed("i" * 60, 70)
