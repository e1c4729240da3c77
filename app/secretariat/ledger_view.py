"""Which rows of the ledger are shown, and in what order, by the words in the page's address."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from flask import url_for
from flask_babel import gettext

from app.queries import paging
from app.queries.issue.standing import Need, Standing
from forms.audience import KIND_NAMES, OrganisationKind

Row = TypeVar("Row", bound=Standing)

SHOWN: dict[str, Callable[[Standing], bool]] = {
    "": lambda _row: True,
    "waiting": lambda row: row.asked and not row.is_done and row.closed_at is None,
    "attention": lambda row: row.need in {Need.CONTACT, Need.UNREACHABLE, Need.OTHER_CONTACT, Need.SILENT},
    "done": lambda row: row.is_done,
}
ORDERS: dict[str, Callable[[Standing], Any]] = {
    "": lambda row: (row.rank, row.position),
    "organisation": lambda row: row.organisation.casefold(),
    "state": lambda row: (row.state.value, row.position),
    "deadline": lambda row: (row.deadline_at, row.position),
    "sent": lambda row: (row.sent_at is None, row.sent_at, row.position),
    "opened": lambda row: (row.opened_at is None, row.opened_at, row.position),
    "reminded": lambda row: (row.reminded_at is None, row.reminded_at, row.position),
    "submitted": lambda row: (row.submitted_at is None, row.submitted_at, row.position),
    "council": lambda row: row.position,
}


@dataclass(frozen=True)
class LedgerView:
    """A choice of rows. Unknown words in the address mean the same as none."""

    show: str = ""
    kind: str = ""
    sort: str = ""
    page: int = 1

    @classmethod
    def of(cls, arguments: Mapping[str, str]) -> "LedgerView":
        """Read the choice from the page's address."""
        show, kind, sort = (arguments.get(name, "") for name in ("show", "kind", "sort"))
        return cls(
            show if show in SHOWN else "",
            kind if kind in set(OrganisationKind) else "",
            sort if sort in ORDERS else "",
            paging.number(arguments.get("page")),
        )

    def rows(self, rows: list[Row]) -> list[Row]:
        """The rows to show, in order, on all pages."""
        kept = [row for row in rows if SHOWN[self.show](row) and (not self.kind or row.kind == self.kind)]
        return sorted(kept, key=ORDERS[self.sort])

    def address(self, meeting_id: int, **changed: str | int) -> str:
        """The address of the page with some of the choice changed; what is empty is left out."""
        return url_for("secretariat.ledger", meeting_id=meeting_id, **self._words(changed))

    def file_address(self, meeting_id: int, extension: str) -> str:
        """The address of the same rows as a file, `xlsx` or `csv`."""
        return url_for("secretariat.ledger_file", meeting_id=meeting_id, extension=extension, **self._words({}))

    def _words(self, changed: Mapping[str, str | int]) -> dict[str, Any]:
        words: dict[str, Any] = {"show": self.show, "kind": self.kind, "sort": self.sort, **changed}
        return {name: value for name, value in words.items() if value}

    def columns(self, meeting_id: int) -> list[dict[str, object]]:
        """The table's columns, as components/table.html takes them, nearly each a way to sort."""
        names = {
            "organisation": gettext("Organisation"),
            "state": gettext("Läge"),
            "": gettext("Kontakt"),
            "sent": gettext("Skickat"),
            "opened": gettext("Öppnat"),
            "reminded": gettext("Påmint"),
            "deadline": gettext("Sista dag"),
            "submitted": gettext("Svar"),
        }
        return [self._column(meeting_id, key, text) for key, text in names.items()]

    def _column(self, meeting_id: int, key: str, text: str) -> dict[str, object]:
        if not key:
            return {"text": text}
        return {
            "text": text,
            "sort": self.address(meeting_id, sort=key),
            "sorted": "ascending" if key == self.sort else None,
        }


def show_choices() -> list[tuple[str, str]]:
    """The choices of what to show, as value and text."""
    return [
        ("", gettext("Alla")),
        ("attention", gettext("Behöver åtgärd")),
        ("waiting", gettext("Har inte svarat")),
        ("done", gettext("Klara")),
    ]


def kind_choices(locale: str) -> list[tuple[str, str]]:
    """The kinds of organisation to choose among, as value and text."""
    return [("", gettext("Alla")), *((kind.value, name.text(locale)) for kind, name in KIND_NAMES.items())]
