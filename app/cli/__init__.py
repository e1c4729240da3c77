"""The command line `radslag`: one module a noun, each with its click commands in `COMMANDS`."""

import importlib
import os
import pkgutil
import sys
from collections.abc import Callable
from typing import Any

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
    _add_commands()
    try:
        sys.exit(cli(standalone_mode=False) or 0)
    except click.exceptions.NoArgsIsHelpError as wrong:
        wrong.show()
        sys.exit(wrong.exit_code)
    except click.ClickException as wrong:
        _refuse(_how_to_use(wrong), wrong.exit_code)
    except BrokenPipeError:
        # Whoever read our output has left, as `head` does; what is still held back has nowhere to go.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(1)
    except tuple(REFUSALS) as error:
        _refuse(next(words(error) for kind, words in REFUSALS.items() if isinstance(error, kind)))


def _add_commands() -> None:
    for module in pkgutil.iter_modules(__path__):
        if module.name == "__main__":
            continue
        for command in getattr(importlib.import_module(f"{__name__}.{module.name}"), "COMMANDS", ()):
            cli.add_command(command)


def _how_to_use(wrong: click.ClickException) -> str:
    """Click's reason in one line, and where to read more."""
    context = getattr(wrong, "ctx", None)
    command = context.command_path if context else "radslag"
    return f"{' '.join(wrong.format_message().split()).rstrip('.')}; see {command} --help."


def _about_file(error: OSError) -> str:
    return f"{error.filename or 'A file'} cannot be used: {error.strerror or type(error).__name__}."


# What a command may run into, and what is said of it.
REFUSALS: dict[type[Exception], Callable[[Any], str]] = {
    Problem: str,
    config.SettingsError: str,
    NoResultFound: lambda _: "Nothing here has that id or code; list what there is first.",
    OperationalError: lambda _: (
        "The database does not answer or has no tables: check DATABASE_URL, then run radslag db upgrade."
    ),
    OSError: _about_file,
    click.Abort: lambda _: "Stopped before the end; what was not finished is not written.",
}


def _refuse(sentence: str, code: int = 1) -> None:
    click.echo(sentence, err=True)
    sys.exit(code)
