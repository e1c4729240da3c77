"""Approval: an answer is handed to the approvers, who read exactly what would go, and send it or send it back."""

from flask_babel import gettext

from app.access import Respondent
from app.extensions import db
from app.models import Approval, ApprovalOutcome, DraftComment, InputRequest, InvitationRole, now
from app.queries.answer import approvals as approval_queries
from app.queries.answer import colleagues as colleague_queries
from app.queries.answer.submissions import Ready
from app.services import audit
from app.services.answer import drafts, invitations, standing, together
from app.services.issue import outbox
from app.services.issue.outbox import QueuedMail
from app.services.problems import Conflict, NotAllowed, Refused


def ask(respondent: Respondent, ready: Ready) -> Approval:
    """Hand what is ready to the approvers; the caller holds the request's lock, and has checked that it can be sent.

    Pressed again with nothing changed, it is the same asking. Raises Refused where nobody could approve.
    """
    standing.check_here(respondent)
    approvers = colleague_queries.approvers(respondent.request.id)
    if not approvers:
        raise Refused(gettext("Ingen av er kan godkänna svaret. Be sekretariatet om hjälp."))
    waiting = approval_queries.waiting(respondent.request.id)
    if waiting is not None and waiting.sha256 == ready.sha256:
        return waiting
    if waiting is not None:
        _decide(waiting, respondent, ApprovalOutcome.REPLACED)
    asked = Approval(
        request_id=respondent.request.id, sha256=ready.sha256, asked_at=now(), asked_by_id=respondent.contact.id
    )
    db.session.add(asked)
    db.session.flush()
    outbox.queue_many(
        [
            QueuedMail("ready_for_review", f"review:{asked.id}:{one.contact_id}", one.contact_id, one.id)
            for one in approvers
            if one.contact_id != respondent.contact.id
        ]
    )
    audit.record("approval_asked", "approval", asked.id, contact=respondent.contact)
    return asked


def send_back(respondent: Respondent, approval_id: int, text: str) -> DraftComment:
    """Give the answer back to those who wrote it, with a comment that they get told of by mail.

    Raises NotAllowed for whoever can't approve, RefusedInput without a comment, and Conflict where it was decided
    meanwhile.
    """
    invitations.lock_open(respondent.request)
    if standing.check_here(respondent) is not InvitationRole.APPROVER:
        raise NotAllowed(gettext("Bara den som godkänner svaret kan skicka tillbaka det."))
    waiting = approval_queries.waiting(respondent.request.id)
    checked = together.checked_text(text)
    if waiting is None or waiting.id != approval_id:
        raise Conflict(gettext("Någon annan har redan granskat svaret. Öppna sidan på nytt."))
    _decide(waiting, respondent, ApprovalOutcome.SENT_BACK)
    comment = DraftComment(
        draft_id=drafts.ensure(respondent.request.id), contact_id=respondent.contact.id, text=checked
    )
    db.session.add(comment)
    db.session.flush()
    _tell_writers(respondent, waiting)
    audit.record("approval_sent_back", "approval", waiting.id, contact=respondent.contact)
    return comment


def check_unchanged(request: InputRequest, shown: str) -> None:
    """Raises Conflict where another approver has decided, or the answer was handed over anew, since the page stood.

    `shown` is the id of the asking that the page told of, or nothing.
    """
    waiting = approval_queries.waiting(request.id)
    if shown != (str(waiting.id) if waiting else ""):
        raise Conflict(gettext("Granskningen har ändrats sedan du öppnade sidan. Läs igenom svaret igen."))


def settle(respondent: Respondent) -> None:
    """The answer is sent: what waited to be approved is decided."""
    waiting = approval_queries.waiting(respondent.request.id)
    if waiting is not None:
        _decide(waiting, respondent, ApprovalOutcome.SENT)


def _decide(waiting: Approval, respondent: Respondent, outcome: ApprovalOutcome) -> None:
    waiting.outcome, waiting.decided_at, waiting.decided_by_id = outcome, now(), respondent.contact.id
    db.session.flush()


def _tell_writers(respondent: Respondent, decided: Approval) -> None:
    wrote = colleague_queries.writers(respondent.request.id) | {decided.asked_by_id}
    outbox.queue_many(
        [
            QueuedMail("sent_back", f"sent-back:{decided.id}:{one.contact_id}", one.contact_id, one.id)
            for one in colleague_queries.team(respondent.request.id)
            if one.contact_id in wrote and one.contact_id != respondent.contact.id
        ]
    )
