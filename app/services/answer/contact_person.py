"""Another contact: handing the request over to somebody, or telling the secretariat that it asked the wrong person."""

from flask_babel import gettext

from app.access import Respondent
from app.extensions import db
from app.models import ChangeReason, Contact, ContactChange, Invitation, InvitationRole, now
from app.queries.answer import colleagues as colleague_queries
from app.services import audit
from app.services.answer import colleagues, invitations, standing
from app.services.answer.colleagues import LANGUAGES, ColleagueInput
from app.services.input_checks import Checks
from app.services.issue import outbox
from app.services.plan.contacts import ContactInput


def hand_over(respondent: Respondent, typed: ContactInput) -> Invitation:
    """Give the own place on the request to another, and leave it. The secretariat is told where its contact leaves.

    The other may do what this person may, and gets a mail; this person's link ends. Raises RefusedInput, or Refused
    where the request is closed.
    """
    invitations.lock_open(respondent.request)
    role = standing.check_here(respondent)
    checked = _checked(respondent, typed, gettext("Skriv adressen till den som tar över."))
    contact = colleagues.colleague(respondent, ColleagueInput(checked.email, checked.name, language=checked.language))
    invitation = _place(respondent, contact, role)
    outbox.queue("handed_over", contact=contact, event_key=f"handed-over:{invitation.id}", invitation=invitation)
    if not respondent.contact.is_colleague:  # else it is between colleagues, and the secretariat's contact is the same
        _tell(respondent, ChangeReason.HANDED_OVER, checked)
    colleagues.end_link(respondent.invitation)
    return invitation


def wrong_person(respondent: Respondent, typed: ContactInput) -> None:
    """Tell the secretariat that somebody else should answer, and perhaps who. The link works until they act.

    Told again, it takes the place of what was told before. Raises RefusedInput.
    """
    invitations.lock_open(respondent.request)
    standing.check_here(respondent)
    _tell(respondent, ChangeReason.WRONG_PERSON, _checked(respondent, typed, ""))


def _checked(respondent: Respondent, typed: ContactInput, missing: str) -> ContactInput:
    checks = Checks()
    email = checks.address("email", typed.email, missing)
    if email and email == respondent.contact.email:
        checks.refuse("email", gettext("Det är din egen adress. Skriv någon annans."))
    name, role = checks.line("name", typed.name), checks.line("role", typed.role)
    if (name or role) and not email:
        checks.refuse("email", gettext("Skriv också personens e-postadress."))
    language = typed.language if typed.language in LANGUAGES else "sv"
    checks.done()
    return ContactInput(name, role, email, language)


def _place(respondent: Respondent, contact: Contact, role: InvitationRole) -> Invitation:
    """The link of whoever takes over: the one they have already, now with at least this role, or a new one."""
    team = colleague_queries.team(respondent.request.id)
    for one in team:
        if one.contact_id == contact.id:
            one.role = max(one.role, role, key=lambda held: held.rank)
            db.session.flush()
            return one
    return colleagues.add_link(respondent, contact, role)


def _tell(respondent: Respondent, reason: ChangeReason, person: ContactInput) -> None:
    told = colleague_queries.open_change(respondent.request, respondent.contact)
    if told is None:
        told = ContactChange(request_id=respondent.request.id, contact_id=respondent.contact.id, reason=reason)
        db.session.add(told)
    told.reason, told.created_at = reason, now()
    told.email, told.name, told.role, told.language = person.email, person.name, person.role, person.language
    db.session.flush()
    audit.record("contact_change_told", "contact_change", told.id, contact=respondent.contact, reason=reason.value)
