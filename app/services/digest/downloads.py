"""Makes the files that pages and commands hand out, each from one moment's truth."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from tempfile import SpooledTemporaryFile
from typing import TYPE_CHECKING, BinaryIO, cast

from app.extensions import db
from app.models import Digest, DigestState, Meeting, now
from app.queries.digest import answers as answer_queries
from app.queries.digest import digest_records
from app.services import stored_files
from exports.records import DigestCopy

if TYPE_CHECKING:
    from exports.digest import DigestReport
    from exports.file_archive import ArchiveReport
    from exports.responses import AnswersFormat, ResponsesReport

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
IN_MEMORY = 16 << 20  # bytes of a made file; what is beyond goes to the disk
ANSWER_FORMATS = frozenset({"xlsx", "csv", "jsonl"})
MEDIA_TYPES = {"xlsx": XLSX, "csv": "text/csv", "jsonl": "application/jsonl", "zip": "application/zip"}


@dataclass(frozen=True)
class MadeFile:
    """A file ready to be handed out. Its name tells of no person and no organisation."""

    file: BinaryIO
    name: str
    media_type: str


def digest_file(meeting: Meeting, digest: Digest | None, copy: DigestCopy, locale: str) -> MadeFile:
    """One copy of an edition as a file to hand out; without an edition it holds the answers alone."""
    edition = digest.edition if digest else 1
    draft = "" if digest and digest.state is DigestState.FINAL else "-utkast"
    share = "-att-dela" if copy is DigestCopy.TO_SHARE else ""
    target = BytesIO()
    digest_workbook(meeting, digest, copy, locale, target)
    return _made(target, f"sammanstallning-{meeting.id}-utgava-{edition}{draft}{share}", "xlsx")


def file_of_answers(meeting: Meeting, file_format: str, locale: str, *, flagged: bool = False) -> MadeFile:
    """Every counted answer as a file to hand out: xlsx, csv or jsonl (any other raises ValueError)."""
    from exports.responses import AnswersFormat

    chosen = AnswersFormat(file_format)
    target = BytesIO()
    answers_file(meeting, chosen, locale, target, flagged=flagged)
    return _made(target, f"svar-{meeting.id}{'-med-flaggade' if flagged else ''}", chosen.value)


def file_of_files(meeting: Meeting, digest: Digest | None, copy: DigestCopy, locale: str) -> MadeFile:
    """The files sent with one copy of an edition, as a zip to hand out."""
    edition = digest.edition if digest else 1
    share = "-att-dela" if copy is DigestCopy.TO_SHARE else ""
    target = SpooledTemporaryFile(IN_MEMORY)  # noqa: SIM115 - whoever sends it closes it
    files_archive(meeting, digest, copy, locale, cast("BinaryIO", target))
    return _made(cast("BinaryIO", target), f"bilagor-{meeting.id}-utgava-{edition}{share}", "zip")


def files_archive(
    meeting: Meeting, digest: Digest | None, copy: DigestCopy, locale: str, target: BinaryIO
) -> "ArchiveReport":
    """Write the files sent with one copy of an edition as a zip with an index, one after the other."""
    from exports.file_archive import write_files

    return write_files(digest_records.of_edition(meeting, digest, locale), copy, stored_files.opened, target)


def _made(target: BinaryIO, name: str, ending: str) -> MadeFile:
    target.seek(0)
    return MadeFile(target, f"{name}.{ending}", MEDIA_TYPES[ending])


def digest_workbook(
    meeting: Meeting, digest: Digest | None, copy: DigestCopy, locale: str, target: BinaryIO
) -> "DigestReport":
    """Write one copy of an edition as an .xlsx workbook; the same data gives the same bytes."""
    from exports.digest import write_digest  # brings pandas, which the pages do without

    return write_digest(digest_records.of_edition(meeting, digest, locale), copy, target)


def answers_file(
    meeting: Meeting, file_format: "AnswersFormat", locale: str, target: BinaryIO, *, flagged: bool = False
) -> "ResponsesReport":
    """Write every counted answer in long form, streamed. Flagged ones come only where they are asked for by name."""
    from exports.page_setup import BookInfo
    from exports.responses import write_answers

    info = BookInfo(title=meeting.title, author=meeting.council.name, moment=now(), locale=locale)
    rows = answer_queries.stream(meeting.id, flagged=True)
    answers = (digest_records.answer_record(row, meeting, locale) for row in rows)
    return write_answers(answers, target, file_format, info, include_flagged=flagged)


@contextmanager
def one_moment() -> Iterator[None]:
    """Let everything read inside be one moment's truth, while answers arrive and nobody has to wait."""
    with db.reading() as session:
        connection = session.connection()
        if connection.dialect.name == "postgresql":
            connection.exec_driver_sql("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        yield
