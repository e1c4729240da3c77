"""The digest workbook: what the chair opens, prints, and follows from a line back to its answer."""

from dataclasses import dataclass
from typing import BinaryIO

from exports import words
from exports.cells import EXCEL_LIMITS, Limits
from exports.digest import (
    about,
    answer_pages,
    matrix,
    overview,
    proposals,
    status,
    theme_pages,
)
from exports.digest.contents import Contents
from exports.page_setup import BookInfo
from exports.records import DigestCopy, DigestRecord
from exports.workbook import Book

__all__ = ["DigestReport", "write_digest"]

_OTHER_SHEETS = (
    (words.PROPOSALS, proposals.ANCHOR),
    (words.MATRIX, matrix.ANCHOR),
    (words.BY_ORGANISATION, answer_pages.BY_ORGANISATION_ANCHOR),
    (words.ALL_ANSWERS, answer_pages.ALL_ANCHOR),
    (words.STATUS, status.ANCHOR),
    (words.ABOUT, about.ANCHOR),
)


@dataclass(frozen=True)
class DigestReport:
    """What a written digest holds: sheets in order, answers shown and left out, its content's SHA-256.

    `dropped` counts the characters that no workbook can hold.
    """

    sheets: tuple[str, ...]
    answers: int
    flagged: int
    chair_only: int
    sha256: str
    dropped: int


def write_digest(
    record: DigestRecord, copy: DigestCopy, target: BinaryIO, *, limits: Limits = EXCEL_LIMITS
) -> DigestReport:
    """Write one copy of a digest as an .xlsx file; the same record gives the same bytes."""
    contents = Contents(record, copy)
    sha256 = about.fingerprint(contents)
    with Book(target, _info(contents), limits=limits) as book:
        overview.write(book, contents, _OTHER_SHEETS)
        theme_pages.write_all(book, contents)
        proposals.write(book, contents)
        matrix.write(book, contents)
        answer_pages.write_by_organisation(book, contents)
        answer_pages.write_all_answers(book, contents)
        status.write(book, contents)
        about.write(book, contents, sha256)
    return DigestReport(
        book.sheet_names,
        len(contents.answers),
        contents.flagged,
        contents.chair_only,
        sha256,
        contents.dropped + book.dropped,
    )


def _info(contents: Contents) -> BookInfo:
    record, locale = contents.record, contents.locale
    meeting = record.meeting
    dnr = f"{words.DNR.text(locale)} {meeting.dnr}" if meeting.dnr else ""
    return BookInfo(
        title=f"{words.DIGEST.text(locale)}: {meeting.title}",
        author=meeting.council,
        moment=record.as_of,
        locale=locale,
        header_left=" · ".join(filter(None, [meeting.title, dnr])),
        header_right=f"{words.STATES[record.state].text(locale)} · {words.COPIES[contents.copy].text(locale)}",
    )
