"""The ledger of a meeting: a row for every organisation, whatever has become of it. Six queries, however many."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from app.models import InputRequest, Meeting, now
from app.queries.issue import issuing as issuing_queries
from app.queries.issue import ledger_parts as parts
from app.queries.issue.ledger_parts import AnyRow, Mails, Scope
from exports.records import ContactRecord, RequestRecord, RequestState
from forms import questionnaire as language
from forms import questionnaire_document
from forms.audience import OrganisationKind


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


# Not the ledger's: the id may be missing here, and what members said comes with the answer.
_BESIDE = frozenset({"request_id", "collected", "members"})


@dataclass(frozen=True)
class LedgerRow:
    """One organisation. Moments are the latest of all its contacts; `opened_at` and `sent_at` are the first.

    `request_id` is None where nothing is issued; `asked` is False where the form has no question for it.
    `failed` counts contacts whose last mail was given up or refused, `waiting` mails not sent yet.
    """

    organisation_id: int
    organisation: str
    kind: OrganisationKind
    position: int
    deadline_at: datetime
    asked: bool = True
    request_id: int | None = None
    state: RequestState = RequestState.NOT_ISSUED
    has_own_deadline: bool = False
    contacts: tuple[ContactRecord, ...] = ()
    issued_at: datetime | None = None
    closed_at: datetime | None = None
    sent_at: datetime | None = None
    opened_at: datetime | None = None
    reminded_at: datetime | None = None
    bounced_at: datetime | None = None
    failed: int = 0
    waiting: int = 0
    submitted_at: datetime | None = None
    submission_count: int = 0
    late: bool = False
    channel: str = ""
    abstention_reason: str = ""
    note: str = ""
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
        if not self.contacts:
            return Need.CONTACT
        if self.bounced_at or self.failed:
            return Need.UNREACHABLE
        return _NEEDS[self.state]

    @property
    def rank(self) -> int:
        """Where the row stands when the most pressing stands first."""
        return RANKS[self.need]

    def record(self) -> RequestRecord:
        """The row as exports know it."""
        shared = {name: getattr(self, name) for name in RequestRecord.__dataclass_fields__ if name not in _BESIDE}
        return RequestRecord(request_id=self.request_id or 0, **shared)


_NEEDS = {
    RequestState.NOT_ISSUED: Need.ISSUE,
    RequestState.SILENT: Need.SILENT,
    RequestState.ISSUED: Need.UNOPENED,
    RequestState.OPENED: Need.UNFINISHED,
    RequestState.STARTED: Need.UNFINISHED,
}


def rows(meeting: Meeting) -> list[LedgerRow]:
    """Everyone who sits in the council or was asked, in the council's own order."""
    return _rows(Scope(meeting))


def row_of(request: InputRequest) -> LedgerRow:
    """The row of one organisation's request; its meeting must be loaded."""
    return _rows(Scope(request.meeting, request.organisation_id))[0]


def _rows(scope: Scope) -> list[LedgerRow]:
    moment = now()
    version = issuing_queries.published_version(scope.meeting.id)
    form = questionnaire_document.from_json(version.document) if version else None
    contacts, mails, submissions = parts.contacts(scope), parts.mails(scope), parts.submissions(scope)
    found = []
    for row in parts.members(scope):
        values = _of_organisation(row, scope.meeting, form)
        values["contacts"] = tuple(contacts.get(row.organisation_id, ()))
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
    state = RequestState(row.state.value)
    is_silent = state not in DONE and deadline_at < moment
    return {
        "request_id": row.request_id,
        "state": RequestState.SILENT if is_silent else state,
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
