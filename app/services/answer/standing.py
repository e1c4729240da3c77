"""What somebody may do on a request now: roles change, and links are taken back, while a page stands open."""

from flask_babel import gettext

from app.access import Respondent
from app.models import InvitationRole
from app.queries.answer import approvals as approval_queries
from app.services.problems import NotAllowed


def check_here(respondent: Respondent) -> InvitationRole:
    """The role that holds now. Raises NotAllowed where the link was taken back. The caller holds the request's lock."""
    invitation = approval_queries.standing(respondent.invitation)
    if invitation.revoked_at is not None:
        raise NotAllowed(gettext("Din länk gäller inte längre. Fråga dina kollegor."))
    return invitation.role


def check_may_manage(respondent: Respondent) -> InvitationRole:
    """The role, where it lets somebody invite and take back. Raises NotAllowed for contributors."""
    role = check_here(respondent)
    if role is InvitationRole.CONTRIBUTOR:
        raise NotAllowed(gettext("Bara den som samordnar eller godkänner svaret kan ändra vilka som är med."))
    return role


def check_may_send(respondent: Respondent) -> None:
    """Raises NotAllowed where the answer has to be approved, and this person can't approve it."""
    role = check_here(respondent)
    if role is not InvitationRole.APPROVER and approval_queries.required(respondent.request):
        raise NotAllowed(gettext("Svaret ska godkännas innan det skickas. Lämna det för granskning i stället."))
