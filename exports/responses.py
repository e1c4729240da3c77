"""All answers in long form, a row per answered question, streamed: .xlsx, CSV for Excel, or raw JSON lines."""

import csv
import io
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import zip_longest
from typing import BinaryIO

from exports.cells import EXCEL_LIMITS, STOCKHOLM, Cell, CellValue, Layout, Limits
from exports.cleaning import csv_text
from exports.columns import Column, ColumnKind
from exports.page_setup import BookInfo
from exports.records import AnswerRecord
from exports.styles import Style
from exports.text_fit import parts
from exports.words import CONTINUED
from exports.workbook import Book
from forms.documents import Json
from forms.localised import Localised


class AnswersFormat(StrEnum):
    """The formats answers can be had in, by the ending of the file's name."""

    XLSX = "xlsx"
    CSV = "csv"
    JSONL = "jsonl"


def _column(key: str, width: float, kind: ColumnKind = ColumnKind.TEXT) -> Column:
    # Scripts outside read these names, so they are the same in every language.
    return Column(key, Localised(sv=key, en=key), width, kind)


COLUMNS = (
    _column("meeting", 26),
    _column("request_id", 11, ColumnKind.NUMBER),
    _column("organisation", 28),
    _column("kind", 15),
    _column("submission_no", 15, ColumnKind.NUMBER),
    _column("submitted_at", 18, ColumnKind.MOMENT),
    _column("late", 7),
    _column("language", 10),
    _column("section", 18),
    _column("question", 14),
    _column("question_text", 34),
    _column("theme", 16),
    _column("answer_id", 11),
    _column("value", 24),
    _column("text", 80),
    _column("quote_permission", 18),
    _column("flagged", 9),
    # Ours alone, and therefore last: who reads by place finds the agreed columns where they are.
    _column("form_version", 14, ColumnKind.NUMBER),
    _column("written_in", 10),
    _column("translation", 80),
)
_NAMES = tuple(column.key for column in COLUMNS)
_QUESTION_TEXT = _NAMES.index("question_text")
_SUBMITTED_AT = _NAMES.index("submitted_at")
_TEXT, _TRANSLATION = _NAMES.index("text"), _NAMES.index("translation")
_VALUE = _NAMES.index("value")
_LONG = (_VALUE, _TEXT, _TRANSLATION)
# What one cell can hold, in UTF-16 units, and what surely fits however many of a text's characters take two.
_MOST_UNITS = 32_767
_SAFE_CHARACTERS = _MOST_UNITS // 2
_LETTERS_A_LINE = 72
_STYLES = {"submitted_at": Style.MOMENT, "text": Style.TEXT, "translation": Style.TEXT}


@dataclass(frozen=True)
class ResponsesReport:
    """How many answers were written, how many flagged ones left out, how many characters no cell can hold."""

    answers: int
    flagged: int
    dropped: int


class _Counter:
    """Counts answers on their way through, and holds back the flagged ones unless they are asked for by name."""

    def __init__(self, answers: Iterable[AnswerRecord], include_flagged: bool) -> None:
        self._answers = answers
        self._include_flagged = include_flagged
        self.written = 0
        self.flagged = 0

    def __iter__(self) -> Iterator[AnswerRecord]:
        for answer in self._answers:
            if answer.flagged and not self._include_flagged:
                self.flagged += 1
            else:
                self.written += 1
                yield answer


def write_answers(
    answers: Iterable[AnswerRecord],
    target: BinaryIO,
    file_format: AnswersFormat,
    info: BookInfo,
    *,
    include_flagged: bool = False,
    limits: Limits = EXCEL_LIMITS,
) -> ResponsesReport:
    """Write answers as they come, none of them kept in memory; the target stays open.

    Flagged answers are left out and counted, unless the export is the one that is named for them.
    """
    counter = _Counter(answers, include_flagged)
    if file_format is AnswersFormat.XLSX:
        dropped = _write_xlsx(counter, target, info, limits)
    elif file_format is AnswersFormat.CSV:
        dropped = _write_csv(counter, target)
    else:
        dropped = _write_jsonl(counter, target)
    return ResponsesReport(counter.written, counter.flagged, dropped)


def _fields(answer: AnswerRecord) -> list[CellValue]:
    """Return the values of one row, in the order of the columns."""
    return [
        answer.meeting,
        answer.request_id,
        answer.organisation,
        answer.kind,
        answer.submission_no,
        answer.submitted_at,
        _truth(answer.late),
        answer.language,
        answer.section,
        answer.question,
        answer.question_text,
        "; ".join(answer.theme_keys),
        answer.reference,
        _value(answer.value),
        answer.text,
        answer.quote_permission,
        _truth(answer.flagged),
        answer.form_version,
        answer.written_in or answer.language,
        answer.translation,
    ]


def _truth(flag: bool) -> str:
    return "true" if flag else "false"


def _value(value: Json) -> CellValue:
    """Return a stored value for a cell: text and numbers as they are, everything else as JSON."""
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, int | float) and _is_number(value):
        return value
    return json.dumps(value, ensure_ascii=False)


def _is_number(value: Json) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _write_xlsx(answers: Iterable[AnswerRecord], target: BinaryIO, info: BookInfo, limits: Limits) -> int:
    header = tuple(Cell(name, Style.HEADER) for name in _NAMES)
    widths = tuple(column.width for column in COLUMNS)
    with Book(target, info, limits=limits, direct=True) as book:
        sheet = book.sheet(Layout("answers", widths, (), header))
        sheet.keep_styles([_STYLES.get(name, Style.DATA) for name in _NAMES])
        for answer in answers:
            for fields in _rows(answer, info.locale):
                sheet.add_values(fields, max(_lines(fields[place]) for place in (_TEXT, _TRANSLATION)))
    return book.dropped


def _lines(text: CellValue) -> int:
    return str(text or "").count("\n") + len(str(text or "")) // _LETTERS_A_LINE + 1


def _rows(answer: AnswerRecord, locale: str) -> Iterator[list[CellValue]]:
    """Yield the one row of an answer; more only where a text of it is longer than any cell may be."""
    fields = _fields(answer)
    if all(len(str(fields[place])) <= _SAFE_CHARACTERS for place in _LONG):
        yield fields
        return
    pieces = [_pieces(fields[place]) for place in _LONG]
    count = max(map(len, pieces))
    for number, beside in enumerate(zip_longest(*pieces, fillvalue=""), start=1):
        for place, piece in zip(_LONG, beside, strict=True):
            fields[place] = piece
        if number > 1:
            mark = CONTINUED.text(locale).format(part=number, parts=count)
            fields[_QUESTION_TEXT] = f"{answer.question_text} {mark}"
        yield fields


def _pieces(value: CellValue) -> tuple[CellValue, ...]:
    if not isinstance(value, str) or len(value) <= _SAFE_CHARACTERS or _fits(value):
        return (value,)
    return parts(value, float(_SAFE_CHARACTERS), _SAFE_CHARACTERS, _SAFE_CHARACTERS)


def _fits(text: str) -> bool:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2 <= _MOST_UNITS


def _write_csv(answers: Iterable[AnswerRecord], target: BinaryIO) -> int:
    stream = io.TextIOWrapper(target, encoding="utf-8-sig", newline="", write_through=False)
    writer = csv.writer(stream, delimiter=";")
    writer.writerow(_NAMES)
    dropped = 0
    for answer in answers:
        fields = _fields(answer)
        fields[_SUBMITTED_AT] = answer.submitted_at.astimezone(STOCKHOLM).isoformat(timespec="seconds")
        if _is_number(answer.value) and answer.text == str(answer.value):
            fields[_TEXT] = fields[_VALUE]  # what was asked for as a number is one, below zero too
        row = [csv_text(field) if isinstance(field, str) else (field, 0) for field in fields]
        dropped += sum(lost for _, lost in row)
        writer.writerow([field for field, _ in row])
    stream.detach()
    return dropped


def _write_jsonl(answers: Iterable[AnswerRecord], target: BinaryIO) -> int:
    """Write raw answers: nothing prefixed, nothing dropped, times as stored."""
    for answer in answers:
        document = dict(zip(_NAMES, _fields(answer), strict=True))
        document |= {"submitted_at": answer.submitted_at.isoformat(), "late": answer.late, "flagged": answer.flagged}
        line = json.dumps({**document, "value": answer.value}, ensure_ascii=False)
        # A lone surrogate can't be UTF-8; as a JSON escape it is kept.
        target.write(line.encode("utf-8", "backslashreplace") + b"\n")
    return 0
