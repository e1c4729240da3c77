"""Settles what contacts tell of another person: accepted with one press, or put aside."""

from flask_babel import gettext

from app.extensions import db
from app.models import Contact, ContactChange, Invitation, InvitationRole, Staff, now
from app.queries.issue import requests as request_queries
from app.services import audit
from app.services.issue import outbox
from app.services.issue.issuing import new_link
from app.services.plan import contacts
from app.services.plan.contacts import ContactInput
from app.services.problems import Refused


def accept(change: ContactChange, staff: Staff) -> Contact:
    """Make the proposed person the organisation's contact, with a link and a mail, in place of whoever told of them.

    A colleague with that address becomes the contact. Raises Refused where it is settled, or nobody is proposed.
    """
    _settle(change, staff, accepted=True)
    contact = _contact(change, staff)
    if change.request.closed_at is None and change.request.meeting.closed_at is None:
        _invite(change, contact)
    if change.contact.left_at is None and change.contact_id != contact.id:
        contacts.remove(change.contact, staff)
    return contact


def put_aside(change: ContactChange, staff: Staff) -> None:
    """Settle it without making anybody a contact. Raises Refused where it is settled already."""
    _settle(change, staff, accepted=False)


def _settle(change: ContactChange, staff: Staff, *, accepted: bool) -> None:
    db.session.refresh(change, ("settled_at",), with_for_update=True)
    if change.settled_at is not None or (accepted and not change.email):
        raise Refused(gettext("Det är redan gjort, eller så är ingen föreslagen."))
    change.settled_at, change.settled_by_id = now(), staff.id
    db.session.flush()
    audit.record("contact_change_settled", "contact_change", change.id, staff=staff, accepted=accepted)


def _contact(change: ContactChange, staff: Staff) -> Contact:
    known = request_queries.contact_with(change.request.organisation_id, change.email)
    if known is not None and known.left_at is None and not known.is_colleague:
        return known
    name, role = (change.name, change.role) if known is None else (change.name or known.name, change.role or known.role)
    typed = ContactInput(name, role, change.email, change.language)
    return contacts.add(change.request.organisation, typed, staff)


def _invite(change: ContactChange, contact: Contact) -> None:
    live = [one for one in request_queries.live_invitations(change.request_id) if one.contact_id == contact.id]
    for one in live:
        one.role = InvitationRole.APPROVER
    if live:
        return
    made = Invitation(request_id=change.request_id, contact_id=contact.id, **new_link())
    db.session.add(made)
    db.session.flush()
    outbox.queue("invitation", contact=contact, event_key=f"invitation:{made.id}", invitation=made)
