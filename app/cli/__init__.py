"""The command line `radslag`: one module a noun, each with its click commands in `COMMANDS`."""

import importlib
import pkgutil
import sys

import click
from flask import g
from sqlalchemy.exc import NoResultFound, OperationalError

import config
from app import create_app
from app.services.problems import Problem


# Not Flask's own group: that loads the commands of whatever else is installed.
@click.group()
@click.pass_context
def cli(ctx: click.Context) -> None:
    """Rådslag: from a meeting to the chair's digest."""
    ctx.with_resource(create_app().app_context())
    # Those who run commands read English; mails and workbooks say their own language.
    g.person_language = "en"


def main() -> None:
    """Run the command line; every refusal is one sentence on standard error, never a traceback."""
    for module in pkgutil.iter_modules(__path__):
        if module.name == "__main__":
            continue
        for command in getattr(importlib.import_module(f"{__name__}.{module.name}"), "COMMANDS", ()):
            cli.add_command(command)
    try:
        cli()
    except (Problem, config.SettingsError) as refusal:
        _refuse(str(refusal))
    except NoResultFound:
        _refuse("Nothing here has that id or code; list what there is first.")
    except OperationalError:
        _refuse("The database does not answer or has no tables: check DATABASE_URL, then run radslag db upgrade.")


def _refuse(sentence: str) -> None:
    click.echo(sentence, err=True)
    sys.exit(1)
