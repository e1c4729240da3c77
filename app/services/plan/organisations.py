"""Organisations of a council: adding, naming, putting in order, leaving and coming back."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from flask_babel import gettext
from sqlalchemy import func, select

from app.extensions import db
from app.models import ApprovalRule, Council, Membership, Organisation, Staff, now
from app.services import audit
from app.services.input_checks import Checks
from app.uploads.names import same_name_key
from forms.audience import OrganisationKind

Direction = Literal["up", "down"]


@dataclass(frozen=True)
class OrganisationInput:
    """An organisation as somebody typed it; `kind` is spelled as in files, `approval` is a word of ApprovalRule."""

    name: str
    kind: str
    approval: str = ApprovalRule.INHERIT.value


def add(council: Council, typed: OrganisationInput, staff: Staff | None = None) -> Organisation:
    """Add an organisation last in the council's order. Raises RefusedInput."""
    name, kind = _checked(council.id, typed, None)
    organisation = Organisation(council=council, name=name)
    organisation.membership = Membership(council=council, kind=kind, position=_next_position(council.id))
    organisation.membership.approval = ApprovalRule(typed.approval)
    db.session.add(organisation)
    db.session.flush()
    audit.record("organisation_added", "organisation", organisation.id, staff=staff, kind=kind.value)
    return organisation


def change(organisation: Organisation, typed: OrganisationInput, staff: Staff | None = None) -> None:
    """Change name and kind. What is issued already keeps the kind it was issued to. Raises RefusedInput."""
    organisation.name, organisation.membership.kind = _checked(organisation.council_id, typed, organisation)
    organisation.membership.approval = ApprovalRule(typed.approval)
    db.session.flush()
    audit.record("organisation_changed", "organisation", organisation.id, staff=staff)


def move(organisation: Organisation, direction: Direction, staff: Staff | None = None) -> None:
    """Change places with the nearest member before or after; the first and last stay, and so does one that has left."""
    seats = _seats(organisation.council_id)
    if organisation.membership not in seats:
        return
    place = seats.index(organisation.membership)
    other = place - 1 if direction == "up" else place + 1
    if 0 <= other < len(seats):
        seats[place], seats[other] = seats[other], seats[place]
    _number(seats)
    db.session.flush()
    audit.record("organisation_moved", "organisation", organisation.id, staff=staff, direction=direction)


def leave(organisation: Organisation, staff: Staff | None = None) -> None:
    """End the membership: the organisation gets no new requests, and all it has sent remains."""
    organisation.membership.left_at = organisation.membership.left_at or now()
    db.session.flush()
    audit.record("organisation_left", "organisation", organisation.id, staff=staff)


def come_back(organisation: Organisation, staff: Staff | None = None) -> None:
    """Take up the membership again, last in the council's order."""
    if organisation.membership.left_at is None:
        return
    organisation.membership.left_at = None
    organisation.membership.position = _next_position(organisation.council_id)
    db.session.flush()
    audit.record("organisation_came_back", "organisation", organisation.id, staff=staff)


def _checked(
    council_id: int, typed: OrganisationInput, organisation: Organisation | None
) -> tuple[str, OrganisationKind]:
    checks = Checks()
    name = checks.line("name", typed.name, gettext("Skriv organisationens namn."))
    if name and (other := _same_name(council_id, name, organisation)):
        checks.refuse("name", _taken_sentence(other))
    if typed.kind not in OrganisationKind.__members__.values():
        checks.refuse("kind", gettext("Välj vilken typ av organisation det är."))
    if typed.approval not in set(ApprovalRule):
        checks.refuse("approval", gettext("Välj om svaret ska godkännas."))
    checks.done()
    return name, OrganisationKind(typed.kind)


def _taken_sentence(other: Organisation) -> str:
    if other.membership.left_at is not None:
        return str(gettext("Organisationen har funnits i rådet. Ta med den igen under ”Har lämnat rådet”."))
    return str(gettext("Det finns redan en organisation med det namnet i rådet."))


def _same_name(council_id: int, name: str, organisation: Organisation | None) -> Organisation | None:
    key = same_name_key(name)
    everyone = db.session.scalars(
        select(Organisation).where(Organisation.council_id == council_id).order_by(Organisation.id)
    )
    return next((one for one in everyone if one is not organisation and same_name_key(one.name) == key), None)


def _seats(council_id: int) -> list[Membership]:
    query = select(Membership).where(Membership.council_id == council_id, Membership.left_at.is_(None))
    return list(db.session.scalars(query.order_by(Membership.position, Membership.id)))


def _number(seats: Sequence[Membership]) -> None:
    for position, seat in enumerate(seats):
        seat.position = position


def _next_position(council_id: int) -> int:
    last = db.session.scalar(select(func.max(Membership.position)).where(Membership.council_id == council_id))
    return 0 if last is None else last + 1
