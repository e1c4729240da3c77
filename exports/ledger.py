"""The ledger of a meeting's requests, as a workbook or as CSV for Excel: who was asked, and what came of it."""

import csv
import io
from collections.abc import Iterable
from datetime import datetime
from typing import BinaryIO

from exports import words
from exports.cells import STOCKHOLM, Cell, CellValue, Layout
from exports.cleaning import csv_text
from exports.columns import Column, ColumnKind
from exports.page_setup import BookInfo
from exports.records import ContactRecord, RequestRecord
from exports.styles import Style
from exports.workbook import Book
from forms.audience import KIND_NAMES
from forms.localised import Localised

TITLE = Localised(sv="Svarsstatus", en="Response status")
COLUMNS = (
    Column("organisation", words.ORGANISATION, 32),
    Column("kind", words.KIND, 22),
    Column("state", words.STATE, 22),
    Column("contacts", Localised(sv="Kontakt", en="Contact"), 38),
    Column("sent", words.SENT, 17, ColumnKind.MOMENT),
    Column("opened", words.OPENED, 17, ColumnKind.MOMENT),
    Column("reminded", words.REMINDED, 17, ColumnKind.MOMENT),
    Column("bounced", Localised(sv="Studsade", en="Bounced"), 17, ColumnKind.MOMENT),
    Column("deadline", words.DEADLINE, 17, ColumnKind.MOMENT),
    Column("received", words.RECEIVED, 17, ColumnKind.MOMENT),
    Column("versions", Localised(sv="Versioner", en="Versions"), 11, ColumnKind.NUMBER),
    Column("late", words.LATE, 8),
    Column("channel", Localised(sv="Kanal", en="Channel"), 10),
    Column("reason", words.REASON, 34),
    Column("note", Localised(sv="Anteckning", en="Note"), 34),
)
_STYLES = {ColumnKind.MOMENT: Style.MOMENT, ColumnKind.NUMBER: Style.COUNT}
CHANNELS = {
    "web": Localised(sv="Webben", en="Web"),
    "post": Localised(sv="Post", en="Post"),
    "phone": Localised(sv="Telefon", en="Phone"),
}


def write_xlsx(requests: Iterable[RequestRecord], target: BinaryIO, info: BookInfo) -> None:
    """Write the ledger as a workbook, in the council's own order."""
    locale = info.locale
    title = TITLE.text(locale)
    header = tuple(Cell(column.heading.text(locale), Style.HEADER) for column in COLUMNS)
    widths = tuple(column.width for column in COLUMNS)
    styles = [_STYLES.get(column.kind, Style.TEXT) for column in COLUMNS]
    opening = ((Cell(title, Style.TITLE),), (Cell(info.title, Style.SUBTITLE),))
    with Book(target, info) as book:
        sheet = book.sheet(Layout(title, widths, opening, header))
        for request in _in_order(requests):
            sheet.add([Cell(value, style) for value, style in zip(_fields(request, locale), styles, strict=True)])


def write_csv(requests: Iterable[RequestRecord], target: BinaryIO, locale: str) -> None:
    """Write the ledger as CSV that Excel opens as text; the target stays open."""
    stream = io.TextIOWrapper(target, encoding="utf-8-sig", newline="")
    writer = csv.writer(stream, delimiter=";")
    writer.writerow([column.heading.text(locale) for column in COLUMNS])
    for request in _in_order(requests):
        writer.writerow([_for_csv(value) for value in _fields(request, locale)])
    stream.detach()


def _for_csv(value: CellValue) -> CellValue:
    if isinstance(value, datetime):
        return value.astimezone(STOCKHOLM).strftime("%Y-%m-%d %H:%M")
    return csv_text(value)[0] if isinstance(value, str) else value


def _in_order(requests: Iterable[RequestRecord]) -> list[RequestRecord]:
    return sorted(requests, key=lambda request: request.position)


def _fields(request: RequestRecord, locale: str) -> list[CellValue]:
    channel = CHANNELS.get(request.channel)
    return [
        request.organisation,
        KIND_NAMES[request.kind].text(locale),
        words.REQUEST_STATES[request.state].text(locale),
        "\n".join(_contact(contact) for contact in request.contacts),
        request.sent_at,
        request.opened_at,
        request.reminded_at,
        request.bounced_at,
        request.deadline_at,
        request.submitted_at,
        request.submission_count,
        words.YES.text(locale) if request.late else "",
        channel.text(locale) if channel else request.channel,
        request.abstention_reason,
        request.note,
    ]


def _contact(contact: ContactRecord) -> str:
    return ", ".join(filter(None, [contact.name, contact.role, contact.email]))
