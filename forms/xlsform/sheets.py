"""Sheets of cell values as rows of named, localised texts."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from itertools import pairwise
from typing import TypeAlias

from forms.localised import Localised
from forms.text import storable
from forms.xlsform import sentences
from forms.xlsform.headings import Column, read_headings
from forms.xlsform.report import Place, Report

Cells: TypeAlias = Sequence[Sequence[object]]
"""Cell values row by row, from the first row and column of the sheet."""

LONGEST_GAP = 60
"""Empty rows in a sheet that goes on; after more, the reference reader takes it to be at its end."""

_STRAIGHT = str.maketrans("‘’“”\N{NO-BREAK SPACE}", "''\"\" ")


@dataclass(frozen=True)
class Row:
    """A row's non-empty texts by column name and language."""

    place: Place
    cells: Mapping[tuple[str, str], str]
    default_language: str

    def text(self, name: str) -> str:
        """Return the cell's text without a language, without space around it; "" when it is empty."""
        return self.cells.get((name, ""), "")

    def source(self, name: str) -> str:
        """Return the cell as what a program reads: with plain quotes and spaces, whatever the office typed."""
        return self.text(name).translate(_STRAIGHT).strip()

    def localised(self, name: str) -> Localised:
        """Return the cells of a localised column; the plain one fills the default language."""
        plain = self.text(name)
        named = {language: text for (column, language), text in self.cells.items() if column == name and language}
        return Localised.of({self.default_language: plain, **named} if plain else named)


@dataclass(frozen=True)
class Sheet:
    """A sheet with its headings, at `place`, and its non-empty rows."""

    name: str
    place: Place
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]

    def has(self, name: str) -> bool:
        """Whether some heading means this column."""
        return any(column.name == name for column in self.columns)


def cell_text(value: object, kind: str = "survey") -> str:
    """Return a cell as the text a person sees: 3.0 is "3", true is "TRUE", a date is ISO."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    text = storable(str(value)).strip()
    # Like the reference reader: runs of spaces are one in the survey, for they come from typing and show as one.
    return re.sub(" +", " ", text) if kind == "survey" else text


def read_sheet(
    kind: str, known: frozenset[str], name: str, cells: Cells, default_language: str, report: Report
) -> Sheet:
    """Read a sheet whose first non-empty row holds the headings; a heading that stands twice is refused.

    `kind` is survey, choices or settings; `known` names the columns that are read from it.
    """
    filled = [
        (number, [cell_text(cell, kind) for cell in row])
        for number, row in enumerate(cells, start=1)
        if any(cell_text(cell) for cell in row)
    ]
    filled = _near(filled, name, report)
    if not filled:
        return Sheet(name, Place(name), (), ())
    heading_row, headings = filled[0]
    place = Place(name, heading_row)
    columns = read_headings(kind, known, place, headings, report)
    language = default_language or _language_of_plain(columns)
    _tell_of_doubled_language(place, columns, language, report)
    rows = tuple(Row(Place(name, number), _cells(columns, texts), language) for number, texts in filled[1:])
    return Sheet(name, place, tuple(column for column in columns if column.name), rows)


def _near(filled: list[tuple[int, list[str]]], name: str, report: Report) -> list[tuple[int, list[str]]]:
    """Return the rows up to a gap after which no reader looks further: what stands there is a note or a slip."""
    for place, ((number, _), (following, _)) in enumerate(pairwise(filled), start=1):
        if following - number - 1 > LONGEST_GAP:
            for lost, _ in filled[place:]:
                report.warn(Place(name, lost), sentences.FAR_AWAY)
            return filled[:place]
    return filled


def split_sheets(cells: Cells) -> dict[str, Cells]:
    """Return the sheets of a text file: named in its first column where that is how it is laid out, else all survey.

    Rows keep their numbers in the file.
    """
    first = next((cell_text(row[0]) for row in cells if row and cell_text(row[0])), "")
    if first.casefold() not in {"survey", "choices", "settings"}:
        return {"survey": cells}
    sheets: dict[str, list[Sequence[object]]] = {}
    name = first
    for number, row in enumerate(cells):
        name = cell_text(row[0]) or name if row else name
        rows = sheets.setdefault(name, [])
        rows.extend([()] * (number - len(rows)))
        rows.append(row[1:])
    return dict(sheets)


def _language_of_plain(columns: Sequence[Column]) -> str:
    """Return the language of headings that name none: Swedish, unless every label names another."""
    named = [column.language for column in columns if column.name == "label" and column.language]
    has_plain_label = any(column.name == "label" and not column.language for column in columns)
    return "sv" if has_plain_label or "sv" in named or not named else named[0]


def _tell_of_doubled_language(place: Place, columns: Sequence[Column], language: str, report: Report) -> None:
    named = {column.name: column.heading for column in columns if column.language == language}
    for column in columns:
        if column.name in named and not column.language:
            report.info(
                place.at(column.heading), sentences.ONLY_WHERE_EMPTY, name=column.heading, other=named[column.name]
            )


def _cells(columns: Sequence[Column], texts: Sequence[str]) -> dict[tuple[str, str], str]:
    return {
        (column.name, column.language): text
        for column, text in zip(columns, texts, strict=False)
        if column.name and text
    }
