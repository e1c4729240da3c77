"""The ledger as the chair sees it: who answered, who abstained and why, who was late, who was silent."""

from exports import words
from exports.cells import Cell, Row
from exports.columns import Column, ColumnKind
from exports.digest import rows
from exports.digest.contents import Contents
from exports.records import RequestRecord
from exports.styles import Style
from exports.workbook import Book
from forms.audience import KIND_NAMES

ANCHOR = "sheet:status"
COLUMNS = (
    Column("organisation", words.ORGANISATION, 34),
    Column("kind", words.KIND, 22),
    Column("state", words.STATE, 22),
    Column("sent", words.SENT, 12, ColumnKind.DATE),
    Column("opened", words.OPENED, 12, ColumnKind.DATE),
    Column("reminded", words.REMINDED, 12, ColumnKind.DATE),
    Column("deadline", words.DEADLINE, 12, ColumnKind.DATE),
    Column("received", words.RECEIVED, 12, ColumnKind.DATE),
    Column("late", words.LATE, 8),
    Column("reason", words.REASON, 40),
)


def write(book: Book, contents: Contents) -> None:
    """Write a row per organisation, in the council's own order."""
    locale = contents.locale
    title = words.STATUS.text(locale)
    requests = sorted(contents.record.requests, key=lambda request: request.position)
    note = words.counted(len(requests), words.N_ORGANISATIONS, locale)
    sheet = book.sheet(rows.layout(title, title, note, COLUMNS, locale, ANCHOR))
    for request in requests:
        sheet.add(_row(request, locale))


def _row(request: RequestRecord, locale: str) -> Row:
    days = (request.sent_at, request.opened_at, request.reminded_at, request.deadline_at, request.submitted_at)
    return (
        Cell(request.organisation),
        Cell(KIND_NAMES[request.kind].text(locale)),
        Cell(words.REQUEST_STATES[request.state].text(locale)),
        *(Cell(day, Style.DATE) for day in days),
        Cell(words.YES.text(locale) if request.late else ""),
        Cell(request.abstention_reason),
    )
