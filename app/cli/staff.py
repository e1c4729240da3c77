"""`radslag staff`: the persons who sign in."""

import json
import secrets
import sys

import click

from app.extensions import db
from app.models import Staff, StaffRole
from app.queries import staff as staff_queries
from app.services import staff as staff_service


@click.group()
def staff() -> None:
    """The persons who sign in."""


@staff.command()
@click.argument("email")
@click.option("--role", type=click.Choice([role.value for role in StaffRole]), required=True)
@click.option("--name", default="", help="As shown to colleagues.")
@click.option("--password-stdin", is_flag=True, help="Read the password from the first line of standard input.")
def add(email: str, role: str, name: str, password_stdin: bool) -> None:
    """Add a person, or give one a new role and password; prints the id.

    Without --password-stdin a terminal is asked for a password; elsewhere one is made and printed once.
    """
    typed = _typed_password(password_stdin)
    password = typed if typed is not None else secrets.token_urlsafe(15)
    with db.transaction():
        person = staff_service.add(email, StaffRole(role), password, name)
    if typed is None:
        click.echo(f"Password: {password}")
    click.echo(person.id)


@staff.command("list")
@click.option("--json", "as_json", is_flag=True, help="One JSON list.")
def list_all(as_json: bool) -> None:
    """List everyone, those who have left last."""
    rows = [_row(person) for person in staff_queries.everyone()]
    if as_json:
        click.echo(json.dumps(rows, ensure_ascii=False))
        return
    for row in rows:
        click.echo(f"{row['id']}  {row['role']}  {row['email']}{'  (left)' if row['left_at'] else ''}")


def _typed_password(from_stdin: bool) -> str | None:
    """What the person chose; None where nobody is there to ask."""
    if from_stdin:
        return sys.stdin.readline().rstrip("\r\n")
    if sys.stdin.isatty():
        typed: str = click.prompt("Password", hide_input=True, confirmation_prompt=True)
        return typed
    return None


def _row(person: Staff) -> dict[str, str | int | None]:
    return {
        "id": person.id,
        "email": person.email,
        "name": person.name,
        "role": person.role.value,
        "left_at": person.left_at.isoformat() if person.left_at else None,
    }


COMMANDS = (staff,)
