"""Colleagues in words: what to call them, and what each may do."""

from flask_babel import gettext

from app.models import Contact, InvitationRole
from app.services.input_checks import RefusedInput
from forms.secretariat.base import TypedForm


def name_of(contact: Contact | None) -> str:
    """What colleagues call a contact: the name, else the role, else the address."""
    if contact is None:
        return str(gettext("en kollega"))
    return contact.name or contact.role or contact.email


def role_names() -> dict[InvitationRole, str]:
    """What those with each role do, in few words."""
    return {
        InvitationRole.CONTRIBUTOR: gettext("Skriver"),
        InvitationRole.COORDINATOR: gettext("Skriver och bjuder in"),
        InvitationRole.APPROVER: gettext("Skriver, bjuder in och godkänner"),
    }


def role_choices(most: InvitationRole) -> list[tuple[str, str]]:
    """The roles that somebody with this role may give, as value and text."""
    words = {
        InvitationRole.CONTRIBUTOR: gettext("Skriva"),
        InvitationRole.COORDINATOR: gettext("Skriva och bjuda in"),
        InvitationRole.APPROVER: gettext("Skriva, bjuda in och godkänna"),
    }
    return [(role.value, text) for role, text in words.items() if role.rank <= most.rank]


def put_at_fields(form: TypedForm, refusal: RefusedInput) -> None:
    """Show what was refused at the fields that it was typed into."""
    for name, sentence in refusal.errors.items():
        form[name].errors = [sentence]
