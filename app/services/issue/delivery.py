"""The outbox's life after queueing: a worker claims a mail, and tells what became of it."""

import logging
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy import and_, or_, select, update
from sqlalchemy.orm import joinedload

from app.extensions import db
from app.mail import messages
from app.models import (
    Contact,
    InputRequest,
    Invitation,
    Organisation,
    OutboxMessage,
    OutboxState,
    RequestState,
    Submission,
)
from app.services.issue.receipt_copies import copy_of
from app.services.issue.working_time import is_working_time, next_working_time

log = logging.getLogger(__name__)
# A claim older than this belongs to a worker that died. Longer than any one conversation with the relay may take.
# Where no other worker runs, `recover` need not wait for it.
STALE = timedelta(minutes=15)
FIRST_PAUSE = timedelta(minutes=1)
LONGEST_PAUSE = timedelta(hours=6)
# Doubling from a minute up to six hours, this many attempts go on for about two days.
MOST_ATTEMPTS = 16
DONE = frozenset({RequestState.SUBMITTED, RequestState.ABSTAINED})
_dice = secrets.SystemRandom()


class Outcome(StrEnum):
    """What became of a mail that a worker took up; the words are those of the counts."""

    SENT = "sent"
    RETRIED = "retried"
    FAILED = "failed"
    CANCELLED = "cancelled"
    POSTPONED = "postponed"


@dataclass(frozen=True)
class Claim:
    """A mail that this worker alone may send until the claim is stale. `mail` is None where it was settled at once."""

    message_id: int
    claimed_at: datetime
    mail: messages.Mail | None
    outcome: Outcome | None = None


def claim(moment: datetime) -> Claim | None:
    """Take the next mail that is due, ready to send; None when there is none. Commit before sending it."""
    taken = db.session.scalar(
        update(OutboxMessage)
        .where(OutboxMessage.id == _next_due(moment))
        .values(state=OutboxState.SENDING, claimed_at=moment)
        .returning(OutboxMessage.id)
        .execution_options(synchronize_session=False)
    )
    if taken is None:
        return None
    message = _loaded(taken)
    if reason := purpose_lost(message, moment):
        return Claim(taken, moment, None, _settle(message, OutboxState.CANCELLED, reason))
    if message.kind in messages.AUTOMATIC and not is_working_time(moment):
        return Claim(taken, moment, None, _postpone(message, next_working_time(moment)))
    try:
        copy = copy_of(message.submission, message.contact.language) if message.submission else ()
        mail = messages.build(message, moment, nonce=_link_nonce(message), in_reply_to=_first_mail(message), copy=copy)
    except Exception as error:  # noqa: BLE001 - one mail that can't be made must not stop the others
        log.error("mail_not_built", extra={"message_id": taken, "error": type(error).__name__})  # noqa: TRY400
        return Claim(taken, moment, None, _later(message, "not built", moment))
    return Claim(taken, moment, mail)


def recover() -> int:
    """Put back what dead workers had claimed; returns how many. Only for a worker that knows it is the only one."""
    found = db.session.execute(
        update(OutboxMessage)
        .where(OutboxMessage.state == OutboxState.SENDING)
        .values(state=OutboxState.QUEUED, claimed_at=None)
        .returning(OutboxMessage.id)
        .execution_options(synchronize_session=False)
    )
    return len(found.all())


def sent(claimed: Claim, moment: datetime) -> Outcome:
    """The relay took it. What a relay said of the address before is forgiven."""
    message = _loaded(claimed.message_id)
    message.state, message.sent_at, message.claimed_at = OutboxState.SENT, moment, None
    message.attempts += 1
    message.last_error = ""
    _forgive(message)
    if message.invitation is not None and message.kind in messages.REMINDERS:
        message.invitation.reminded_at = moment
    return Outcome.SENT


def _forgive(message: OutboxMessage) -> None:
    """Clear what a refusal marked. What a returned mail marked stays: that one had been taken by the relay too."""
    contact, invitation = message.contact, message.invitation
    if contact.undeliverable_at is None and (invitation is None or invitation.bounced_at is None):
        return
    query = select(OutboxMessage.returned_at).where(OutboxMessage.contact_id == contact.id)
    returned = set(db.session.scalars(query.where(OutboxMessage.returned_at.is_not(None))))
    if contact.undeliverable_at not in returned:
        contact.undeliverable_at = None
    if invitation is not None and invitation.bounced_at not in returned:
        invitation.bounced_at = None


def try_later(claimed: Claim, reason: str, moment: datetime) -> Outcome:
    """The relay may take it another time: it goes back with a longer pause, or is given up."""
    return _later(_loaded(claimed.message_id), reason, moment)


def refused(claimed: Claim, reason: str, moment: datetime, *, address_is_bad: bool) -> Outcome:
    """The relay will never take it: this mail fails, and the contact is marked where the address is to blame."""
    message = _loaded(claimed.message_id)
    if message.invitation is not None:
        message.invitation.bounced_at = moment
    if address_is_bad:
        message.contact.undeliverable_at = moment
    message.attempts += 1
    return _settle(message, OutboxState.FAILED, reason)


def release(claimed: Claim, moment: datetime) -> None:
    """Nobody could be spoken with: the mail waits a little, and nothing is counted against it."""
    _postpone(_loaded(claimed.message_id), moment + FIRST_PAUSE)


def purpose_lost(message: OutboxMessage, moment: datetime) -> str:
    """Why the mail should not go out any more, as a constant word; empty where it should."""
    if message.kind == messages.MAILBOX_CODE:
        code = message.mailbox_code
        return "too late" if code is None or moment > code.expires_at else ""
    if message.kind not in messages.ASKING or message.invitation is None:
        return ""
    invitation = message.invitation
    request = invitation.request
    if invitation.revoked_at is not None:
        return "revoked"
    if request.closed_at is not None or request.meeting.closed_at is not None:
        return "closed"
    if message.contact.left_at is not None:
        return "left"
    return _reminder_lost(message, request, moment) if message.kind in messages.REMINDERS else ""


def _reminder_lost(message: OutboxMessage, request: InputRequest, moment: datetime) -> str:
    if request.state in DONE:
        return "answered"
    too_late = message.kind in {"reminder_halfway", "reminder_before"} and moment > request.deadline_at
    return "too late" if too_late else ""


def _next_due(moment: datetime) -> object:
    due = or_(
        and_(OutboxMessage.state == OutboxState.QUEUED, OutboxMessage.next_attempt_at <= moment),
        and_(OutboxMessage.state == OutboxState.SENDING, OutboxMessage.claimed_at < moment - STALE),
    )
    # Skip locked: two workers on PostgreSQL never wait for, nor take, the same mail. SQLite has one writer at a time.
    return (
        select(OutboxMessage.id)
        .where(due)
        .order_by(OutboxMessage.next_attempt_at, OutboxMessage.id)
        .limit(1)
        .with_for_update(skip_locked=True)
        .scalar_subquery()
    )


def _loaded(message_id: int) -> OutboxMessage:
    meeting = (
        joinedload(OutboxMessage.invitation).joinedload(Invitation.request).joinedload(InputRequest.meeting),
        joinedload(OutboxMessage.submission).joinedload(Submission.request).joinedload(InputRequest.meeting),
    )
    council = joinedload(OutboxMessage.contact).joinedload(Contact.organisation).joinedload(Organisation.council)
    return db.session.execute(
        select(OutboxMessage)
        .where(OutboxMessage.id == message_id)
        .options(*meeting, council, joinedload(OutboxMessage.mailbox_code))
        .execution_options(populate_existing=True)
    ).scalar_one()


def _link_nonce(message: OutboxMessage) -> bytes | None:
    """The nonce of the link that the mail carries: that of its invitation, or of a newer one to the same contact."""
    request_id = message.invitation.request_id if message.invitation else None
    if request_id is None and message.submission is not None:
        request_id = message.submission.request_id
    return db.session.scalar(
        select(Invitation.nonce).where(
            Invitation.request_id == request_id,
            Invitation.contact_id == message.contact_id,
            Invitation.revoked_at.is_(None),
        )
    )


def _first_mail(message: OutboxMessage) -> str:
    """The Message-ID of the first mail to this contact about this request, so that mail programs keep them together."""
    if message.invitation is None or message.kind == "invitation":
        return ""
    first = db.session.scalar(
        select(OutboxMessage.message_id)
        .join(OutboxMessage.invitation)
        .where(
            Invitation.request_id == message.invitation.request_id,
            OutboxMessage.contact_id == message.contact_id,
            OutboxMessage.state == OutboxState.SENT,
            OutboxMessage.id != message.id,
        )
        .order_by(OutboxMessage.id)
        .limit(1)
    )
    return first or ""


def _later(message: OutboxMessage, reason: str, moment: datetime) -> Outcome:
    message.attempts += 1
    if message.attempts >= MOST_ATTEMPTS:
        return _settle(message, OutboxState.FAILED, reason)
    message.last_error = reason
    _postpone(message, moment + pause_after(message.attempts))
    return Outcome.RETRIED


def pause_after(attempts: int) -> timedelta:
    """How long a mail rests after so many attempts: doubling, with a fifth of chance so that not all come at once."""
    pause: timedelta = min(FIRST_PAUSE * 2 ** (attempts - 1), LONGEST_PAUSE)
    return pause * _dice.uniform(0.9, 1.1)


def _postpone(message: OutboxMessage, until: datetime) -> Outcome:
    message.state, message.claimed_at, message.next_attempt_at = OutboxState.QUEUED, None, until
    return Outcome.POSTPONED


def _settle(message: OutboxMessage, state: OutboxState, reason: str) -> Outcome:
    message.state, message.claimed_at, message.last_error = state, None, reason
    return Outcome.FAILED if state is OutboxState.FAILED else Outcome.CANCELLED
