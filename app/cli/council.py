"""`radslag council`: the bodies that meet."""

import json
from typing import Any

import click

from app.extensions import db
from app.models import Council
from app.queries.plan import councils as council_queries
from app.services.plan import councils
from app.services.problems import Refused


@click.group()
def council() -> None:
    """The bodies that meet."""


@council.command()
@click.argument("code")
@click.argument("name")
@click.option("--mailbox", default="", help="The address that answers are sent to.")
@click.option("--phone", default="", help="A number for what must not be written.")
def add(code: str, name: str, mailbox: str, phone: str) -> None:
    """Add a council; prints its id."""
    with db.transaction():
        made = councils.add(councils.CouncilInput(code, name, mailbox, phone))
    click.echo(made.id)


@council.command()
@click.argument("code")
@click.option("--name", help="Another name.")
@click.option("--mailbox", help="The address that answers are sent to; empty for none.")
@click.option("--phone", help="A number for what must not be written; empty for none.")
@click.option("--approval/--no-approval", default=None, help="Whether only an approver sends an organisation's answer.")
@click.option("--mailbox-code/--no-mailbox-code", default=None, help="Whether a new device needs a mailed code.")
def change(code: str, **typed: str | bool | None) -> None:
    """Change what is given, and leave the rest as it is; prints the id."""
    given = {name: value for name, value in typed.items() if value is not None}
    if not given:
        raise click.UsageError("Say what to change; see radslag council change --help.")
    with db.transaction():
        found = find_council(code)
        councils.change(found, _changed(found, given))
    click.echo(found.id)


@council.command("list")
@click.option("--json", "as_json", is_flag=True, help="One JSON list.")
def list_all(as_json: bool) -> None:
    """List the councils."""
    rows = [_row(one) for one in council_queries.everyone()]
    if as_json:
        click.echo(json.dumps(rows, ensure_ascii=False))
        return
    for row in rows:
        click.echo(f"{row['id']}  {row['code']}  {row['name']}")


def find_council(code: str) -> Council:
    """The council with this code. Raises Refused."""
    found = council_queries.by_code(code)
    if found is None:
        raise Refused(f"There is no council with the code {code}; see radslag council list.")
    return found


def _changed(one: Council, given: dict[str, Any]) -> councils.CouncilInput:
    """The council as it stands, with what is given in its place."""
    stands = _row(one) | given
    return councils.CouncilInput(
        stands["code"],
        stands["name"],
        stands["mailbox"],
        stands["phone"],
        approval="yes" if stands["approval"] else "",
        mailbox_code_required=stands["mailbox_code"],
    )


def _row(one: Council) -> dict[str, Any]:
    return {
        "id": one.id,
        "code": one.code,
        "name": one.name,
        "mailbox": one.mailbox,
        "phone": one.phone,
        "approval": one.approval_required,
        "mailbox_code": one.mailbox_code_required,
    }


COMMANDS = (council,)
