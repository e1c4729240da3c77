"""The ledger of a meeting: a row for every organisation, whatever has become of it. Six queries, however many.

Where a page shows few of many, `standing` tells which, and only theirs are read here.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from app.models import InputRequest, Meeting, now
from app.queries.issue import issuing as issuing_queries
from app.queries.issue import ledger_parts as parts
from app.queries.issue.ledger_parts import AnyRow, Mails, Scope
from app.queries.issue.standing import Standing, state_of
from exports.records import ContactRecord, RequestRecord
from forms import questionnaire as language
from forms import questionnaire_document
from forms.audience import OrganisationKind

# Not the ledger's: the id may be missing here, and what members said comes with the answer.
_BESIDE = frozenset({"request_id", "collected", "members"})


@dataclass(frozen=True)
class LedgerRow(Standing):
    """One organisation with all that is told of it. `failed` counts contacts whose last mail was given up."""

    has_own_deadline: bool = False
    contacts: tuple[ContactRecord, ...] = ()
    issued_at: datetime | None = None
    bounced_at: datetime | None = None
    failed: int = 0
    submission_count: int = 0
    late: bool = False
    channel: str = ""
    abstention_reason: str = ""
    note: str = ""

    def record(self) -> RequestRecord:
        """The row as exports know it."""
        shared = {name: getattr(self, name) for name in RequestRecord.__dataclass_fields__ if name not in _BESIDE}
        return RequestRecord(request_id=self.request_id or 0, **shared)


def rows(meeting: Meeting) -> list[LedgerRow]:
    """Everyone who sits in the council or was asked, in the council's own order."""
    return _rows(Scope(meeting))


def rows_of(meeting: Meeting, standings: Sequence[Standing]) -> list[LedgerRow]:
    """The rows of these organisations, in their order."""
    found = {row.organisation_id: row for row in _rows(Scope(meeting, [one.organisation_id for one in standings]))}
    return [found[one.organisation_id] for one in standings if one.organisation_id in found]


def row_of(request: InputRequest) -> LedgerRow:
    """The row of one organisation's request; its meeting must be loaded."""
    return _rows(Scope(request.meeting, [request.organisation_id]))[0]


def _rows(scope: Scope) -> list[LedgerRow]:
    moment = now()
    version = issuing_queries.published_version(scope.meeting.id)
    form = questionnaire_document.from_json(version.document) if version else None
    contacts, mails, submissions = parts.contacts(scope), parts.mails(scope), parts.submissions(scope)
    found = []
    for row in parts.members(scope):
        values = _of_organisation(row, scope.meeting, form)
        values["contacts"] = tuple(contacts.get(row.organisation_id, ()))
        values["has_contact"] = bool(values["contacts"])
        if row.request_id is not None:
            values |= _of_request(row, values["deadline_at"], moment)
            values |= _of_mails(mails.get(row.request_id))
            values |= _of_submission(submissions.get(row.request_id))
        # Put together as one, for a thousand rows: each copy of so wide a row costs more than reading it.
        found.append(LedgerRow(**values))
    return found


def _of_organisation(row: AnyRow, meeting: Meeting, form: language.Questionnaire | None) -> dict[str, Any]:
    kind = OrganisationKind(row.kind)
    return {
        "organisation_id": row.organisation_id,
        "organisation": row.name,
        "kind": kind,
        "position": row.position,
        "deadline_at": row.own_deadline_at or meeting.deadline_at,
        "asked": row.request_id is not None or form is None or issuing_queries.asks(form, kind, row.organisation_id),
    }


def _of_request(row: AnyRow, deadline_at: datetime, moment: datetime) -> dict[str, Any]:
    return {
        "request_id": row.request_id,
        "state": state_of(row.state, deadline_at, moment),
        "has_own_deadline": row.own_deadline_at is not None,
        "issued_at": row.issued_at,
        "closed_at": row.closed_at,
        "note": row.note,
        "wants_other_contact": row.wants_other_contact,
    }


def _of_mails(mails: Mails | None) -> dict[str, Any]:
    if mails is None:
        return {}
    return {
        "unreachable": bool(mails.bounced or mails.failed),
        "sent_at": min(mails.sent, default=None),
        "opened_at": min(mails.opened, default=None),
        "reminded_at": max(mails.reminded, default=None),
        "bounced_at": max(mails.bounced, default=None),
        "failed": mails.failed,
        "waiting": mails.waiting,
    }


def _of_submission(submission: AnyRow | None) -> dict[str, Any]:
    if submission is None:
        return {}
    return {
        "submitted_at": submission.submitted_at,
        "submission_count": submission.number,
        "late": submission.late,
        "channel": submission.channel.value,
        "abstention_reason": submission.abstention_reason,
    }
