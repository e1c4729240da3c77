"""One sheet per theme: each line's wording, under it the answers it rests on, last those without a line yet."""

from collections.abc import Iterator

from exports import words
from exports.cells import Cell, Link, Row
from exports.columns import Column
from exports.digest import rows
from exports.digest.contents import Contents, NumberedLine, Shown
from exports.digest.proposed import numbers_by_answer
from exports.digest.themes import ThemeSheet
from exports.records import LineKind
from exports.styles import Style
from exports.workbook import Book, Sheet

COLUMNS = (
    Column("point", words.POINT, 33),
    Column("question", words.QUESTION, 18),
    rows.ORGANISATION,
    rows.KIND,
    rows.ANSWER,
    Column("wishes", words.WISHES, 10),
    rows.MAY_QUOTE,
    rows.ANSWER_ID,
    rows.RECEIVED,
)


def write_all(book: Book, contents: Contents) -> None:
    """Write the sheets of all themes, in order."""
    proposals = numbers_by_answer(contents)
    for theme in contents.themes:
        _ThemePage(book, contents, theme, proposals).write()


class _ThemePage:
    """One theme's sheet while it is written; it remembers which answers already stand on it."""

    def __init__(self, book: Book, contents: Contents, theme: ThemeSheet, proposals: dict[str, list[int]]) -> None:
        self._contents = contents
        self._proposals = proposals
        self._locale = contents.locale
        self._theme = theme
        self._answers = contents.of_theme(theme)
        self._here = {answer.reference for answer in self._answers}
        self._standing: dict[str, str] = {}
        self._lines = [line for line in contents.lines if line.theme == theme.key]
        begins = rows.layout(theme.title, theme.title, self._note(), COLUMNS, self._locale, theme.anchor)
        self._sheet: Sheet = book.sheet(begins)

    def write(self) -> None:
        """Write lines, answers under lines, and answers still without one."""
        for line in self._lines:
            self._write_line(line)
        rest = [answer for answer in self._answers if answer.reference not in self._standing]
        label = words.NO_LINE_YET.text(self._locale)
        if rest and self._lines:
            self._sheet.add(self._band(label, words.counted(len(rest), words.N_ANSWERS, self._locale)))
        for answer in rest:
            self._write_answer(answer, label)
        if not self._answers and not self._lines:
            self._sheet.add(rows.texts((words.NO_ANSWERS, *[""] * 8), self._locale))

    def _note(self) -> str:
        points = sum(line.record.kind is LineKind.POINT for line in self._lines)
        proposals = len(self._lines) - points
        parts = (
            words.counted(len(self._answers), words.N_ANSWERS, self._locale),
            words.counted(points, words.N_POINTS, self._locale),
            words.counted(proposals, words.N_PROPOSALS, self._locale) if proposals else "",
            self._theme.description,
        )
        return " · ".join(filter(None, parts))

    def _band(self, label: str, text: str) -> Row:
        plain = Cell("", Style.LINE_TEXT)
        return (Cell(label, Style.LINE), plain, plain, plain, Cell(text, Style.LINE_TEXT), plain, plain, plain, plain)

    def _write_line(self, line: NumberedLine) -> None:
        called = line.called(self._locale)
        band = self._band(f"{called}. {line.record.wording}", self._contents.raised_by(line))
        self._sheet.add(band, anchor=line.anchor)
        for answer in self._contents.under(line):
            if answer.reference in self._here and answer.reference not in self._standing:
                self._standing[answer.reference] = called
                self._write_answer(answer, called)
            else:
                self._sheet.add(self._pointer(answer, called))

    def _pointer(self, answer: Shown, called: str) -> Row:
        """Refer to an answer that stands elsewhere: on this sheet once only, or on another theme's."""
        reference = answer.reference
        if reference in self._standing:
            pattern, target = words.SAME_ANSWER, self._theme.row_of(reference)
        else:
            pattern, target = words.OTHER_THEME_ANSWER, rows.row_in_all(reference)
        text = pattern.text(self._locale).format(reference=reference, other=self._standing.get(reference, ""))
        empty = Cell("")
        return (
            Cell(called),
            empty,
            Cell(answer.name),
            Cell(answer.kind),
            Cell(text, Style.LINK, Link(target)),
            *[empty] * 4,
        )

    def _write_answer(self, answer: Shown, called: str) -> None:
        anchor = self._theme.row_of(answer.reference)
        for row in self._rows(answer, called):
            self._sheet.add(row, anchor=anchor)

    def _rows(self, answer: Shown, called: str) -> Iterator[Row]:
        before = (Cell(called), Cell(answer.record.question_text), Cell(answer.name))
        after = (
            self._wishes(answer),
            rows.permission(answer),
            rows.id_cell(answer, rows.row_in_all(answer.reference)),
            rows.received(answer),
        )
        return rows.of_answer(answer, before, after, self._locale)

    def _wishes(self, answer: Shown) -> Cell:
        numbers = self._proposals.get(answer.reference, [])
        if not numbers:
            return Cell("")
        text = words.PROPOSAL_NUMBERS.text(self._locale).format(numbers=", ".join(map(str, numbers)))
        return Cell(text, Style.LINK, Link(f"proposal:{numbers[0]}"))
