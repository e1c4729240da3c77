"""`radslag db`: the database's migrations."""

import click

from app.extensions import db
from migrations import chain


@click.group("db")
def database() -> None:
    """The database's tables."""


@database.command()
def upgrade() -> None:
    """Migrate to the newest tables; prints the revision."""
    with db.engine.begin() as connection:
        click.echo(chain.upgrade(connection))


@database.command()
def current() -> None:
    """Print the revision that the database stands at."""
    with db.engine.connect() as connection:
        click.echo(chain.current_revision(connection) or "none")


COMMANDS = (database,)
