"""`radslag issue`: sends a meeting's form out to whoever has not got it."""

import json
from dataclasses import asdict

import click

from app.extensions import db


@click.command()
@click.option("--meeting", "meeting_id", type=int, required=True, help="The meeting's id.")
@click.option("--json", "as_json", is_flag=True, help="Print the counts as JSON.")
def issue(meeting_id: int, as_json: bool) -> None:
    """Make requests and invitations and queue their mails; again: only what is new."""
    from app.queries.plan import meetings as meeting_queries
    from app.services.issue import issuing

    with db.transaction():
        counts = issuing.issue(meeting_queries.by_id(meeting_id))
    if as_json:
        click.echo(json.dumps(asdict(counts)))
        return
    click.echo(
        f"requests {counts.requests}, invitations {counts.invitations}, mails {counts.mails}, "
        f"without contact {counts.without_contact}"
    )


COMMANDS = (issue,)
