import csv
import io
import json
from collections.abc import Iterator
from dataclasses import replace

import pytest

from exports.cells import Limits
from exports.cleaning import clean
from exports.page_setup import BookInfo
from exports.records import AnswerRecord
from exports.responses import AnswersFormat, ResponsesReport, write_answers
from tests.exports.factories import LONG, NAUGHTY, NOON, answer, answers
from tests.exports.reading import calamine, cells, load, table

COLUMNS = [
    "meeting",
    "request_id",
    "organisation",
    "kind",
    "submission_no",
    "submitted_at",
    "late",
    "language",
    "section",
    "question",
    "question_text",
    "theme",
    "answer_id",
    "value",
    "text",
    "quote_permission",
    "flagged",
    "form_version",
    "written_in",
    "translation",
]
INFO = BookInfo("Svar", "Trygghetsrådet", NOON)


def made(
    file_format: AnswersFormat, records: tuple[AnswerRecord, ...] | None = None, **options: object
) -> tuple[bytes, ResponsesReport]:
    target = io.BytesIO()
    report = write_answers(answers() if records is None else records, target, file_format, INFO, **options)
    return target.getvalue(), report


def unflagged() -> list[AnswerRecord]:
    return [record for record in answers() if not record.flagged]


def test_the_workbook_has_a_row_per_answer() -> None:
    data, report = made(AnswersFormat.XLSX)
    rows = table(calamine(data)["answers"], "meeting")
    assert list(rows[0]) == COLUMNS
    assert report == ResponsesReport(answers=23, flagged=1, dropped=6)
    found: dict[str, str] = {}
    for row in rows:
        found[row["answer_id"]] = found.get(row["answer_id"], "") + row["text"]
    assert found == {record.reference: clean(record.text)[0] for record in unflagged()}
    assert not [cell for cell in cells(load(data)["answers"]) if cell.data_type == "f"]


def test_only_a_text_no_cell_can_hold_takes_a_second_row() -> None:
    just_fits, too_long = answer(0, 0, "x" * 32_767), answer(1, 0, "ord " * 10_000)
    emoji = answer(2, 0, "😀" * 16_384)
    rows = table(calamine(made(AnswersFormat.XLSX, (just_fits, too_long, emoji))[0])["answers"], "meeting")
    assert [row["answer_id"] for row in rows].count(just_fits.reference) == 1
    parts = [row for row in rows if row["answer_id"] == too_long.reference]
    assert "".join(row["text"] for row in parts) == too_long.text
    assert [row["question_text"].rpartition(" (")[2] for row in parts[1:]] == ["forts. 2/3)", "forts. 3/3)"]
    assert sum(row["answer_id"] == emoji.reference for row in rows) == 2


def test_values_keep_their_kind() -> None:
    records = (
        answer(0, 0, "12,5", value=12.5),
        answer(1, 0, "Tolk; Jour", value=["tolk", "jour"]),
        answer(2, 0, "Ja", value=True),
        answer(3, 0, "I dag: Tolk\nOm fem år: Jour", value={"now": "tolk", "later": "jour"}),
    )
    rows = table(calamine(made(AnswersFormat.XLSX, records)[0])["answers"], "meeting")
    assert [row["value"] for row in rows] == [12.5, '["tolk", "jour"]', "true", '{"now": "tolk", "later": "jour"}']
    assert rows[1]["text"] == "Tolk; Jour"
    documents = [json.loads(line) for line in made(AnswersFormat.JSONL, records)[0].splitlines()]
    assert [document["value"] for document in documents] == [
        12.5,
        ["tolk", "jour"],
        True,
        {"now": "tolk", "later": "jour"},
    ]


@pytest.mark.parametrize("file_format", list(AnswersFormat))
def test_each_answer_says_which_language_it_is_in_and_brings_its_translation(file_format: AnswersFormat) -> None:
    ours, theirs = answer(0, language="en"), answer(1, 0, "نعم", written_in="ar", translation="Ja, =här")
    data, _ = made(file_format, (ours, theirs))
    if file_format is AnswersFormat.XLSX:
        rows = table(calamine(data)["answers"], "meeting")
    elif file_format is AnswersFormat.CSV:
        rows = list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline=""), delimiter=";"))
    else:
        rows = [json.loads(line) for line in data.splitlines()]
    told = [(row["language"], row["written_in"], row["translation"]) for row in rows]
    assert told == [("en", "en", ""), ("sv", "ar", "Ja, =här")]


def test_a_translation_no_cell_can_hold_is_whole_too() -> None:
    data, report = made(AnswersFormat.XLSX, (answer(0, 0, "نعم", written_in="ar", translation="ord " * 10_000),))
    rows = table(calamine(data)["answers"], "meeting")
    assert ("".join(row["translation"] for row in rows), report.dropped) == ("ord " * 10_000, 0)
    assert [row["text"] for row in rows] == ["نعم", "", ""]


def test_csv_opens_as_text_in_excel() -> None:
    data, report = made(AnswersFormat.CSV)
    assert data.startswith(b"\xef\xbb\xbfmeeting;request_id;")
    rows = list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline=""), delimiter=";"))
    assert list(rows[0]) == COLUMNS
    assert len(rows) == report.answers == 23
    texts = [row["text"] for row in rows]
    assert "'" + NAUGHTY[0] in texts
    assert not [text for text in texts if text[:1] in set("=+-@\t\r\n\0＝＋－＠")]
    assert rows[0]["submitted_at"] == "2026-11-17T12:00:00+01:00"


def test_csv_keeps_a_number_below_zero_a_number_and_every_text_a_text() -> None:
    records = (answer(0, 0, "-5", value=-5), answer(1, 0, "-5", value="-5"), answer(2, 0, "Ja", value=True))
    data, _ = made(AnswersFormat.CSV, records)
    rows = list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline=""), delimiter=";"))
    assert [(row["value"], row["text"]) for row in rows] == [("-5", "-5"), ("'-5", "'-5"), ("true", "Ja")]


def test_json_lines_are_raw() -> None:
    data, _ = made(AnswersFormat.JSONL)
    documents = [json.loads(line) for line in data.splitlines()]
    assert [document["text"] for document in documents] == [record.text for record in unflagged()]
    assert documents[0]["submitted_at"] == "2026-11-17T11:00:00+00:00"
    assert documents[0]["late"] is False
    assert list(documents[0]) == COLUMNS


@pytest.mark.parametrize("file_format", list(AnswersFormat))
def test_flagged_answers_come_only_when_asked_for_by_name(file_format: AnswersFormat) -> None:
    assert b"HEMLIGT" not in made(file_format)[0]
    _, report = made(file_format, include_flagged=True)
    assert (report.answers, report.flagged) == (24, 0)


def test_answers_are_written_as_they_come() -> None:
    target, seen = io.BytesIO(), []

    def stream() -> Iterator[AnswerRecord]:
        for number in range(3000):
            seen.append(target.tell())
            yield answer(0, 0, f"{number} {number * 7919 % 1_000_003} " * 40)

    write_answers(stream(), target, AnswersFormat.XLSX, INFO)
    assert seen[-1] > 0.8 * target.tell() - 20_000 > 0


def test_long_tables_go_on_in_a_second_sheet() -> None:
    records = tuple(replace(answer(0), reference=f"{number:06}") for number in range(12))
    sheets = calamine(made(AnswersFormat.XLSX, records, limits=Limits(rows=6))[0])
    assert list(sheets) == ["answers", "answers (2)", "answers (3)"]
    assert [row[12] for rows in sheets.values() for row in rows[1:]] == [record.reference for record in records]


def test_the_same_answers_give_the_same_bytes() -> None:
    assert len({made(AnswersFormat.XLSX)[0] for _ in range(2)}) == 1
    assert LONG in made(AnswersFormat.JSONL)[0].decode()
