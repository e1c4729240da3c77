"""What approval means for whoever looks: who sends, what waits, and what has changed since it was handed over."""

from collections.abc import Iterable
from dataclasses import dataclass

from app.access import Respondent
from app.models import Approval, ApprovalOutcome, DraftComment, InvitationRole
from app.queries.answer import approvals as approval_queries
from app.queries.answer import colleagues as colleague_queries
from app.queries.answer import together as together_queries
from app.queries.answer.drafts import DraftedAnswer
from app.respondent.people import name_of


@dataclass(frozen=True)
class Approving:
    """How far approval has come. `waiting` is what lies with the approvers, `sent_back` what came back from them last.

    `changed` are the keys of questions whose answers were changed since `waiting` was handed over; `comments` is
    what the approver said when it came back.
    """

    required: bool
    is_approver: bool
    waiting: Approval | None = None
    sent_back: Approval | None = None
    is_changed: bool = False
    changed: frozenset[str] = frozenset()
    comments: tuple[DraftComment, ...] = ()
    approvers: tuple[str, ...] = ()

    @property
    def may_send(self) -> bool:
        """Whether this person may send the answer."""
        return self.is_approver or not self.required

    @property
    def review(self) -> str:
        """What the page sends back to tell which asking it showed."""
        return str(self.waiting.id) if self.waiting else ""


def approving(respondent: Respondent, sha256: str, answers: Iterable[DraftedAnswer]) -> Approving:
    """The state of approval, for a page that shows the draft with this hash."""
    is_approver = respondent.invitation.role is InvitationRole.APPROVER
    required = approval_queries.required(respondent.request)
    latest = approval_queries.latest(respondent.request.id)
    if not required and latest is None:
        return Approving(required, is_approver)
    waiting = latest if latest and latest.decided_at is None else None
    sent_back = latest if latest and latest.outcome is ApprovalOutcome.SENT_BACK else None
    return Approving(
        required,
        is_approver,
        waiting,
        sent_back,
        is_changed=waiting is not None and waiting.sha256 != sha256,
        changed=frozenset(one.question_key for one in answers if waiting and one.changed_at > waiting.asked_at),
        comments=_comments(respondent, sent_back),
        approvers=tuple(name_of(one.contact) for one in colleague_queries.approvers(respondent.request.id)),
    )


def may_send(respondent: Respondent) -> bool:
    """Whether this person may send for the organisation."""
    return respondent.invitation.role is InvitationRole.APPROVER or not approval_queries.required(respondent.request)


def _comments(respondent: Respondent, sent_back: Approval | None) -> tuple[DraftComment, ...]:
    if sent_back is None or sent_back.decided_at is None:
        return ()
    said = together_queries.comments(respondent.request.id)
    by = sent_back.decided_by_id
    at = sent_back.decided_at
    return tuple(one for one in said if not one.question_key and one.contact_id == by and one.created_at >= at)[:1]
