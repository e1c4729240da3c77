"""The proposals to the council: who makes them, who supports them, and what became of them."""

from collections.abc import Iterator

from exports import words
from exports.cells import Cell, Link, Row
from exports.columns import Column, ColumnKind
from exports.digest import rows
from exports.digest.contents import Contents, NumberedLine
from exports.digest.proposed import WIDTH, Proposed, proposed
from exports.styles import Style
from exports.workbook import Book

ANCHOR = "sheet:proposals"
COLUMNS = (
    Column("number", words.NUMBER, 6, ColumnKind.LINK),
    Column("proposal", words.PROPOSAL, WIDTH),
    Column("from", words.FROM, 22),
    Column("supported_by", words.SUPPORTED_BY, 36),
    Column("theme", words.THEME, 22),
    Column("outcome", words.OUTCOME, 18),
    Column("responsible", words.RESPONSIBLE, 16),
    Column("done_by", words.DONE, 12, ColumnKind.DATE),
    Column("reported_back", words.REPORTED_BACK, 16, ColumnKind.DATE),
)


def write(book: Book, contents: Contents) -> None:
    """Write the sheet of proposals; each links to its line on its theme's sheet."""
    locale = contents.locale
    title = words.PROPOSALS.text(locale)
    own = proposed(contents)
    count = words.counted(len(contents.proposals) + len(own), words.N_PROPOSALS, locale)
    note = f"{count} · {words.OWN_WORDS_LAST.text(locale)}" if own else count
    sheet = book.sheet(rows.layout(title, title, note, COLUMNS, locale, ANCHOR))
    names = {theme.key: theme.name for theme in contents.themes}
    for line in contents.proposals:
        sheet.add(_row(line, contents, names[line.theme]), anchor=f"proposal:{line.number}")
    for one in own:
        for row in _own_rows(one, locale):
            sheet.add(row, anchor=f"proposal:{one.number}")


def _row(line: NumberedLine, contents: Contents, theme: str) -> Row:
    record = line.record
    return (
        Cell(line.number, Style.FIGURE_LINK, Link(line.anchor)),
        Cell(record.wording),
        Cell(_made_by(line, contents)),
        Cell(contents.raised_by(line)),
        Cell(theme),
        Cell(record.outcome),
        Cell(record.responsible),
        Cell(record.done_by, Style.DATE),
        Cell(record.reported_back_at, Style.DATE),
    )


def _own_rows(one: Proposed, locale: str) -> Iterator[Row]:
    """Yield the rows of a proposal in its own words; who else supports it, only the secretariat can say."""
    number = Cell(one.number, Style.FIGURE_LINK, Link(one.theme.row_of(one.answer.reference)))
    for part, text in enumerate(one.pieces, start=1):
        more = words.CONTINUED.text(locale).format(part=part, parts=len(one.pieces)) if part > 1 else ""
        name = "\n".join(filter(None, (one.answer.name, more)))
        yield (number, Cell(text), Cell(name), Cell(""), Cell(one.theme.name), *[Cell("")] * 4)


def _made_by(line: NumberedLine, contents: Contents) -> str:
    shown = (contents.by_reference.get(reference) for reference in line.record.references)
    return next((answer.name for answer in shown if answer), "")
