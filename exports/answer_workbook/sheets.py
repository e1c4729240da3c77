"""Writes the answer workbook: instructions, questions with cells to write in, and what only we read."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import BinaryIO

from openpyxl.worksheet.worksheet import Worksheet

from exports.answer_workbook import codes, words
from exports.answer_workbook.rows import FormRow, RowKind
from exports.answer_workbook.validation import LISTS, Validations
from exports.cells import Cell, Layout
from exports.page_setup import BookInfo
from exports.styles import Style
from exports.text_fit import lines_needed
from exports.workbook import Book
from forms.workbook_lines import CellKind, CellValue, Line, list_values

WIDTHS = (7.5, 38.0, 26.0, 48.0, 15.0, 13.0, 11.5)
_ANSWER_AT, _SECRECY_AT = 3, 4


@dataclass(frozen=True)
class AnswerWorkbook:
    """What the workbook is made of. `deadline` and `made` are days in words, `stamp` the rows of the hidden sheet.

    The stamp holds texts only. Who made it has signed it; here it is but written down.
    """

    info: BookInfo
    organisation: str
    meeting: str
    deadline: str
    made: str
    phone: str
    rows: Iterable[FormRow]
    stamp: Sequence[tuple[str, ...]]


def write_answer_workbook(workbook: AnswerWorkbook, target: BinaryIO) -> None:
    """Write the workbook: instructions, questions, and two very hidden sheets with the stamp and the lists."""
    validations = Validations(workbook.info.locale)
    with Book(target, workbook.info) as book:
        _write_instructions(book, workbook)
        _write_questions(book, workbook, validations)
        _write_hidden(book, codes.STAMP, [[Cell(text, Style.DATA) for text in row] for row in workbook.stamp])
        _write_hidden(book, LISTS, [[Cell(value, Style.DATA)] for value in validations.listed])


def _write_instructions(book: Book, workbook: AnswerWorkbook) -> None:
    locale = workbook.info.locale
    sheet = book.sheet(Layout(words.INSTRUCTIONS.text(locale), (5.0, 105.0), padding=6))
    sheet.add([Cell(workbook.info.title, Style.TITLE)])
    sheet.add([Cell(f"{workbook.organisation} · {workbook.meeting}", Style.SUBTITLE)])
    deadline = words.ANSWER_BY.text(locale).format(deadline=workbook.deadline)
    sheet.add([Cell(), Cell(deadline, Style.LABEL)])
    sheet.add([Cell(words.WHAT_TO_DO.text(locale), Style.HEADING)])
    for number, step in enumerate(words.STEPS, start=1):
        sheet.add([Cell(number, Style.FIGURE), Cell(step.text(locale))])
    sheet.add([Cell(words.GOOD_TO_KNOW.text(locale), Style.HEADING)])
    facts = [fact.text(locale) for fact in words.FACTS]
    phone = words.CALL.text(locale).format(phone=workbook.phone) if workbook.phone else ""
    for fact in filter(None, [*facts, phone, words.MADE.text(locale).format(moment=workbook.made)]):
        sheet.add([Cell("–", Style.FIGURE), Cell(fact)])
    _protect(sheet.worksheet)


def _write_questions(book: Book, workbook: AnswerWorkbook, validations: Validations) -> None:
    locale = workbook.info.locale
    marks = [Cell(mark, Style.MARK) for mark in codes.COLUMNS]
    header = [Cell(words.HEADINGS[mark].text(locale), Style.HEADER) for mark in codes.COLUMNS]
    # No table header of the book's own making: it brings a filter, which a form with sections has no use for.
    sheet = book.sheet(Layout(words.QUESTIONS.text(locale), WIDTHS, (marks, header), padding=4))
    sheet.worksheet.freeze_panes = "A3"
    sheet.worksheet.print_title_rows = "2:2"
    for row in workbook.rows:
        sheet.add(_cells(row))
        if row.line:
            validations.add(row.line, f"{chr(ord('A') + _ANSWER_AT)}{sheet.rows}")
    for validation in validations.made:
        sheet.worksheet.add_data_validation(validation)
    _protect(sheet.worksheet)


def _cells(row: FormRow) -> list[Cell]:
    if row.kind is RowKind.SECTION:
        further = [Cell(text, Style.LINE_TEXT) for text in (row.how, None, None, None, None)]
        return [Cell(None, Style.LINE), Cell(row.text, Style.LINE), *further]
    if row.kind is RowKind.TEXT:
        return [Cell(), Cell(row.text), Cell(row.how)]
    is_part = "." in row.number
    asked = [Cell(row.number), Cell(row.text, Style.TEXT if is_part else Style.LABEL), Cell(row.how)]
    if row.line is None:
        return asked
    long = lines_needed(row.value, WIDTHS[_ANSWER_AT]) if isinstance(row.value, str) else 1
    answer = Cell(row.value, _answer_style(row.line, row.value), lines=max(row.room, long))
    secrecy = Cell()
    if row.secrecy is not None:
        secrecy = Cell(row.secrecy or None, Style.REMARK, lines=lines_needed(row.secrecy, WIDTHS[_SECRECY_AT]))
    return [*asked, answer, secrecy, Cell(None, Style.REMARK), Cell(row.code, Style.CODE)]


def _answer_style(line: Line, value: CellValue) -> Style:
    if line.kind is CellKind.DATE and not isinstance(value, str):
        return Style.ANSWER_DATE
    numbers = line.kind is CellKind.NUMBER or any(isinstance(one, int) for one in list_values(line))
    return Style.ANSWER_NUMBER if numbers and not isinstance(value, str) else Style.ANSWER


def _protect(sheet: Worksheet) -> None:
    """Against slips, not against people: there is no password."""
    sheet.protection.enable()
    for allowed in ("formatCells", "formatColumns", "formatRows", "sort"):
        setattr(sheet.protection, allowed, False)


def _write_hidden(book: Book, name: str, rows: Sequence[Sequence[Cell]]) -> None:
    width = max(map(len, rows), default=1)
    sheet = book.sheet(Layout(name, (20.0,) * width))
    for row in rows:
        sheet.add(row)
    sheet.worksheet.sheet_state = "veryHidden"
    _protect(sheet.worksheet)
