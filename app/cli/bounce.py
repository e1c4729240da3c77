"""`radslag bounce`: what the mail system hands over when a mail came back."""

import sys

import click
from sqlalchemy.exc import OperationalError

from app.extensions import db
from app.mail import bounces
from app.models import now

TRY_AGAIN = 75  # EX_TEMPFAIL: a mail system keeps the report, and hands it over later


@click.command()
@click.option("--recipient", default="", help="The address that the report came to, as the mail system knows it.")
def bounce(recipient: str) -> None:
    """Read a delivery report from standard input, and mark the contact whose mail came back.

    Ends with 0 whatever the report was, so that no report is answered with another.
    """
    from app.services.issue import bounces as bounce_service

    report = bounces.read(sys.stdin.buffer.read(bounces.MOST_BYTES), recipient)
    try:
        with db.transaction():
            taken = bounce_service.take(report, now())
    except OperationalError:
        click.echo("The database does not answer: hand the report over again later.", err=True)
        sys.exit(TRY_AGAIN)
    click.echo(" ".join(part for part in (taken.value, report.status) if part))


COMMANDS = (bounce,)
