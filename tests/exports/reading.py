"""Reading workbooks back as their readers do: with a second library, and part by part."""

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from zipfile import ZipFile

import openpyxl
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet
from python_calamine import CalamineWorkbook

_HYPERLINK = re.compile(r'<hyperlink ref="([A-Z]+\d+)" location="([^"]+)"/>')


@dataclass(frozen=True)
class Linked:
    sheet: str
    cell: str
    target_sheet: str
    target_cell: str


def calamine(data: bytes) -> dict[str, list[list[object]]]:
    book = CalamineWorkbook.from_filelike(io.BytesIO(data))
    return {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}


def table(rows: list[list[object]], heading: str) -> list[dict[str, object]]:
    """Return the rows under the header that has this heading, by heading."""
    start = next(number for number, row in enumerate(rows) if heading in row)
    header = rows[start]
    return [dict(zip(header, row, strict=False)) for row in rows[start + 1 :]]


def load(data: bytes) -> Workbook:
    return openpyxl.load_workbook(io.BytesIO(data))


def parts(data: bytes) -> dict[str, bytes]:
    with ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def links(data: bytes) -> Iterator[Linked]:
    """Yield every link of the workbook with where it lands."""
    names = load(data).sheetnames
    found = parts(data)
    for number, name in enumerate(names, start=1):
        xml = found[f"xl/worksheets/sheet{number}.xml"].decode()
        for cell, location in _HYPERLINK.findall(xml):
            sheet, _, target = location.replace("&amp;", "&").rpartition("!")
            yield Linked(name, cell, sheet.strip("'").replace("''", "'"), target)


def cells(sheet: Worksheet) -> Iterator[object]:
    for row in sheet.iter_rows():
        yield from row
