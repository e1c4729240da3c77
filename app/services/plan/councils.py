"""Councils: adding one, and changing how it is named and reached."""

import re
from dataclasses import dataclass

from flask_babel import gettext
from sqlalchemy import select

from app.extensions import db
from app.models import Council, Staff
from app.services import audit
from app.services.input_checks import Checks
from forms.audience import OrganisationKind

_CODE = re.compile(r"[a-z0-9][a-z0-9-]{0,39}")


@dataclass(frozen=True)
class CouncilInput:
    """A council as somebody typed it. `collecting_kinds` None: what holds already, or the usual kinds."""

    code: str
    name: str
    mailbox: str = ""
    phone: str = ""
    approval: str = ""
    """Anything but nothing: only an approver of an organisation sends its answer."""
    mailbox_code_required: bool = False
    collecting_kinds: tuple[str, ...] | None = None


def add(typed: CouncilInput, staff: Staff | None = None) -> Council:
    """Add a council. Raises RefusedInput naming the fields that can't be stored."""
    council = Council(code="", name="")
    _fill(council, typed)
    db.session.add(council)
    db.session.flush()
    audit.record("council_added", "council", council.id, staff=staff)
    return council


def change(council: Council, typed: CouncilInput, staff: Staff | None = None) -> None:
    """Change everything about the council that is typed. Raises RefusedInput."""
    _fill(council, typed)
    db.session.flush()
    audit.record("council_changed", "council", council.id, staff=staff)


def _fill(council: Council, typed: CouncilInput) -> None:
    checks = Checks()
    code = checks.line("code", typed.code, gettext("Skriv en kod för rådet.")).lower()
    if code and not _CODE.fullmatch(code):
        checks.refuse("code", gettext("Koden får ha små bokstäver a–z, siffror och bindestreck, högst 40 tecken."))
    if _is_taken(council, code):
        checks.refuse("code", gettext("Koden används redan av ett annat råd. Välj en annan."))
    name = checks.line("name", typed.name, gettext("Skriv rådets namn."))
    mailbox = checks.address("mailbox", typed.mailbox)
    phone = checks.line("phone", typed.phone, longest=60)
    checks.done()
    council.code, council.name, council.mailbox, council.phone = code, name, mailbox, phone
    council.approval_required = bool(typed.approval)
    council.mailbox_code_required = typed.mailbox_code_required
    if typed.collecting_kinds is not None:
        council.collecting_kinds = [kind.value for kind in OrganisationKind if kind in typed.collecting_kinds]


def _is_taken(council: Council, code: str) -> bool:
    other = db.session.scalar(select(Council.id).where(Council.code == code))
    return other is not None and other != council.id
