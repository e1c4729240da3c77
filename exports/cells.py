"""What a sheet is made of before it is written: cells with links, and how a sheet begins."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import NamedTuple, TypeAlias
from zoneinfo import ZoneInfo

from exports.styles import Style

STOCKHOLM = ZoneInfo("Europe/Stockholm")
_FIRST_DAY = datetime(1899, 12, 30)  # noqa: DTZ001 -- cells know no time zone

CellValue: TypeAlias = str | int | float | Decimal | date | None


class Link(NamedTuple):
    """A link inside the workbook to the row of an anchor, or to the rows from one anchor to another."""

    anchor: str
    last: str = ""


class Cell(NamedTuple):
    """One cell. `lines` is how many lines its text takes, where the maker already knows."""

    value: CellValue = None
    style: Style = Style.TEXT
    link: Link | None = None
    lines: int = 0


Row: TypeAlias = Sequence[Cell]


@dataclass(frozen=True)
class Limits:
    """What one sheet may hold before the next one continues: Excel's own limits, and 2 GB for its part of the file."""

    rows: int = 1_048_576
    links: int = 65_530
    size: int = 1_900_000_000


EXCEL_LIMITS = Limits()


@dataclass(frozen=True)
class Layout:
    """How a sheet begins: its name, the widths of its columns, the rows above the table and the table's header.

    What continues on a second sheet begins in the same way. `one_page` makes the sheet print on a single page;
    `padding` is added to the height of every row, in points.
    """

    name: str
    widths: tuple[float, ...]
    opening: tuple[Row, ...] = ()
    header: Row = ()
    one_page: bool = False
    padding: int = 0
    anchor: str = ""


def number_text(value: float | Decimal | date) -> str:
    """Return a number as a cell holds it; days count from 1899-12-30, and moments are shown in Europe/Stockholm."""
    if isinstance(value, datetime):
        shown = value.astimezone(STOCKHOLM).replace(tzinfo=None) if value.tzinfo else value
        return f"{(shown - _FIRST_DAY) / timedelta(days=1):.10f}".rstrip("0").rstrip(".")
    if isinstance(value, date):
        return str((value - _FIRST_DAY.date()).days)
    return str(value)
