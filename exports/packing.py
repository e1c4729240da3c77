"""The zip file around a workbook: openpyxl makes every part but the rows, and the same data gives the same bytes."""

import io
import re
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import BinaryIO
from zipfile import ZipFile

from openpyxl.packaging.core import DocumentProperties
from openpyxl.workbook import Workbook as OpenpyxlWorkbook
from openpyxl.xml.functions import tostring

from exports.cleaning import escaped_attribute

CORE = "docProps/core.xml"
_NO_ROWS = re.compile(rb"<sheetData\s*/>|<sheetData>\s*</sheetData>")
_DIMENSION = re.compile(rb"<dimension [^>]*/>")
_AFTER_LINKS = re.compile(rb"<printOptions|<pageMargins")
_CHART_NAME = re.compile(r'name="Chart (\d+)"')
_BUFFER = 1 << 18
# Some readers guess the format from the first parts of the file.
_FIRST = ("[Content_Types].xml", "_rels/.rels")


def sheet_part(number: int) -> str:
    """Return the name of the part that holds the sheet with this number, from 1."""
    return f"xl/worksheets/sheet{number}.xml"


def skeleton(book: OpenpyxlWorkbook, moment: datetime) -> dict[str, bytes]:
    """Return every part of the workbook as openpyxl writes it, sheets without rows, dated `moment` (aware)."""
    buffer = io.BytesIO()
    book.save(buffer)
    with ZipFile(buffer) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts[CORE] = _properties(book.properties, moment)
    return parts


def _properties(properties: DocumentProperties, moment: datetime) -> bytes:
    # Saving stamps the clock's time into the properties; the data's own time makes equal files equal.
    properties.created = properties.modified = moment.astimezone(UTC).replace(tzinfo=None, microsecond=0)
    written: str | bytes = tostring(properties.to_tree())
    return written.encode() if isinstance(written, str) else written


def around_rows(sheet_xml: bytes) -> tuple[bytes, bytes]:
    """Split an empty sheet into what stands before its rows and after them.

    The sheet's stated extent is left out: it would be a lie, and some readers believe it.
    """
    head, tail = _NO_ROWS.split(_DIMENSION.sub(b"", sheet_xml, count=1), maxsplit=1)
    return head + b"<sheetData>", b"</sheetData>" + tail


def with_links(tail: bytes, links: Iterable[tuple[str, str]]) -> bytes:
    """Put links, as (cell, location) pairs, into their place after a sheet's rows."""
    written = "".join(f'<hyperlink ref="{cell}" location="{escaped_attribute(location)}"/>' for cell, location in links)
    place = _AFTER_LINKS.search(tail)
    if not written or place is None:
        return tail
    block = f"<hyperlinks>{written}</hyperlinks>".encode()
    return tail[: place.start()] + block + tail[place.start() :]


def with_descriptions(drawing: bytes, descriptions: list[str]) -> bytes:
    """Give each chart of a drawing the words that a screen reader says in its place."""

    def named(match: re.Match[str]) -> str:
        number = int(match.group(1))
        return f'{match.group()} descr="{escaped_attribute(descriptions[number - 1])}"'

    return _CHART_NAME.sub(named, drawing.decode()).encode()


def open_entry(archive: ZipFile, name: str) -> BinaryIO:
    """Open a new entry of the file for writing, dated 1980 like all of them; many small writes become few."""
    # By its name: an entry that comes as a ZipInfo is packed at zlib's own level, whatever the archive says.
    return io.BufferedWriter(archive.open(name, "w"), _BUFFER)


def in_order(names: Iterable[str]) -> list[str]:
    """Return the names of parts in the one order they are written in."""
    return sorted(names, key=lambda name: (name not in _FIRST, name))
