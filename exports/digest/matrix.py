"""How many answers each kind of organisation gave on each theme, and, under the figures, which ones."""

from exports import words
from exports.cells import Cell, Layout, Link
from exports.digest import rows
from exports.digest.contents import Contents
from exports.digest.themes import ThemeSheet
from exports.frames import theme_by_kind
from exports.styles import Style
from exports.workbook import Book, Sheet
from forms.audience import KIND_NAMES_PLURAL, OrganisationKind

ANCHOR = "sheet:matrix"
KINDS = tuple(OrganisationKind)
_WIDTHS = (34, 22, 34, 15, 20, 22, 10)


def write(book: Book, contents: Contents) -> None:
    """Write the figures, theme down and kind across, each linked to the rows of its answers further down."""
    locale = contents.locale
    title = words.MATRIX.text(locale)
    kinds = [KIND_NAMES_PLURAL[kind].text(locale) for kind in KINDS]
    begins = Layout(
        title,
        _WIDTHS,
        ((Cell(title, Style.TITLE),), (Cell(words.MATRIX_NOTE.text(locale), Style.SUBTITLE),)),
        (
            Cell(words.THEME.text(locale), Style.HEADER),
            *rows.texts((*kinds, words.TOTAL), locale, Style.HEADER_CENTRED),
        ),
        anchor=ANCHOR,
    )
    sheet = book.sheet(begins)
    counts = theme_by_kind(contents.frame, [theme.key for theme in contents.themes], KINDS)
    for theme in contents.themes:
        figures = [counts[theme.key, kind] for kind in KINDS]
        cells = [_figure(number, theme, kind) for number, kind in zip(figures, KINDS, strict=True)]
        name = Cell(theme.title, Style.LINK, Link(theme.anchor))
        sheet.add((name, *cells, Cell(sum(figures), Style.FIGURE)))
    _write_answers(sheet, contents)


def _figure(number: int, theme: ThemeSheet, kind: OrganisationKind) -> Cell:
    if not number:
        return Cell(0, Style.FIGURE)
    return Cell(number, Style.FIGURE_LINK, Link(_anchor(theme, kind, "first"), _anchor(theme, kind, "last")))


def _anchor(theme: ThemeSheet, kind: OrganisationKind, which: str) -> str:
    return f"figure:{theme.key}:{kind}:{which}"


def _write_answers(sheet: Sheet, contents: Contents) -> None:
    locale = contents.locale
    sheet.add((Cell(words.BEHIND_FIGURES.text(locale), Style.HEADING),))
    headings = (words.THEME, words.KIND, words.ORGANISATION, words.ANSWER_ID)
    sheet.start_table(rows.texts(headings, locale, Style.HEADER))
    for theme in contents.themes:
        answers = contents.of_theme(theme)
        for kind in KINDS:
            found = [answer for answer in answers if answer.record.kind is kind]
            for number, answer in enumerate(found, start=1):
                link = rows.id_cell(answer, theme.row_of(answer.reference))
                row = (Cell(theme.title), Cell(answer.kind), Cell(answer.name), link)
                sheet.add(row, anchor=_anchor(theme, kind, "first") if number == 1 else "")
                if number == len(found):
                    sheet.mark(_anchor(theme, kind, "last"))
