"""`radslag themes`: a council's code book."""

from pathlib import Path

import click

from app.cli.council import find_council
from app.cli.imports import CouncilOption, DryRunOption, FileArgument, JsonOption, read_file, tell
from app.extensions import db
from app.services.plan import themes_import


@click.group()
def themes() -> None:
    """The themes of a council's code book."""


@themes.command("import")
@FileArgument
@CouncilOption
@DryRunOption
@JsonOption
def import_code_book(file: Path, code: str, dry_run: bool, as_json: bool) -> None:
    """Import the code book from FILE (columns key, name, description, keywords, parent); all rows or none."""
    code_book = themes_import.read(read_file(file), file.name)
    with db.transaction():
        council = find_council(code)
        run = themes_import.preview if dry_run else themes_import.run
        report = run(council, code_book)
    tell(report, dry_run=dry_run, as_json=as_json, hint="")


COMMANDS = (themes,)
