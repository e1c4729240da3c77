"""Code books as files: from sheets to themes, with a reason for each row left out."""

from dataclasses import dataclass, replace
from enum import StrEnum

from app.uploads.headers import Header, Words, cell_text, find_header
from app.uploads.messages import UnreadableFile
from app.uploads.refusals import Refusal
from app.uploads.remarks import Remark, sentence
from app.uploads.sheets import Sheet, Sheets, cell_name

LONGEST_LINE = 300
LONGEST_TEXT = 2_000
LONGEST_KEY = 60


class Column(StrEnum):
    """What a column of a code book tells; the value is the English header."""

    KEY = "key"
    NAME = "name"
    NAME_EN = "name_en"
    DESCRIPTION = "description"
    KEYWORDS = "keywords"
    PARENT = "parent"


WORDS = Words(
    columns={
        Column.KEY: ("key", "nyckel", "temanyckel", "kod", "code", "id"),
        Column.NAME: ("name", "namn", "tema", "temanamn", "theme", "rubrik", "namesv", "namnsv"),
        Column.NAME_EN: ("nameen", "namnen", "englishname", "engelsktnamn", "namnpåengelska", "engelska", "english"),
        Column.DESCRIPTION: ("description", "beskrivning", "förklaring", "betydelse"),
        Column.KEYWORDS: ("keywords", "nyckelord", "sökord", "ord"),
        Column.PARENT: ("parent", "överordnat", "överordnattema", "överordnad", "under", "förälder", "huvudtema"),
    },
    needed=Column.NAME,
    groups={},
)


@dataclass(frozen=True)
class ThemeRow:
    """One theme as the file has it; `key` may be empty, `parent` is a key or a name or empty."""

    sheet: str
    number: int
    key: str
    name: str
    name_en: str = ""
    description: str = ""
    keywords: str = ""
    parent: str = ""


@dataclass(frozen=True)
class ThemeList:
    """What a file holds: themes in its order, rows rejected, and remarks on what was not read."""

    rows: tuple[ThemeRow, ...]
    rejected: tuple[Remark, ...] = ()
    remarks: tuple[Remark, ...] = ()

    def without(self, rejected: list[Remark]) -> "ThemeList":
        """Return the list with more rows rejected."""
        places = {(remark.sheet, remark.number) for remark in rejected}
        kept = tuple(row for row in self.rows if (row.sheet, row.number) not in places)
        return replace(self, rows=kept, rejected=(*self.rejected, *rejected))


def read_themes(sheets: Sheets) -> ThemeList:
    """Read the first visible sheet that has a header with a name column.

    Raises UnreadableFile when there is none, when a column stands there twice, or when no row follows.
    """
    for sheet in sheets.visible:
        header = find_header(sheet, WORDS)
        if header is not None:
            return _read_sheet(sheet, header)
    raise UnreadableFile(Refusal.NO_HEADER, "key, name, description, keywords, parent")


def _read_sheet(sheet: Sheet, header: Header) -> ThemeList:
    rows, rejected = [], []
    for number in range(header.last_row + 1, len(sheet.rows) + 1):
        texts = {name: cell_text(sheet.cell(number, column)) for name, column in header.columns.items()}
        if not any(texts.values()) and not any(fault.row == number for fault in sheet.faults):
            continue
        reason = _reason_against(sheet, header, number, texts)
        if reason is None:
            rows.append(ThemeRow(sheet.name, number, key=texts.pop(Column.KEY, "").lower(), **texts))
        else:
            rejected.append(reason)
    if not rows and not rejected:
        raise UnreadableFile(Refusal.NO_ROWS)
    labels = ", ".join(label[:40] for label in header.not_read)
    remarks = (Remark(sheet.name, 0, sentence("columns_not_read", labels=labels)),) if labels else ()
    return ThemeList(tuple(rows), tuple(rejected), remarks)


def _reason_against(sheet: Sheet, header: Header, number: int, texts: dict[str, str]) -> Remark | None:
    """Return what is wrong with a row, or None."""
    columns = {column: name for name, column in header.columns.items()}
    for row, column, _fault in sheet.faults:
        if row == number and column in columns:
            return Remark(sheet.name, number, sentence("no_value", cell=cell_name(number, column)))
    for name, text in texts.items():
        longest = _longest(name)
        if len(text) > longest:
            cell = cell_name(number, header.columns[name])
            return Remark(sheet.name, number, sentence("text_too_long", cell=cell, most=longest))
    if not texts[Column.NAME]:
        return Remark(sheet.name, number, sentence("no_theme_name"))
    key = texts.get(Column.KEY, "")
    if not key.replace("-", "").replace("_", "").isalnum() and key:
        return Remark(sheet.name, number, sentence("bad_theme_key", text=key))
    return None


def _longest(column: str) -> int:
    if column == Column.KEY:
        return LONGEST_KEY
    return LONGEST_TEXT if column in (Column.DESCRIPTION, Column.KEYWORDS) else LONGEST_LINE
