"""The reads that the ledger is put together from: each one query, for a whole meeting or for some organisations."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, func, or_, select
from sqlalchemy.orm import InstrumentedAttribute

from app.extensions import db
from app.models import (
    Contact,
    ContactChange,
    InputRequest,
    Invitation,
    Meeting,
    Membership,
    Organisation,
    OutboxMessage,
    OutboxState,
    Submission,
)
from exports.records import ContactRecord

AnyRow = Row[*tuple[Any, ...]]
# Mails that carry the link to somebody who waits for it.
SENDING = frozenset({"invitation", "new_link"})


@dataclass(frozen=True)
class Scope:
    """Which rows are read: all of a meeting, or those of some organisations."""

    meeting: Meeting
    organisation_ids: Sequence[int] | None = None

    def requests(self) -> list[ColumnElement[bool]]:
        """Conditions on the requests."""
        return [InputRequest.meeting_id == self.meeting.id, *self._among(InputRequest.organisation_id)]

    def organisations(self) -> list[ColumnElement[bool]]:
        """Conditions on the organisations."""
        return [Organisation.council_id == self.meeting.council_id, *self._among(Organisation.id)]

    def _among(self, column: InstrumentedAttribute[int]) -> list[ColumnElement[bool]]:
        return [] if self.organisation_ids is None else [column.in_(self.organisation_ids)]


@dataclass
class Mails:
    """What became of the invitations and mails of one request."""

    opened: list[datetime] = field(default_factory=list)
    reminded: list[datetime] = field(default_factory=list)
    bounced: list[datetime] = field(default_factory=list)
    sent: list[datetime] = field(default_factory=list)
    failed: int = 0
    waiting: int = 0


# Of a request in the query around it: a contact has told that somebody else should answer.
TOLD_OF_ANOTHER = select(ContactChange.id).where(
    ContactChange.request_id == InputRequest.id, ContactChange.settled_at.is_(None)
)


def members(scope: Scope) -> list[AnyRow]:
    """Those who sit in the council or were asked, each with its request if there is one, in the council's order."""
    query = (
        select(
            Organisation.id.label("organisation_id"),
            Organisation.name,
            func.coalesce(InputRequest.kind, Membership.kind).label("kind"),
            Membership.position,
            InputRequest.id.label("request_id"),
            InputRequest.state,
            InputRequest.issued_at,
            InputRequest.own_deadline_at,
            InputRequest.closed_at,
            InputRequest.note,
            TOLD_OF_ANOTHER.exists().label("wants_other_contact"),
        )
        .join(Organisation.membership)
        .outerjoin(
            InputRequest,
            (InputRequest.organisation_id == Organisation.id) & (InputRequest.meeting_id == scope.meeting.id),
        )
        .where(*scope.organisations(), or_(Membership.left_at.is_(None), InputRequest.id.is_not(None)))
        .order_by(Membership.position, Organisation.id)
    )
    return list(db.session.execute(query))


def contacts(scope: Scope) -> dict[int, list[ContactRecord]]:
    """The contacts who are still there, by organisation; not those whom colleagues invited."""
    query = (
        select(Contact.organisation_id, Contact.name, Contact.role, Contact.email)
        .join(Contact.organisation)
        .where(*scope.organisations(), Contact.left_at.is_(None), Contact.is_colleague.is_(False))
        .order_by(Contact.id)
    )
    found: dict[int, list[ContactRecord]] = {}
    for row in db.session.execute(query):
        found.setdefault(row.organisation_id, []).append(ContactRecord(row.name, row.role, row.email))
    return found


def mails(scope: Scope) -> dict[int, Mails]:
    """What became of each request's invitations and mails. Refusals on a revoked link are past and not told."""
    found: dict[int, Mails] = {}
    links = (
        select(
            Invitation.request_id,
            Invitation.opened_at,
            Invitation.reminded_at,
            Invitation.bounced_at,
            Invitation.revoked_at,
        )
        .join(Invitation.request)
        .where(*scope.requests())
        .order_by(Invitation.id)
    )
    for link in db.session.execute(links):
        mails = found.setdefault(link.request_id, Mails())
        mails.opened += [link.opened_at] if link.opened_at else []
        mails.reminded += [link.reminded_at] if link.reminded_at else []
        mails.bounced += [link.bounced_at] if link.bounced_at and link.revoked_at is None else []
    _add_outbox(scope, found)
    return found


def _add_outbox(scope: Scope, found: dict[int, Mails]) -> None:
    """Add what became of the mails. One that failed is told until a later one to the same contact went out."""
    query = (
        select(
            Invitation.id,
            Invitation.request_id,
            OutboxMessage.state,
            func.min(OutboxMessage.sent_at).filter(OutboxMessage.kind.in_(SENDING)).label("sent_at"),
            func.max(OutboxMessage.id).label("last"),
            func.count().label("mails"),
        )
        .join(OutboxMessage.invitation)
        .join(Invitation.request)
        .where(*scope.requests(), Invitation.revoked_at.is_(None))
        .group_by(Invitation.id, Invitation.request_id, OutboxMessage.state)
        .order_by(Invitation.id, OutboxMessage.state)
    )
    failed: dict[int, tuple[int, int]] = {}
    sent: dict[int, int] = {}
    for row in db.session.execute(query):
        mails = found[row.request_id]
        if row.state is OutboxState.SENT:
            mails.sent += [row.sent_at] if row.sent_at else []
            sent[row.id] = row.last
        elif row.state is OutboxState.FAILED:
            failed[row.id] = (row.request_id, row.last)
        elif row.state is not OutboxState.CANCELLED:
            mails.waiting += row.mails
    for invitation_id, (request_id, last) in failed.items():
        found[request_id].failed += last > sent.get(invitation_id, 0)


def submissions(scope: Scope) -> dict[int, AnyRow]:
    """The latest submission of each request."""
    last = (
        select(Submission.request_id, func.max(Submission.number).label("number"))
        .join(Submission.request)
        .where(*scope.requests())
        .group_by(Submission.request_id)
        .subquery()
    )
    query = (
        select(
            Submission.request_id,
            Submission.number,
            Submission.submitted_at,
            Submission.late,
            Submission.channel,
            Submission.abstention_reason,
        )
        .join(last, (last.c.request_id == Submission.request_id) & (last.c.number == Submission.number))
        .order_by(Submission.request_id)
    )
    return {row.request_id: row for row in db.session.execute(query)}
