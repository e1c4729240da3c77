"""`radslag organisations`: the organisations around a council."""

from pathlib import Path

import click

from app.cli.council import find_council
from app.cli.imports import CouncilOption, DryRunOption, FileArgument, JsonOption, read_file, tell
from app.extensions import db
from app.services.plan import organisations_import


@click.group()
def organisations() -> None:
    """The organisations around a council, and their contacts."""


@organisations.command("import")
@FileArgument
@CouncilOption
@DryRunOption
@click.option("--skip-rejected", is_flag=True, help="Write the other rows although some are rejected.")
@JsonOption
def import_list(file: Path, code: str, dry_run: bool, skip_rejected: bool, as_json: bool) -> None:
    """Import organisations and contacts from FILE (.xlsx, .xls or .csv); all rows or none."""
    contacts = organisations_import.read(read_file(file), file.name)
    with db.transaction():
        council = find_council(code)
        if dry_run:
            report = organisations_import.preview(council, contacts)
        else:
            report = organisations_import.run(council, contacts, skip_rejected=skip_rejected)
    hint = " To write the other rows, add --skip-rejected."
    tell(report, dry_run=dry_run, as_json=as_json, hint=hint)


COMMANDS = (organisations,)
