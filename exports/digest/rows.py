"""Rows that several sheets share: titles, headers, and an answer over as many rows as it needs."""

from collections.abc import Iterable, Iterator
from itertools import zip_longest

from exports import words
from exports.cells import Cell, Layout, Link, Row
from exports.cleaning import clean
from exports.columns import Column, ColumnKind
from exports.digest.contents import ANSWER_WIDTH, Shown
from exports.styles import Style
from exports.text_fit import lines_needed, parts
from forms.localised import Localised

NAME_WIDTH = 20
KIND_WIDTH = 17
QUESTION = Column("question", words.QUESTION, 26)
ORGANISATION = Column("organisation", words.ORGANISATION, NAME_WIDTH)
KIND = Column("kind", words.KIND, KIND_WIDTH)
ANSWER = Column("answer", words.ANSWER, ANSWER_WIDTH)
MAY_QUOTE = Column("may_quote", words.MAY_QUOTE, 12)
ANSWER_ID = Column("answer_id", words.ANSWER_ID, 11, ColumnKind.LINK)
TRANSLATION = Column("translation", words.TRANSLATION, ANSWER_WIDTH)
RECEIVED = Column("received", words.RECEIVED, 12, ColumnKind.DATE)


def layout(
    name: str, title: str, note: str, columns: Iterable[Column], locale: str, anchor: str, more: tuple[Row, ...] = ()
) -> Layout:
    """Return how a sheet with one table begins: its full title in A1, a note under it, the header."""
    columns = tuple(columns)
    opening: tuple[Row, ...] = ((Cell(title, Style.TITLE),), (Cell(note, Style.SUBTITLE),), *more)
    return Layout(name, tuple(column.width for column in columns), opening, header(columns, locale), anchor=anchor)


def header(columns: Iterable[Column], locale: str) -> Row:
    """Return the header of a table."""
    return tuple(Cell(column.heading.text(locale), Style.HEADER) for column in columns)


def texts(values: Iterable[str | Localised], locale: str, style: Style = Style.TEXT) -> Row:
    """Return a row of texts in one style."""
    return tuple(Cell(value if isinstance(value, str) else value.text(locale), style) for value in values)


def of_answer(answer: Shown, before: Row, after: Row, locale: str) -> Iterator[Row]:
    """Yield the rows of one answer: its kind and text between the cells that each row repeats.

    A long answer continues on further rows, each marked as a continuation beside its text, so that the texts put
    together are the answer exactly. What members say beside the answer stands under it, with the same Svars-id; its
    kind says that it is a minority view, a sentence that members stand behind, or a quote.
    """
    for number, piece in enumerate(answer.pieces, start=1):
        yield (*before, Cell(_kind(answer, number, locale)), Cell(piece.text, lines=piece.lines), *after)
    for voice in answer.voices:
        for number, piece in enumerate(voice.pieces, start=1):
            label = _continued(voice.label, number, len(voice.pieces), locale)
            yield (*before, Cell(label), Cell(piece.text, lines=piece.lines), *after)


def _kind(answer: Shown, number: int, locale: str) -> str:
    marks = [answer.kind]
    if answer.tells_late:
        marks.append(words.LATE_ANSWER.text(locale))
    return _continued("\n".join(marks), number, len(answer.pieces), locale)


def _continued(label: str, number: int, parts: int, locale: str) -> str:
    return f"{label}\n{words.CONTINUED.text(locale).format(part=number, parts=parts)}" if number > 1 else label


def permission(answer: Shown) -> Cell:
    """Return the cell that says how an answer may be quoted."""
    return Cell(answer.permission)


def received(answer: Shown) -> Cell:
    """Return the cell of the day an answer came in; empty where the time would tell who wrote it."""
    return Cell(answer.received, Style.DATE)


def id_cell(answer: Shown, anchor: str) -> Cell:
    """Return the Svars-id, linked to the answer's row elsewhere."""
    return Cell(answer.reference, Style.LINK, Link(anchor))


def with_translation(lines: Iterable[Row], answer: Shown, place: int) -> Iterator[Row]:
    """Yield an answer's rows with the secretariat's translation in a last cell, on more rows where it is the longer.

    `place` is that of the cell with the answer's text, which the further rows leave empty.
    """
    text = clean(answer.record.translation)[0]
    pieces = [Cell(piece, lines=lines_needed(piece, ANSWER_WIDTH)) for piece in parts(text, ANSWER_WIDTH)]
    last: Row = ()
    for row, piece in zip_longest(lines, pieces):
        last = row or (*last[:place], Cell(""), *last[place + 1 :])
        yield (*last, piece or Cell(""))


def row_in_all(reference: str) -> str:
    """Return the name that links to an answer's row on the sheet of all answers use."""
    return f"all:{reference}"
