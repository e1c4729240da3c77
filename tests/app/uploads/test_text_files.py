"""CSV and its kin in the encodings and with the separators that offices use."""

import pytest

from app.uploads.messages import UnreadableFile
from app.uploads.reader import read_workbook
from app.uploads.refusals import Refusal
from app.uploads.sheets import Cell

TABLE = "Organisation;Ort\r\nÅmåls kommun;Åmål\r\nHärryda kommun;Mölnlycke\r\n"
ROWS = (("Organisation", "Ort"), ("Åmåls kommun", "Åmål"), ("Härryda kommun", "Mölnlycke"))


def rows(data: bytes, filename: str = "lista.csv") -> tuple[tuple[Cell, ...], ...]:
    sheets = read_workbook(data, filename)
    assert sheets.is_text
    return sheets.sheets[0].rows


def refusal(data: bytes) -> UnreadableFile:
    with pytest.raises(UnreadableFile) as refused:
        read_workbook(data, "lista.csv")
    return refused.value


@pytest.mark.parametrize("encoding", ["cp1252", "utf-8", "utf-8-sig", "utf-16"])
def test_encodings(encoding: str) -> None:
    assert rows(TABLE.encode(encoding)) == ROWS


@pytest.mark.parametrize("separator", [";", ",", "\t"])
def test_separators(separator: str) -> None:
    assert rows(TABLE.replace(";", separator).encode(), "lista.txt") == ROWS


def test_separator_line_is_obeyed_and_not_a_row() -> None:
    assert rows(f"sep=;\r\n{TABLE}".encode("utf-8-sig")) == ROWS
    assert rows(b"sep=,\r\na;b,c;d\r\n") == (("a;b", "c;d"),)


def test_other_separators_within_cells_do_not_mislead() -> None:
    text = "Organisation;Uppdrag\r\nA;vård, skola, omsorg\r\nB;ett, två, tre\r\n"
    assert rows(text.encode())[1] == ("A", "vård, skola, omsorg")


def test_quotes_line_breaks_and_blank_lines() -> None:
    text = 'Organisation;Ort\r\n"A ""ett""; två";"rad 1\r\nrad 2"\r\n\r\nB;C\r\n'
    assert rows(text.encode()) == (("Organisation", "Ort"), ('A "ett"; två', "rad 1\nrad 2"), (), ("B", "C"))


def test_one_column_is_a_table_too() -> None:
    assert rows("Organisation\nÅmåls kommun\n".encode()) == (("Organisation",), ("Åmåls kommun",))


def test_old_mac_encoding_is_asked_about() -> None:
    assert refusal(TABLE.encode("mac_roman")).refusal is Refusal.UNKNOWN_ENCODING


def test_byte_that_windows_1252_lacks() -> None:
    assert refusal(b"Organisation;Ort\r\n\x81\xe5\xe4;x\r\n").refusal is Refusal.UNKNOWN_ENCODING


def test_mixed_encodings_name_the_line() -> None:
    lines = TABLE.splitlines(keepends=True)
    mixed = refusal(lines[0].encode() + lines[1].encode("utf-8") + lines[2].encode("cp1252"))
    assert (mixed.refusal, mixed.where) == (Refusal.MIXED_ENCODING, "3")
    assert "(rad 3)" in mixed.text("sv")


def test_nul_names_the_line() -> None:
    nul = refusal(b"Organisation;Ort\r\nA\0;B\r\n")
    assert (nul.refusal, nul.where) == (Refusal.NOT_TEXT, "2")


def test_open_quote_names_the_line_where_it_begins() -> None:
    quote = refusal(f'{TABLE}A;"inte avslutad\r\n{"B;C" + chr(10) * 1}'.encode() + b"B;C\r\n" * 500)
    assert (quote.refusal, quote.where) == (Refusal.OPEN_QUOTE, "4")


def test_field_longer_than_a_cell_can_be() -> None:
    assert refusal(f"{TABLE}A;{'x' * 300_000}\r\n".encode()).refusal is Refusal.CELL_TOO_LONG


def test_blank_file() -> None:
    assert refusal(b" \r\n;;\r\n").refusal is Refusal.NOTHING_IN_IT
