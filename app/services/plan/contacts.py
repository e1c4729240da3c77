"""Contacts of an organisation: whom its requests are sent to."""

from dataclasses import dataclass

from flask_babel import gettext
from sqlalchemy import select, update

from app.extensions import db
from app.models import Contact, Invitation, Organisation, Staff, now
from app.services import audit
from app.services.input_checks import Checks
from app.services.issue import requests

LANGUAGES = ("sv", "en")


@dataclass(frozen=True)
class ContactInput:
    """A contact as somebody typed it. The name may be blank: a functional mailbox is welcome."""

    name: str
    role: str
    email: str
    language: str = "sv"


def add(organisation: Organisation, typed: ContactInput, staff: Staff | None = None) -> Contact:
    """Add a contact; an address that was removed before comes back as the same contact. Raises RefusedInput.

    Somebody whom a colleague had invited to one request becomes the organisation's contact.
    """
    checked = _checked(organisation, typed, None)
    contact = _with_address(organisation, checked.email) or Contact(organisation=organisation)
    _fill(contact, checked)
    contact.left_at, contact.is_colleague = None, False
    db.session.add(contact)
    db.session.flush()
    audit.record("contact_added", "contact", contact.id, staff=staff)
    return contact


def change(contact: Contact, typed: ContactInput, staff: Staff | None = None) -> None:
    """Change everything about the contact; a new address is trusted until mail to it fails. Raises RefusedInput.

    The links that were sent to the old address are replaced: whoever reads that mailbox gets in no more.
    """
    before = contact.email
    _fill(contact, _checked(contact.organisation, typed, contact))
    db.session.flush()
    if contact.email != before:
        requests.replace_links(contact, staff)
    audit.record("contact_changed", "contact", contact.id, staff=staff)


def remove(contact: Contact, staff: Staff | None = None) -> None:
    """Send this contact nothing more, and close the personal links it holds. What it has sent remains."""
    moment = now()
    contact.left_at = contact.left_at or moment
    db.session.execute(
        update(Invitation)
        .where(Invitation.contact_id == contact.id, Invitation.revoked_at.is_(None))
        .values(revoked_at=moment)
    )
    db.session.flush()
    audit.record("contact_removed", "contact", contact.id, staff=staff)


def trust_again(contact: Contact, staff: Staff | None = None) -> None:
    """Clear the mark that mail to this address was refused or came back, so that the next mail is tried."""
    contact.undeliverable_at = None
    db.session.execute(
        update(Invitation)
        .where(Invitation.contact_id == contact.id, Invitation.revoked_at.is_(None))
        .values(bounced_at=None)
    )
    db.session.flush()
    audit.record("contact_trusted_again", "contact", contact.id, staff=staff)


def _fill(contact: Contact, checked: ContactInput) -> None:
    if contact.email != checked.email:
        contact.undeliverable_at = None
    contact.name, contact.role = checked.name, checked.role
    contact.email, contact.language = checked.email, checked.language


def _checked(organisation: Organisation, typed: ContactInput, contact: Contact | None) -> ContactInput:
    checks = Checks()
    email = checks.address("email", typed.email, gettext("Skriv kontaktens e-postadress."))
    other = _with_address(organisation, email)
    if other is not None and other is not contact and (contact is not None or _is_contact(other)):
        checks.refuse("email", gettext("Organisationen har redan en kontakt med den adressen."))
    if typed.language not in LANGUAGES:
        checks.refuse("language", gettext("Välj svenska eller engelska."))
    checked = ContactInput(checks.line("name", typed.name), checks.line("role", typed.role), email, typed.language)
    checks.done()
    return checked


def _is_contact(other: Contact) -> bool:
    return other.left_at is None and not other.is_colleague


def _with_address(organisation: Organisation, email: str) -> Contact | None:
    return db.session.scalar(select(Contact).where(Contact.organisation_id == organisation.id, Contact.email == email))
