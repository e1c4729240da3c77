"""`radslag backup` and `radslag restore`: the whole database, out and back, one command each."""

from pathlib import Path

import click

from app.cli.whole_file import whole_file
from app.extensions import db
from app.services import backup as backups


@click.command()
@click.argument("file", type=click.Path(dir_okay=False, writable=True, path_type=Path))
def backup(file: Path) -> None:
    """Write everything of one moment to FILE, while the service goes on."""
    with whole_file(file) as target:
        counts = backups.write(target)
    report(counts, file)


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--replace", is_flag=True, help="Remove what is in the database first.")
def restore(file: Path, *, replace: bool) -> None:
    """Put a backup back, all of it or nothing; a database without tables gets them first."""
    with db.transaction():
        counts = backups.read_back(file, replace=replace)
    report(counts, file)


def report(counts: dict[str, int], file: Path) -> None:
    """Print rows per table, then the sum and the file's SHA-256."""
    for table, rows in counts.items():
        click.echo(f"{table} {rows}")
    click.echo(f"rows {sum(counts.values())}, sha256 {backups.sha256(file)}")


COMMANDS = (backup, restore)
