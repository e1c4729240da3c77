"""How each organisation of a meeting stands, in one query and few columns: to count, to choose and to put in order."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import Select, Subquery, case, exists, func, or_, select

from app.extensions import db
from app.models import (
    Contact,
    InputRequest,
    Invitation,
    Meeting,
    Membership,
    Organisation,
    OutboxMessage,
    OutboxState,
    Submission,
    now,
)
from app.queries.issue import issuing as issuing_queries
from app.queries.issue.ledger_parts import SENDING, TOLD_OF_ANOTHER
from exports.records import RequestState
from forms import questionnaire_document
from forms.audience import OrganisationKind
from forms.questionnaire import Questionnaire


class Need(StrEnum):
    """What the secretariat has to see to in a row, the most pressing first."""

    CONTACT = "contact"  # nobody to write to
    UNREACHABLE = "unreachable"  # a mail was refused or given up
    OTHER_CONTACT = "other_contact"  # a contact has told of another person
    SILENT = "silent"  # the deadline has passed
    ISSUE = "issue"  # not issued, though the form asks something
    UNOPENED = "unopened"
    UNFINISHED = "unfinished"
    NOTHING = "nothing"


DONE = frozenset({RequestState.SUBMITTED, RequestState.ABSTAINED})
RANKS = {need: rank for rank, need in enumerate(Need)}
_NEEDS = {
    RequestState.NOT_ISSUED: Need.ISSUE,
    RequestState.SILENT: Need.SILENT,
    RequestState.ISSUED: Need.UNOPENED,
    RequestState.OPENED: Need.UNFINISHED,
    RequestState.STARTED: Need.UNFINISHED,
}


@dataclass(frozen=True)
class Standing:
    """One organisation. Moments are the latest of all its contacts; `opened_at` and `sent_at` are the first.

    `request_id` is None where nothing is issued; `asked` is False where the form has no question for it. It is
    `unreachable` where a contact's last mail was given up or refused; `waiting` counts mails not sent yet.
    """

    organisation_id: int
    organisation: str
    kind: OrganisationKind
    position: int
    deadline_at: datetime
    asked: bool = True
    request_id: int | None = None
    state: RequestState = RequestState.NOT_ISSUED
    closed_at: datetime | None = None
    has_contact: bool = False
    unreachable: bool = False
    waiting: int = 0
    sent_at: datetime | None = None
    opened_at: datetime | None = None
    reminded_at: datetime | None = None
    submitted_at: datetime | None = None
    wants_other_contact: bool = False

    @property
    def is_done(self) -> bool:
        """Whether the organisation has answered, or said that it abstains."""
        return self.state in DONE

    @property
    def need(self) -> Need:
        """What has to be seen to here."""
        if self.wants_other_contact:
            return Need.OTHER_CONTACT
        if self.is_done or self.closed_at is not None or not self.asked:
            return Need.NOTHING
        if not self.has_contact:
            return Need.CONTACT
        return Need.UNREACHABLE if self.unreachable else _NEEDS[self.state]

    @property
    def rank(self) -> int:
        """Where the row stands when the most pressing stands first."""
        return RANKS[self.need]


def state_of(state: Any, deadline_at: datetime, moment: datetime) -> RequestState:
    """The state as the ledger tells it: silent is who is not done when the deadline has passed."""
    told = RequestState(state.value)
    return RequestState.SILENT if told not in DONE and deadline_at < moment else told


def standings(meeting: Meeting) -> list[Standing]:
    """Everyone who sits in the council or was asked, in the council's own order."""
    version = issuing_queries.published_version(meeting.id)
    return list(_standings(meeting, questionnaire_document.from_json(version.document) if version else None))


def _standings(meeting: Meeting, form: Questionnaire | None) -> Iterator[Standing]:
    moment = now()
    for number, name, kind, position, request_id, state, own_deadline_at, *rest in db.session.execute(_query(meeting)):
        closed_at, has_contact, refused, failed, waiting, *moments = rest
        deadline_at = own_deadline_at or meeting.deadline_at
        yield Standing(
            number,
            name,
            OrganisationKind(kind),
            position,
            deadline_at,
            request_id is not None or form is None or issuing_queries.asks(form, kind, number),
            request_id,
            RequestState.NOT_ISSUED if state is None else state_of(state, deadline_at, moment),
            closed_at,
            bool(has_contact),
            bool(refused or failed),
            waiting or 0,
            *moments,
        )


def _query(meeting: Meeting) -> Select[*tuple[Any, ...]]:
    links, mails, sent_in = _links(meeting.id), _mails(meeting.id), _sent_in(meeting.id)
    return (
        select(
            Organisation.id,
            Organisation.name,
            func.coalesce(InputRequest.kind, Membership.kind),
            Membership.position,
            InputRequest.id,
            InputRequest.state,
            InputRequest.own_deadline_at,
            InputRequest.closed_at,
            exists().where(Contact.organisation_id == Organisation.id, Contact.left_at.is_(None)),
            links.c.refused,
            mails.c.failed,
            mails.c.waiting,
            mails.c.sent_at,
            links.c.opened_at,
            links.c.reminded_at,
            sent_in.c.submitted_at,
            TOLD_OF_ANOTHER.exists(),
        )
        .join(Organisation.membership)
        .outerjoin(
            InputRequest, (InputRequest.organisation_id == Organisation.id) & (InputRequest.meeting_id == meeting.id)
        )
        .outerjoin(links, links.c.request_id == InputRequest.id)
        .outerjoin(mails, mails.c.request_id == InputRequest.id)
        .outerjoin(sent_in, sent_in.c.request_id == InputRequest.id)
        .where(Organisation.council_id == meeting.council_id)
        .where(or_(Membership.left_at.is_(None), InputRequest.id.is_not(None)))
        .order_by(Membership.position, Organisation.id)
    )


def _links(meeting_id: int) -> Subquery:
    """What became of each request's links. A refusal on a revoked one is past and not told."""
    return (
        select(
            Invitation.request_id,
            func.min(Invitation.opened_at).label("opened_at"),
            func.max(Invitation.reminded_at).label("reminded_at"),
            func.count(Invitation.bounced_at).filter(Invitation.revoked_at.is_(None)).label("refused"),
        )
        .join(Invitation.request)
        .where(InputRequest.meeting_id == meeting_id)
        .group_by(Invitation.request_id)
        .subquery()
    )


def _mails(meeting_id: int) -> Subquery:
    """What became of each request's mails. One that failed is told until a later one to the same contact went out."""
    gone, failed = OutboxMessage.state == OutboxState.SENT, OutboxMessage.state == OutboxState.FAILED
    waits = OutboxMessage.state.not_in([OutboxState.SENT, OutboxState.FAILED, OutboxState.CANCELLED])
    each = (
        select(
            Invitation.request_id,
            func.min(OutboxMessage.sent_at).filter(gone, OutboxMessage.kind.in_(SENDING)).label("sent_at"),
            func.max(OutboxMessage.id).filter(gone).label("gone"),
            func.max(OutboxMessage.id).filter(failed).label("failed"),
            func.count().filter(waits).label("waiting"),
        )
        .join(OutboxMessage.invitation)
        .join(Invitation.request)
        .where(InputRequest.meeting_id == meeting_id, Invitation.revoked_at.is_(None))
        .group_by(Invitation.id, Invitation.request_id)
        .subquery()
    )
    told = each.c.failed > func.coalesce(each.c.gone, 0)
    return (
        select(
            each.c.request_id,
            func.min(each.c.sent_at).label("sent_at"),
            func.sum(each.c.waiting).label("waiting"),
            func.sum(case((told, 1), else_=0)).label("failed"),
        )
        .group_by(each.c.request_id)
        .subquery()
    )


def _sent_in(meeting_id: int) -> Subquery:
    """When each request's latest submission came."""
    last = (
        select(Submission.request_id, func.max(Submission.number).label("number"))
        .join(Submission.request)
        .where(InputRequest.meeting_id == meeting_id)
        .group_by(Submission.request_id)
        .subquery()
    )
    return (
        select(Submission.request_id, Submission.submitted_at)
        .join(last, (last.c.request_id == Submission.request_id) & (last.c.number == Submission.number))
        .subquery()
    )
