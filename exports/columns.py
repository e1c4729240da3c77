"""Columns declared once: what stands over them, how wide they are, and what kind of value they hold."""

from dataclasses import dataclass
from enum import StrEnum

from forms.localised import Localised


class ColumnKind(StrEnum):
    """What the cells of a column hold. A moment is a date with a time of day."""

    TEXT = "text"
    NUMBER = "number"
    DATE = "date"
    MOMENT = "moment"
    LINK = "link"


@dataclass(frozen=True)
class Column:
    """One column of a table. `width` is in digits of the workbook's font, as spreadsheets count."""

    key: str
    heading: Localised
    width: float
    kind: ColumnKind = ColumnKind.TEXT
