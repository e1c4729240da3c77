"""A form as a workbook that people write in: survey, choices and settings, and a sheet that explains them."""

from collections.abc import Iterator, Mapping, Sequence
from typing import BinaryIO, TypeAlias

from openpyxl.utils import get_column_letter, quote_sheetname
from openpyxl.worksheet.datavalidation import DataValidation

from exports.cells import Cell, CellValue, Layout, Row
from exports.page_setup import BookInfo
from exports.styles import Style
from exports.workbook import Book, Sheet
from forms.localised import Localised
from forms.question_types.yes_no import LIST_NAME as YES_NO_LIST
from forms.xlsform.explained import COLUMNS, PLACEHOLDER, TYPES

Sheets: TypeAlias = Mapping[str, Sequence[Sequence[object]]]
"""Rows by sheet name, headings first."""

ABOUT = "Om kolumnerna"
ROOM = 300
"""Empty rows below the last that still have their lists to choose from."""

_MOST_UNITS = 32_767
_WIDTHS = {
    "type": 28, "name": 20, "list_name": 22, "label": 48, "hint": 40, "intro": 60, "form_title": 40, "relevant": 30,
    "constraint": 26, "constraint_message": 34, "calculation": 30, "choice_filter": 26, "audience": 24, "default": 20,
}  # fmt: skip
_OTHER_WIDTH = 16
_ABOUT_WIDTHS = (34, 14, 62, 62)
_WORDS = {
    "title": Localised(sv="Om kolumnerna", en="About the columns"),
    "intro": Localised(
        sv="Skriv frågorna på bladet survey, alternativen på choices och rubriken på settings. En rad är en fråga.",
        en="Write questions on the sheet survey, choices on choices and the title on settings. A row is a question.",
    ),
    "types": Localised(sv="Typer", en="Types"),
    "lists": Localised(sv="Listor i den här arbetsboken", en="Lists in this workbook"),
}
_HEADER = ("Kolumn / Column", "Blad / Sheet", "Svenska", "English")


def write_form(sheets: Sheets, target: BinaryIO, info: BookInfo) -> None:
    """Write the sheets of a form, as `forms.xlsform.write` makes them.

    Raises ValueError for a text that no cell can hold: a form cut short would be another form.
    """
    lists = list(dict.fromkeys(str(row[0]) for row in sheets["choices"][1:] if row and row[0]))
    about = _about(lists)
    types = _rows_of(about, "type")
    names = _rows_of(about, "list")
    with Book(target, info) as book:
        for name, rows in sheets.items():
            sheet = _write(book, name, rows)
            columns = [str(heading) for heading in rows[0]]
            if name == "survey":
                _offer(sheet, columns, "type", f"{quote_sheetname(ABOUT)}!$A${types[0]}:$A${types[-1]}")
                _offer(sheet, columns, "required", '"yes"')
            elif name == "choices" and names:
                _offer(sheet, columns, "list_name", f"{quote_sheetname(ABOUT)}!$A${names[0]}:$A${names[-1]}")
                _offer(sheet, columns, "exclusive", '"yes"')
        explanation = book.sheet(Layout(ABOUT, _ABOUT_WIDTHS))
        for _, row in about:
            explanation.add(row)


def _write(book: Book, name: str, rows: Sequence[Sequence[object]]) -> Sheet:
    widths = tuple(float(_WIDTHS.get(str(heading).split("::")[0], _OTHER_WIDTH)) for heading in rows[0])
    header = tuple(Cell(str(heading), Style.HEADER) for heading in rows[0])
    sheet = book.sheet(Layout(name, widths, (), header))
    for row in rows[1:]:
        is_group = name == "survey" and str(row[0]).startswith("begin")
        sheet.add([_cell(value, name, Style.LABEL if is_group else Style.TEXT) for value in row])
    return sheet


def _cell(value: object, sheet: str, style: Style) -> Cell:
    shown: CellValue = value if value is None or isinstance(value, int) else str(value)
    if isinstance(shown, str) and len(shown.encode("utf-16-le", "surrogatepass")) > 2 * _MOST_UNITS:
        raise ValueError(f"A text on the sheet {sheet} is longer than the {_MOST_UNITS} characters a cell can hold.")
    return Cell(shown, Style.COUNT if isinstance(shown, int) else style)


def _offer(sheet: Sheet, columns: Sequence[str], column: str, source: str) -> None:
    """Let a column's cells choose from a list; anything else may still be typed."""
    if column not in columns:
        return
    letter = get_column_letter(columns.index(column) + 1)
    choosing = DataValidation("list", source, allow_blank=True, showErrorMessage=False)
    choosing.add(f"{letter}2:{letter}{sheet.rows + ROOM}")
    sheet.worksheet.add_data_validation(choosing)


def _about(lists: Sequence[str]) -> list[tuple[str, Row]]:
    """Return the explaining sheet's rows, each with what it is: text, column, type or list."""
    rows: list[tuple[str, Row]] = [("text", [Cell(_both(_WORDS["title"]), Style.TITLE)])]
    rows += [("text", [Cell(_WORDS["intro"].text(code), Style.SUBTITLE)]) for code in ("sv", "en")]
    rows.append(("text", [Cell(heading, Style.HEADER) for heading in _HEADER]))
    rows += [("column", _explained(name, sheet, text)) for sheet, name, text in COLUMNS]
    rows.append(("text", [Cell(_both(_WORDS["types"]), Style.HEADING)]))
    rows += [("type", _explained(name, "survey", text)) for name, text in _types(lists)]
    if lists:
        rows.append(("text", [Cell(_both(_WORDS["lists"]), Style.HEADING)]))
    rows += [("list", [Cell(name, Style.LABEL)]) for name in lists]
    return rows


def _types(lists: Sequence[str]) -> Iterator[tuple[str, Localised]]:
    """Yield the types, each that takes a list once for every list there is."""
    for name, text in TYPES:
        if PLACEHOLDER in name and lists:
            yield from ((name.replace(PLACEHOLDER, one), text) for one in lists if one != YES_NO_LIST)
        else:
            yield name, text


def _explained(name: str, sheet: str, text: Localised) -> Row:
    return [
        Cell(name, Style.LABEL),
        Cell(sheet, Style.TEXT),
        Cell(text.text("sv"), Style.TEXT),
        Cell(text.text("en"), Style.TEXT),
    ]


def _both(text: Localised) -> str:
    return f"{text.text('sv')} / {text.text('en')}"


def _rows_of(about: Sequence[tuple[str, Row]], kind: str) -> list[int]:
    return [number for number, (one, _) in enumerate(about, start=1) if one == kind]
