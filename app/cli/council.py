"""`radslag council`: the bodies that meet."""

import json

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


def _row(one: Council) -> dict[str, str | int]:
    return {"id": one.id, "code": one.code, "name": one.name, "mailbox": one.mailbox, "phone": one.phone}


COMMANDS = (council,)
