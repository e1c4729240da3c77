"""Imports organisations and contacts from a list: first planned in memory, then written whole or not at all.

What the list says wins over what is stored; what it is silent about stays. Nobody is removed by an import: an
organisation or contact that is not in the list stays, and one that has left does not come back.
"""

from dataclasses import dataclass, field

from sqlalchemy import func, select
from sqlalchemy.orm import selectinload

from app.extensions import db
from app.models import Contact, Council, Membership, Organisation, Staff
from app.services import audit
from app.services.plan import handed_in
from app.services.plan.import_report import Change, ImportReport, RowChange
from app.uploads.contact_list import ContactEntry, ContactList, OrganisationRow, read_contacts
from app.uploads.names import same_name_key
from app.uploads.remarks import Remark, sentence
from forms.audience import OrganisationKind

DEFAULT_KIND = OrganisationKind.MEMBER
DEFAULT_LANGUAGE = "sv"


@dataclass
class _PlannedContact:
    """A contact as it will be; `stored` is None for a new one."""

    email: str
    name: str
    role: str
    language: str
    stored: Contact | None = None
    is_changed: bool = False


@dataclass
class _PlannedOrganisation:
    """An organisation as it will be; `stored` is None for a new one."""

    name: str
    kind: OrganisationKind
    stored: Organisation | None = None
    is_changed: bool = False
    contacts: dict[str, _PlannedContact] = field(default_factory=dict)


@dataclass
class _Plan:
    """All organisations of the council by the key of their name, and what is to be told."""

    organisations: dict[str, _PlannedOrganisation]
    rows: list[RowChange] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)
    without_kind: int = 0


def read(data: bytes, filename: str) -> ContactList:
    """Read a contact list from a file. Raises Refused with the reason why it can't be read."""
    return handed_in.read_as(data, filename, read_contacts)


def preview(council: Council, contacts: ContactList) -> ImportReport:
    """Say what an import would do, row by row, and change nothing."""
    plan = _plan(council, contacts)
    return _report(plan, contacts, written=False)


def run(
    council: Council, contacts: ContactList, *, skip_rejected: bool = False, staff: Staff | None = None
) -> ImportReport:
    """Write the whole list, or nothing when a row is rejected: half a list of whom to ask is worse than none.

    `skip_rejected` is for those who have seen the report and want the other rows written.
    """
    # Two imports at once would both find the same organisation missing.
    db.session.execute(select(Council.id).where(Council.id == council.id).with_for_update())
    plan = _plan(council, contacts)
    written = skip_rejected or not contacts.rejected
    if written:
        _write(council, plan)
        report = _report(plan, contacts, written=True)
        created, updated = report.count(Change.CREATED), report.count(Change.UPDATED)
        audit.record("organisations_imported", "council", council.id, staff=staff, created=created, updated=updated)
        return report
    return _report(plan, contacts, written=False)


def _report(plan: _Plan, contacts: ContactList, *, written: bool) -> ImportReport:
    remarks = [*contacts.remarks, *plan.remarks]
    if plan.without_kind:
        remarks.append(Remark("", 0, sentence("kind_missing", count=plan.without_kind)))
    return ImportReport(tuple(plan.rows), contacts.rejected, tuple(remarks), written)


def _plan(council: Council, contacts: ContactList) -> _Plan:
    plan = _Plan(_stored(council))
    for row in contacts.rows:
        plan.rows.append(RowChange(row.sheet, row.number, row.organisation, _plan_row(plan, row)))
    return plan


def _stored(council: Council) -> dict[str, _PlannedOrganisation]:
    query = (
        select(Organisation)
        .where(Organisation.council_id == council.id)
        .options(selectinload(Organisation.membership), selectinload(Organisation.contacts))
        .order_by(Organisation.id.desc())
    )
    return {same_name_key(organisation.name): _as_planned(organisation) for organisation in db.session.scalars(query)}


def _as_planned(organisation: Organisation) -> _PlannedOrganisation:
    contacts = {
        contact.email: _PlannedContact(contact.email, contact.name, contact.role, contact.language, contact)
        for contact in organisation.contacts
    }
    return _PlannedOrganisation(organisation.name, organisation.membership.kind, organisation, contacts=contacts)


def _plan_row(plan: _Plan, row: OrganisationRow) -> Change:
    """Bring the row into the plan, and say what it comes to: a new organisation, a change to one, or nothing."""
    key = same_name_key(row.organisation)
    planned = plan.organisations.get(key)
    is_new = planned is None
    if planned is None:
        planned = _PlannedOrganisation(row.organisation, row.kind or DEFAULT_KIND, is_changed=True)
        plan.organisations[key] = planned
        plan.without_kind += row.kind is None
    before = is_new or _change_kind(planned, row.kind)
    changes = [_plan_contact(plan, planned, entry, row) for entry in row.contacts]
    if planned.stored is not None and planned.stored.membership.left_at is not None:
        plan.remarks.append(Remark(row.sheet, row.number, sentence("organisation_has_left")))
    if not (before or any(changes)):
        return Change.UNCHANGED
    return Change.CREATED if planned.stored is None else Change.UPDATED


def _change_kind(planned: _PlannedOrganisation, kind: OrganisationKind | None) -> bool:
    if kind is None or kind is planned.kind:
        return False
    planned.kind, planned.is_changed = kind, True
    return True


def _plan_contact(plan: _Plan, planned: _PlannedOrganisation, entry: ContactEntry, row: OrganisationRow) -> bool:
    """Add or change one contact; what the row is silent about stays as it is."""
    contact = planned.contacts.get(entry.email)
    if contact is None:
        language = entry.language or DEFAULT_LANGUAGE
        planned.contacts[entry.email] = _PlannedContact(entry.email, entry.name, entry.role, language, is_changed=True)
        return True
    if contact.stored is not None and contact.stored.left_at is not None:
        plan.remarks.append(Remark(row.sheet, row.number, sentence("contact_has_left", text=entry.email)))
        return False
    told = (entry.name or contact.name, entry.role or contact.role, entry.language or contact.language)
    is_colleague = contact.stored is not None and contact.stored.is_colleague
    is_changed = is_colleague or told != (contact.name, contact.role, contact.language)
    contact.name, contact.role, contact.language = told
    contact.is_changed = contact.is_changed or is_changed
    return is_changed


def _write(council: Council, plan: _Plan) -> None:
    last = db.session.scalar(select(func.max(Membership.position)).where(Membership.council_id == council.id))
    position = 0 if last is None else last + 1
    for planned in plan.organisations.values():
        organisation = planned.stored
        if organisation is None:
            organisation = Organisation(council=council, name=planned.name)
            organisation.membership = Membership(council=council, kind=planned.kind, position=position)
            db.session.add(organisation)
            position += 1
        elif planned.is_changed:
            organisation.membership.kind = planned.kind
        _write_contacts(organisation, planned)
    db.session.flush()


def _write_contacts(organisation: Organisation, planned: _PlannedOrganisation) -> None:
    for contact in planned.contacts.values():
        if not contact.is_changed:
            continue
        stored = contact.stored or Contact(organisation=organisation, email=contact.email)
        stored.name, stored.role, stored.language = contact.name, contact.role, contact.language
        stored.is_colleague = False
        db.session.add(stored)
