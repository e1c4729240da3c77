"""The files that were sent with the answers of one copy of a digest, as a zip with an index: beside the workbook."""

import csv
import io
import shutil
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import BinaryIO

from exports import words
from exports.cleaning import csv_text
from exports.digest.contents import Contents, Shown
from exports.records import DigestCopy, DigestRecord
from forms.localised import Localised
from forms.question_types.file import Attached

# The same data gives the same bytes: the moment inside is the earliest that a zip can tell.
EARLIEST = (1980, 1, 1, 0, 0, 0)
PACKED = frozenset({"txt", "csv"})
INDEX = Localised(sv="forteckning.csv", en="index.csv")
HEADINGS = (
    words.ANSWER_ID,
    words.ORGANISATION,
    words.QUESTION,
    Localised(sv="Fil", en="File"),
    Localised(sv="Byte", en="Bytes"),
    Localised(sv="SHA-256", en="SHA-256"),
    Localised(sv="I arkivet som", en="In the archive as"),
)
# A file says more of who sent it than a text does: its first page, its author, its name.
WITHHELD = Localised(sv="(inte med: får inte visa vem)", en="(left out: may not show who)")


@dataclass(frozen=True)
class ArchiveReport:
    """How many files were packed, and how many are only listed because they would tell who sent them."""

    files: int
    withheld: int


def write_files(
    record: DigestRecord, copy: DigestCopy, open_content: Callable[[str], BinaryIO], target: BinaryIO
) -> ArchiveReport:
    """Write the zip, one file after the other; `open_content` gives a content by its SHA-256."""
    contents = Contents(record, copy)
    packed = withheld = 0
    lines = [[heading.text(record.locale) for heading in HEADINGS]]
    with zipfile.ZipFile(target, "w", allowZip64=True) as archive:
        for answer, file in _files(contents):
            if answer.nameless and copy is DigestCopy.TO_SHARE:
                lines.append(_line(answer, file, WITHHELD.text(record.locale), is_named=False))
                withheld += 1
                continue
            name = f"{answer.reference}_{file.name}"
            with open_content(file.sha256) as content, archive.open(_entry(name), "w") as place:
                shutil.copyfileobj(content, place)
            lines.append(_line(answer, file, name, is_named=True))
            packed += 1
        archive.writestr(_entry(INDEX.text(record.locale)), _csv(lines))
    return ArchiveReport(packed, withheld)


def _files(contents: Contents) -> Iterator[tuple[Shown, Attached]]:
    for answer in contents.answers:
        for file in answer.record.files:
            yield answer, file


def _line(answer: Shown, file: Attached, place: str, *, is_named: bool) -> list[str]:
    told = (file.name, str(file.size), file.sha256) if is_named else ("", "", "")
    return [answer.reference, answer.name, answer.record.question_text, *told, place]


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, EARLIEST)
    entry.compress_type = zipfile.ZIP_DEFLATED if name.rpartition(".")[2] in PACKED else zipfile.ZIP_STORED
    return entry


def _csv(lines: list[list[str]]) -> bytes:
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=";").writerows([[csv_text(cell)[0] for cell in line] for line in lines])
    return text.getvalue().encode("utf-8-sig")
