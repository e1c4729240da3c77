"""`radslag status`: the ledger of a meeting."""

import json
from datetime import datetime

import click

from app.queries.issue.ledger import LedgerRow
from forms.moments import local

MOMENTS = ("sent_at", "opened_at", "reminded_at", "bounced_at", "submitted_at")


@click.command()
@click.option("--meeting", "meeting_id", type=int, required=True, help="The meeting's id.")
@click.option("--json", "as_json", is_flag=True, help="Print the rows as JSON.")
def status(meeting_id: int, as_json: bool) -> None:
    """Print a row per organisation: its state, contacts, and what became of its mails and answer."""
    from app.queries.issue import ledger
    from app.queries.plan import meetings as meeting_queries

    rows = ledger.rows(meeting_queries.by_id(meeting_id))
    if as_json:
        click.echo(json.dumps([_as_json(row) for row in rows], ensure_ascii=False))
        return
    for row in rows:
        click.echo(_as_line(row))


def _as_json(row: LedgerRow) -> dict[str, object]:
    return {
        "organisation": row.organisation,
        "kind": row.kind.value,
        "request_id": row.request_id,
        "state": row.state.value,
        "asked": row.asked,
        "contacts": [contact.email for contact in row.contacts],
        **{name: _iso(getattr(row, name)) for name in MOMENTS},
        "late": row.late,
        "abstained": row.state.value == "abstained",
        "silent": row.state.value == "silent",
        "submissions": row.submission_count,
        "deadline_at": _iso(row.deadline_at),
        "closed_at": _iso(row.closed_at),
        "failed_mails": row.failed,
        "note": row.note,
    }


def _as_line(row: LedgerRow) -> str:
    moments = [f"{name.removesuffix('_at')} {_short(getattr(row, name))}" for name in MOMENTS if getattr(row, name)]
    words = [*(["late"] if row.late else []), *([] if row.asked else ["asked nothing"])]
    people = ", ".join(contact.email for contact in row.contacts) or "no contact"
    return "\t".join([row.organisation, row.state.value, people, *moments, *words])


def _iso(moment: datetime | None) -> str | None:
    return local(moment).isoformat(timespec="seconds") if moment else None


def _short(moment: datetime) -> str:
    return f"{local(moment):%Y-%m-%d %H:%M}"


COMMANDS = (status,)
