"""Issues a meeting's form: a request per organisation, a personal link per contact, and the mails that carry them."""

import secrets
from dataclasses import dataclass
from datetime import datetime

from flask_babel import gettext
from sqlalchemy import insert, select

from app.extensions import db, hash_token, links
from app.models import InputRequest, Invitation, Meeting, QuestionnaireVersion, RequestState, Staff, now
from app.queries.issue import issuing as issuing_queries
from app.queries.issue.issuing import Asked, IssuePlan
from app.services import audit
from app.services.issue import outbox
from app.services.issue.outbox import QueuedMail
from app.services.problems import Refused


@dataclass(frozen=True)
class IssueCounts:
    """What was issued. `without_contact` counts new requests that nobody could be written to about."""

    requests: int
    invitations: int
    mails: int
    without_contact: int


def issue(meeting: Meeting, staff: Staff | None = None) -> IssueCounts:
    """Issue what is new: organisations not asked yet, and contacts of asked ones that have no link yet.

    A handful of statements, however many organisations. Raises Refused where nothing is published, the council
    has no organisations, or the meeting is closed.
    """
    # Two presses at once: the second waits here, and then finds nothing new.
    db.session.execute(select(Meeting.id).where(Meeting.id == meeting.id).with_for_update())
    plan = issuing_queries.plan(meeting)
    version = _check(meeting, plan)
    moment = now()
    requests = _make_requests(meeting, version, plan, moment)
    invitations = _make_invitations(plan.asked, requests, moment)
    mails = outbox.queue_many(
        [QueuedMail("invitation", f"invitation:{one.id}", one.contact_id, one.id) for one in invitations]
    )
    counts = IssueCounts(len(plan.requests), len(invitations), mails, len(plan.without_contact))
    if counts.requests or counts.invitations:
        audit.record(
            "issued", "meeting", meeting.id, staff=staff, requests=counts.requests, invitations=len(invitations)
        )
    return counts


def _check(meeting: Meeting, plan: IssuePlan) -> QuestionnaireVersion:
    if meeting.closed_at is not None:
        raise Refused(gettext("Mötet är avslutat, så inget mer kan skickas ut."))
    if plan.version is None:
        raise Refused(gettext("Formuläret är inte publicerat än. Publicera det och skicka ut sedan."))
    if not plan.members:
        raise Refused(gettext("Rådet har inga organisationer än. Lägg till dem och skicka ut sedan."))
    return plan.version


def _make_requests(
    meeting: Meeting, version: QuestionnaireVersion, plan: IssuePlan, moment: datetime
) -> dict[int, int]:
    """Insert the new requests; returns the request id of every organisation that gets something."""
    rows = [
        {
            "meeting_id": meeting.id,
            "organisation_id": one.organisation_id,
            "version_id": version.id,
            "kind": one.kind,
            "state": RequestState.ISSUED,
            "issued_at": moment,
            "note": "",
        }
        for one in plan.requests
    ]
    known = {one.organisation_id: one.request_id for one in plan.asked if one.request_id is not None}
    if rows:
        added = insert(InputRequest).returning(InputRequest.organisation_id, InputRequest.id)
        known |= {row.organisation_id: row.id for row in db.session.execute(added, rows)}
    return known


@dataclass(frozen=True)
class _Made:
    id: int
    contact_id: int


def _make_invitations(asked: tuple[Asked, ...], requests: dict[int, int], moment: datetime) -> list[_Made]:
    rows = [
        {
            "request_id": requests[one.organisation_id],
            "contact_id": receiver.contact_id,
            "created_at": moment,
            **new_link(),
        }
        for one in asked
        for receiver in one.receivers
    ]
    if not rows:
        return []
    added = insert(Invitation).returning(Invitation.id, Invitation.contact_id)
    return sorted((_Made(row.id, row.contact_id) for row in db.session.execute(added, rows)), key=lambda made: made.id)


def new_link() -> dict[str, object]:
    """The columns of a new personal link: a random nonce, and the hash of the token that belongs to it."""
    nonce = secrets.token_bytes(16)
    return {"nonce": nonce, "token_hash": hash_token(links.token(nonce))}
