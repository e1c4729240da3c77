"""`radslag doctor`: whether this installation can do its work, one line a check."""

import json
import os
import smtplib
import sys
from collections.abc import Callable
from pathlib import Path
from zoneinfo import ZoneInfo

import click
from flask import current_app
from sqlalchemy.exc import SQLAlchemyError

import config
from app.extensions import files
from app.models import now
from app.queries import checks
from app.queries.health import database_problem
from exports.pdf import can_write

SMTP_SECONDS = 10
CLOCK_SECONDS = 60


def settings() -> str:
    """Empty where the settings are safe for their environment."""
    return " ".join(config.load().problems())


def database() -> str:
    """Empty where the database answers, is migrated, and keeps what it commits."""
    if problem := database_problem():
        return problem
    found = checks.durability()
    return "" if found in checks.DURABLE else f"Commits may be lost when power fails: {found}."


def mail() -> str:
    """Empty where mail can leave: the relay answers, or the development folder can be written."""
    host, folder = current_app.config["MAIL_SERVER"], current_app.config["MAIL_DIRECTORY"]
    if not host:
        return "" if _writable(Path(folder)) else f"MAIL_DIRECTORY {folder} can't be written."
    try:
        with smtplib.SMTP(host, current_app.config["MAIL_PORT"], timeout=SMTP_SECONDS) as relay:
            relay.noop()
    except (OSError, smtplib.SMTPException) as error:
        return f"MAIL_SERVER {host} does not answer: {type(error).__name__}."
    return ""


def clock() -> str:
    """Empty where our clock, the database's and the time zone tables agree."""
    ZoneInfo("Europe/Stockholm")
    try:
        apart = abs((checks.database_clock() - now()).total_seconds())
    except SQLAlchemyError:
        return "The database's clock can't be read."
    return "" if apart <= CLOCK_SECONDS else f"Our clock and the database's are {apart:.0f} seconds apart."


def rights() -> str:
    """Empty where the folder for data can be written, and nobody else can read the SQLite file."""
    url = current_app.config["DATABASE_URL"]
    if not url.startswith("sqlite:///"):
        return ""
    file = Path(url.removeprefix("sqlite:///"))
    if not _writable(file.parent):
        return f"{file.parent} can't be written."
    if file.exists() and file.stat().st_mode & 0o007:
        return f"Others on this machine can read {file.name}: chmod 600."
    return ""


def pdf() -> str:
    """Empty where receipts can be had as PDF too."""
    return "" if can_write() else "Pango is missing, so receipts are not offered as PDF: see docs/operations.md."


def file_store() -> str:
    """Empty where the store of attached files can be written and read."""
    return files.store.problem()


def _writable(folder: Path) -> bool:
    nearest = next(path for path in (folder, *folder.parents) if path.exists())
    return os.access(nearest, os.W_OK)


CHECKS: dict[str, Callable[[], str]] = {
    "settings": settings,
    "database": database,
    "mail": mail,
    "files": file_store,
    "clock": clock,
    "rights": rights,
    "pdf": pdf,
}


@click.command()
@click.option("--json", "as_json", is_flag=True, help="One JSON document.")
def doctor(*, as_json: bool) -> None:
    """Check settings, database, mail, clock, rights and PDF; exit 1 if any fails."""
    found = {name: check() for name, check in CHECKS.items()}
    if as_json:
        click.echo(
            json.dumps([{"check": name, "ok": not problem, "problem": problem} for name, problem in found.items()])
        )
    else:
        for name, problem in found.items():
            click.echo(f"{name}: {problem or 'ok'}")
    sys.exit(1 if any(found.values()) else 0)


COMMANDS = (doctor,)
