"""The two sheets that hold every answer: by organisation in the form's order, and all of them as an appendix."""

from exports import words
from exports.cells import Cell, Link, Row
from exports.columns import Column, ColumnKind
from exports.digest import rows
from exports.digest.contents import Contents, Shown
from exports.digest.themes import ThemeSheet
from exports.styles import Style
from exports.workbook import Book

ALL_ANCHOR = "sheet:all"
BY_ORGANISATION_ANCHOR = "sheet:organisations"
_THEME = Column("theme", words.THEME, 24)
_ALSO_THEME = Column("also_theme", words.ALSO_THEME, 10, ColumnKind.LINK)
# An answer seldom has more themes; those beyond are told by name only.
_MOST_FURTHER_THEMES = 3
_ANSWER_PLACE = 4


def write_by_organisation(book: Book, contents: Contents) -> None:
    """Write every answer under its organisation, each linked to its row among all answers."""
    locale = contents.locale
    columns = (
        rows.ORGANISATION,
        rows.QUESTION,
        rows.KIND,
        rows.ANSWER,
        _THEME,
        rows.MAY_QUOTE,
        rows.ANSWER_ID,
        rows.RECEIVED,
    )
    title = words.BY_ORGANISATION.text(locale)
    sheet = book.sheet(rows.layout(title, title, _count(contents), columns, locale, BY_ORGANISATION_ANCHOR))
    for answer in contents.answers:
        before = (Cell(answer.name), Cell(answer.record.question_text))
        after = (
            _themes(answer, contents),
            rows.permission(answer),
            rows.id_cell(answer, rows.row_in_all(answer.reference)),
            rows.received(answer),
        )
        for row in rows.of_answer(answer, before, after, locale):
            sheet.add(row)


def write_all_answers(book: Book, contents: Contents) -> None:
    """Write every answer once, in full, linked to its rows on the themes' sheets."""
    locale = contents.locale
    also = _further_themes(contents)
    is_translated = any(answer.record.translation for answer in contents.answers)
    columns = (
        rows.ANSWER_ID,
        rows.ORGANISATION,
        rows.QUESTION,
        rows.KIND,
        rows.ANSWER,
        _THEME,
        *[_ALSO_THEME] * also,
        rows.MAY_QUOTE,
        rows.RECEIVED,
        *[rows.TRANSLATION] * is_translated,
    )
    title = words.ALL_ANSWERS.text(locale)
    sheet = book.sheet(rows.layout(title, title, _count(contents), columns, locale, ALL_ANCHOR))
    for answer in contents.answers:
        before = (
            rows.id_cell(answer, _themes_of(answer, contents)[0].row_of(answer.reference)),
            Cell(answer.name),
            Cell(answer.record.question_text),
        )
        links = _links_to_further(answer, contents, also)
        after = (_themes(answer, contents), *links, rows.permission(answer), rows.received(answer))
        lines = rows.of_answer(answer, before, after, locale)
        for row in rows.with_translation(lines, answer, _ANSWER_PLACE) if is_translated else lines:
            sheet.add(row, anchor=rows.row_in_all(answer.reference))


def _count(contents: Contents) -> str:
    return words.counted(len(contents.answers), words.N_ANSWERS, contents.locale)


def _further_themes(contents: Contents) -> int:
    most = max((len(answer.record.theme_keys) for answer in contents.answers), default=0)
    return min(max(most - 1, 0), _MOST_FURTHER_THEMES)


def _themes_of(answer: Shown, contents: Contents) -> list[ThemeSheet]:
    return [contents.theme_by_key[key] for key in answer.record.theme_keys or ("",)]


def _themes(answer: Shown, contents: Contents) -> Cell:
    return Cell("\n".join(theme.title for theme in _themes_of(answer, contents)))


def _links_to_further(answer: Shown, contents: Contents, width: int) -> Row:
    """Return a link per theme after the first, which the Svars-id itself leads to.

    The links are short on purpose: LibreOffice doesn't wrap the text of a link.
    """
    pattern = words.THEME_NUMBER.text(contents.locale)
    cells = [
        Cell(pattern.format(number=theme.number), Style.LINK, Link(theme.row_of(answer.reference)))
        for theme in _themes_of(answer, contents)[1 : width + 1]
    ]
    return (*cells, *[Cell("")] * (width - len(cells)))
