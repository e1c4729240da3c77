"""What an import did, or would do: a change per row, and what to tell about single rows."""

from dataclasses import dataclass
from enum import StrEnum

from app.uploads.remarks import Remark


class Change(StrEnum):
    """What one row of a file comes to."""

    CREATED = "created"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    REJECTED = "rejected"


@dataclass(frozen=True)
class RowChange:
    """One accepted row: where it stands, what it is about, and what it comes to."""

    sheet: str
    number: int
    name: str
    change: Change


@dataclass(frozen=True)
class ImportReport:
    """The whole of an import. `written` is False for a trial, and where rejected rows kept all from being written."""

    rows: tuple[RowChange, ...]
    rejected: tuple[Remark, ...]
    remarks: tuple[Remark, ...]
    written: bool = False

    def count(self, change: Change) -> int:
        """How many rows came to this."""
        if change is Change.REJECTED:
            return len(self.rejected)
        return sum(row.change is change for row in self.rows)

    @property
    def total(self) -> int:
        """How many rows there were, rejected ones too."""
        return len(self.rows) + len(self.rejected)
