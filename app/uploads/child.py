"""The process that reads one file from standard input and writes what it found to standard output.

It limits itself before it looks at a byte, and loads neither Flask nor settings: a reader that a file overcomes
has nothing to give away. A crash says nothing, and its parent takes that for a refusal.
"""

import json
import resource
import sys
from collections.abc import Callable

from app.uploads import limits
from app.uploads.forms import JSON_ENDINGS, XML_ENDINGS, first_letter
from app.uploads.refusals import Refusal, RefusedFile
from app.uploads.sheets import Sheets, encode
from app.uploads.text_file import looks_like_text, looks_like_web_page, read_text

TEXT_NAMES = ("", ".csv", ".txt", ".tsv", ".tab")
ZIP_MARK = b"PK\x03\x04"
OLE_MARK = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def main(ending: str, wanted: str) -> None:
    """Read, and write one JSON object: what was found, or the refusal.

    `ending` is the file name's, such as ".csv". `wanted` is "table", "form" where files of survey programs are read
    too, or "attachment" for a file that is only looked through.
    """
    _limit_self()
    try:
        data = sys.stdin.buffer.read(limits.FILE_BYTES + 1)
        answer = WAYS[wanted](data, ending)
    except RefusedFile as refused:
        answer = {"refused": refused.refusal.value, "where": refused.where}
    except (MemoryError, RecursionError):
        answer = {"refused": Refusal.GAVE_UP.value, "where": ""}
    sys.stdout.buffer.write(json.dumps(answer, ensure_ascii=False, allow_nan=False).encode())


def _limit_self() -> None:
    for what, most in (
        (resource.RLIMIT_CPU, limits.SECONDS),
        (resource.RLIMIT_AS, limits.MEMORY_BYTES),
        (resource.RLIMIT_FSIZE, limits.RESULT_BYTES),
        (resource.RLIMIT_NOFILE, limits.OPEN_FILES),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(what, (most, most))


def _read_table(data: bytes, ending: str) -> dict[str, object]:
    return encode(_read(data, ending))


def _check_attachment(data: bytes, ending: str) -> dict[str, object]:
    from app.uploads.attachment.inspection import check

    return {"attachment": check(data, ending)}


def _read_form(data: bytes, ending: str) -> dict[str, object]:
    # Imported here: a list of contacts needs none of it.
    from app.uploads.form_json import read_json
    from app.uploads.form_xml import MARK, read_limesurvey

    begins_with = first_letter(data)
    if begins_with not in (b"<", b"{", b"["):
        if ending in XML_ENDINGS + JSON_ENDINGS:
            raise RefusedFile(Refusal.DAMAGED_FORM)
        return _read_workbook_with_form(data, ending)
    if len(data) > limits.FORM_BYTES:
        raise RefusedFile(Refusal.FORM_TOO_MUCH)
    if begins_with != b"<":
        return {"json": read_json(data)}
    if MARK not in data and ending not in XML_ENDINGS:
        raise RefusedFile(Refusal.WEB_PAGE)
    return {"limesurvey": read_limesurvey(data)}


def _read_workbook_with_form(data: bytes, ending: str) -> dict[str, object]:
    try:
        return encode(_read(data, ending))
    except RefusedFile as refused:
        if refused.refusal is Refusal.NOT_A_TABLE:
            raise RefusedFile(Refusal.NOT_A_FORM) from refused
        raise


def _read(data: bytes, ending: str) -> Sheets:
    sheets = _read_by_content(data, ending)
    if all(sheet.is_empty for sheet in sheets.sheets):
        raise RefusedFile(Refusal.NOTHING_IN_IT)
    texts = (cell for sheet in sheets.sheets for row in sheet.rows for cell in row if isinstance(cell, str))
    if sum(map(len, texts)) > limits.TEXT_CHARACTERS:
        raise RefusedFile(Refusal.TOO_MUCH)
    return sheets


def _read_by_content(data: bytes, ending: str) -> Sheets:
    # Imported here: most of what is refused never gets as far as the workbook reader.
    from app.uploads.workbook import read_xls, read_xlsx

    if data.startswith(ZIP_MARK):
        return read_xlsx(data)
    if data.startswith(OLE_MARK):
        return read_xls(data)
    if looks_like_web_page(data):
        raise RefusedFile(Refusal.WEB_PAGE)
    if not looks_like_text(data) or data.startswith((b"%PDF", b"MZ", b"{\\rtf")):
        raise RefusedFile(Refusal.NOT_A_TABLE)
    if ending not in TEXT_NAMES:
        raise RefusedFile(Refusal.TEXT_IN_WORKBOOK_NAME)
    return read_text(data)


WAYS: dict[str, Callable[[bytes, str], dict[str, object]]] = {
    "table": _read_table,
    "form": _read_form,
    "attachment": _check_attachment,
}
