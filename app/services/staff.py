"""Adds, changes and removes persons of staff, and proves who they are."""

from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from flask_babel import gettext
from sqlalchemy import select, update

from app.extensions import db
from app.models import BrowserSession, Staff, StaffRole, now
from app.queries import staff as staff_queries
from app.services import audit
from app.services.input_checks import Checks
from app.services.problems import Refused

MINIMUM_PASSWORD_LENGTH = 12  # NIST SP 800-63B and ASVS 5.0 6.2.1: length, not composition
hasher = PasswordHasher()


def add(
    email: str, role: StaffRole, password: str, name: str = "", *, again: bool = True, by: Staff | None = None
) -> Staff:
    """Add a person; with `again`, somebody who is here already gets this role and password, and must sign in anew.

    Raises RefusedInput for an address that is none or is taken, and for a password that is too short.
    """
    checks = Checks()
    address = checks.line("email", email).lower()
    if "@" not in address.strip("@"):
        checks.refuse("email", gettext("Skriv en e-postadress med @."))
    if not again and staff_queries.by_email(address):
        checks.refuse("email", gettext("Personen finns redan. Ändra den i listan i stället."))
    _check_password(checks, password)
    shown = checks.line("name", name)
    checks.done()
    person = db.session.scalar(select(Staff).where(Staff.email == address)) or Staff(email=address)
    person.role, person.password_hash, person.left_at = role, hasher.hash(password), None
    person.name = shown or person.name or ""
    db.session.add(person)
    db.session.flush()
    _sign_out_everywhere(person)
    audit.record("staff_added", "staff", person.id, staff=by, role=role.value)
    return person


def change(person: Staff, role: StaffRole, name: str, password: str, *, by: Staff) -> None:
    """Change name and role, and the password where one is given: then every browser must sign in anew.

    Raises RefusedInput for a short password, and for an administrator who would shut themselves out.
    """
    checks = Checks()
    if person.id == by.id and role is not person.role:
        checks.refuse("role", gettext("Du kan inte ändra din egen roll. Be en annan administratör."))
    if password:
        _check_password(checks, password)
    shown = checks.line("name", name)
    checks.done()
    person.role, person.name = role, shown
    if password:
        person.password_hash = hasher.hash(password)
        _sign_out_everywhere(person)
    db.session.flush()
    audit.record("staff_changed", "staff", person.id, staff=by, role=role.value)


def remove(person: Staff, *, by: Staff) -> None:
    """Let the person in no more; what they did stays theirs. Raises Refused for oneself."""
    if person.id == by.id:
        raise Refused(gettext("Du kan inte ta bort dig själv. Be en annan administratör."))
    person.left_at = person.left_at or now()
    _sign_out_everywhere(person)
    db.session.flush()
    audit.record("staff_removed", "staff", person.id, staff=by)


def prove(email: str, password: str) -> Staff | None:
    """The person whose address and password these are, or None; both cases take equally long.

    Verifying takes a while on purpose, so it happens between two transactions: SQLite has one turn to write.
    """
    with db.reading():
        person = staff_queries.by_email(email)
        expected = person.password_hash if person else _nobodys_hash()
    try:
        hasher.verify(expected, password)
    except (VerificationError, InvalidHashError):
        return None
    person = staff_queries.by_email(email)
    return person if person and person.password_hash == expected else None


@cache
def _nobodys_hash() -> str:
    """Verified against when the address is unknown, so that both answers take the same time.

    Made when first needed: a hash takes a while on purpose, and most processes never sign anybody in.
    """
    return hasher.hash("a password that nobody has")


def _check_password(checks: Checks, password: str) -> None:
    if len(password) < MINIMUM_PASSWORD_LENGTH:
        checks.refuse("password", gettext("Lösenordet måste ha minst %(n)s tecken.", n=MINIMUM_PASSWORD_LENGTH))


def _sign_out_everywhere(person: Staff) -> None:
    db.session.execute(
        update(BrowserSession)
        .where(BrowserSession.staff_id == person.id, BrowserSession.ended_at.is_(None))
        .values(ended_at=now())
    )
