"""Colleagues who answer together: invited by one another, each by a link of their own, and only to this request."""

from dataclasses import dataclass

from flask_babel import gettext
from sqlalchemy import select, update

from app.access import Respondent
from app.extensions import db
from app.models import (
    BrowserSession,
    ColleagueInvitation,
    Contact,
    Draft,
    DraftTask,
    Invitation,
    InvitationRole,
    now,
)
from app.queries.answer import colleagues as colleague_queries
from app.services import audit
from app.services.answer import invitations, standing
from app.services.input_checks import Checks
from app.services.issue import outbox
from app.services.issue.issuing import new_link
from app.services.problems import NotAllowed, Refused

LANGUAGES = ("sv", "en")
MOST_TOGETHER = 60
"""So many may hold a link to one request: enough for any organisation, too few to send mail to a town."""


@dataclass(frozen=True)
class ColleagueInput:
    """A colleague as somebody typed them; the name may be blank. `role` is a word of InvitationRole."""

    email: str
    name: str = ""
    role: str = InvitationRole.CONTRIBUTOR.value
    language: str = "sv"


def invite(respondent: Respondent, typed: ColleagueInput) -> Invitation:
    """Give a colleague a link of their own to this request, and mail it.

    Nobody gives more than they may do themselves. Raises RefusedInput at what can't be stored, NotAllowed, or Refused
    where the request is closed.
    """
    invitations.lock_open(respondent.request)
    own_role = standing.check_may_manage(respondent)
    team = colleague_queries.team(respondent.request.id)
    checks = Checks()
    email = checks.address("email", typed.email, gettext("Skriv kollegans e-postadress."))
    name = checks.line("name", typed.name)
    role = _checked_role(checks, typed.role, own_role)
    if any(one.contact.email == email for one in team):
        checks.refuse("email", gettext("Den adressen har redan en länk till formuläret."))
    if len(team) >= MOST_TOGETHER:
        checks.refuse("email", gettext("Ni är redan %(n)s som svarar. Ta bort någon först.", n=MOST_TOGETHER))
    if typed.language not in LANGUAGES:
        checks.refuse("language", gettext("Välj svenska eller engelska."))
    checks.done()
    contact = colleague(respondent, ColleagueInput(email, name, role.value, typed.language))
    invitation = add_link(respondent, contact, role)
    outbox.queue("colleague", contact=contact, event_key=f"colleague:{invitation.id}", invitation=invitation)
    _record("colleague_invited", respondent, invitation, role=role.value)
    return invitation


def revoke(respondent: Respondent, invitation: Invitation) -> None:
    """Take a colleague's link back: it opens nothing from now on, and what they wrote stays.

    Only for those whom a colleague invited; by whoever did, or by who may do at least as much. Raises NotAllowed.
    """
    invitations.lock(respondent.request)
    own_role = standing.check_here(respondent)
    if not may_revoke(respondent, own_role, invitation):
        raise NotAllowed(gettext("Länken kan bara tas bort av den som bjöd in, eller av den som samordnar svaret."))
    end_link(invitation)
    _record("colleague_revoked", respondent, invitation)


def may_revoke(respondent: Respondent, own_role: InvitationRole, invitation: Invitation) -> bool:
    """Whether this person may take that link back. The secretariat's own contacts are the secretariat's to change."""
    if invitation.colleague is None or invitation.id == respondent.invitation.id:
        return False
    if invitation.colleague.invited_by_id == respondent.contact.id:
        return True
    return own_role is not InvitationRole.CONTRIBUTOR and own_role.rank >= invitation.role.rank


def change_role(respondent: Respondent, invitation: Invitation, word: str) -> InvitationRole:
    """Let one of the team do more or less. Raises NotAllowed, or Refused where nobody could approve any more."""
    invitations.lock_open(respondent.request)
    own_role = standing.check_may_manage(respondent)
    db.session.refresh(invitation, ("role", "revoked_at"))
    role = _role(word)
    if role is None or invitation.revoked_at is not None:
        raise Refused(gettext("Välj vad kollegan ska få göra."))
    if max(role.rank, invitation.role.rank) > own_role.rank:
        raise NotAllowed(gettext("Du kan inte ge mer än du själv får göra."))
    others = [one for one in colleague_queries.approvers(respondent.request.id) if one.id != invitation.id]
    if role is not InvitationRole.APPROVER and not others:
        raise Refused(gettext("Minst en av er måste kunna godkänna svaret. Bjud in den personen först."))
    invitation.role = role
    db.session.flush()
    _record("colleague_role_changed", respondent, invitation, role=role.value)
    return role


def colleague(respondent: Respondent, typed: ColleagueInput) -> Contact:
    """The contact with this address in the organisation: as it is known, or a new one for this request alone."""
    organisation_id = respondent.organisation.id
    query = select(Contact).where(Contact.organisation_id == organisation_id, Contact.email == typed.email)
    contact = db.session.scalar(query)
    if contact is None:
        contact = Contact(organisation_id=organisation_id, email=typed.email, is_colleague=True)
        contact.name, contact.language = typed.name, typed.language
        db.session.add(contact)
    elif contact.left_at is not None:
        # Whoever the secretariat took out comes back for this request, not as the organisation's contact.
        contact.left_at, contact.is_colleague = None, True
    db.session.flush()
    return contact


def add_link(respondent: Respondent, contact: Contact, role: InvitationRole) -> Invitation:
    """A new personal link to the request, remembered as given by this person."""
    made = Invitation(request_id=respondent.request.id, contact_id=contact.id, role=role, **new_link())
    made.colleague = ColleagueInvitation(invited_by_id=respondent.contact.id)
    db.session.add(made)
    db.session.flush()
    return made


def end_link(invitation: Invitation) -> None:
    """Close the link with its browsers, and leave to others what was waiting for this person."""
    moment = now()
    invitation.revoked_at = moment
    db.session.execute(
        update(BrowserSession)
        .where(BrowserSession.invitation_id == invitation.id, BrowserSession.ended_at.is_(None))
        .values(ended_at=moment)
    )
    drafts = select(Draft.id).where(Draft.request_id == invitation.request_id)
    db.session.execute(
        update(DraftTask)
        .where(DraftTask.draft_id.in_(drafts), DraftTask.assigned_to_id == invitation.contact_id)
        .values(assigned_to_id=None)
        .execution_options(synchronize_session=False)
    )
    db.session.flush()


def _checked_role(checks: Checks, word: str, own_role: InvitationRole) -> InvitationRole:
    role = _role(word)
    if role is None:
        checks.refuse("role", gettext("Välj vad kollegan ska få göra."))
    elif role.rank > own_role.rank:
        checks.refuse("role", gettext("Du kan inte ge mer än du själv får göra."))
    return role or InvitationRole.CONTRIBUTOR


def _role(word: str) -> InvitationRole | None:
    return InvitationRole(word) if word in set(InvitationRole) else None


def _record(action: str, respondent: Respondent, invitation: Invitation, role: str = "") -> None:
    audit.record(action, "invitation", invitation.id, contact=respondent.contact, role=role)
