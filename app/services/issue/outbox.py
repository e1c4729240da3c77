"""Queues mail: a row in the transaction of the change itself, which the worker builds and sends afterwards."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from email.utils import parseaddr

from sqlalchemy.dialects import postgresql, sqlite

from app.extensions import config_value, db
from app.models import Contact, Invitation, OutboxMessage, OutboxState, Submission, now


@dataclass(frozen=True)
class QueuedMail:
    """One mail to one contact, by database ids. `event_key` names the event: the same twice is one mail."""

    kind: str
    event_key: str
    contact_id: int
    invitation_id: int | None = None
    submission_id: int | None = None


def queue(
    kind: str,
    *,
    contact: Contact,
    event_key: str,
    invitation: Invitation | None = None,
    submission: Submission | None = None,
) -> None:
    """Queue one mail of a kind that `app/mail/messages.py` can build. The same event_key again does nothing."""
    db.session.flush()
    mail = QueuedMail(
        kind=kind,
        event_key=event_key,
        contact_id=contact.id,
        invitation_id=invitation.id if invitation else None,
        submission_id=submission.id if submission else None,
    )
    queue_many([mail])


def queue_many(mails: Sequence[QueuedMail]) -> int:
    """Queue many mails in one statement; returns how many of them were new."""
    if not mails:
        return 0
    moment = now()
    domain = _domain()
    rows = [_row(mail, moment, domain) for mail in mails]
    added = db.session.execute(_insert_new().returning(OutboxMessage.id), rows)
    return len(added.all())


def _row(mail: QueuedMail, moment: datetime, domain: str) -> dict[str, object]:
    return {
        "kind": mail.kind,
        "event_key": mail.event_key,
        # Random, so that it tells neither how many mails there are nor where they were made.
        "message_id": f"<{secrets.token_hex(16)}@{domain}>",
        "contact_id": mail.contact_id,
        "invitation_id": mail.invitation_id,
        "submission_id": mail.submission_id,
        "state": OutboxState.QUEUED,
        "attempts": 0,
        "created_at": moment,
        "next_attempt_at": moment,
        "last_error": "",
    }


def _insert_new() -> postgresql.Insert | sqlite.Insert:
    keys = [OutboxMessage.event_key]
    if db.session.get_bind().dialect.name == "sqlite":
        return sqlite.insert(OutboxMessage).on_conflict_do_nothing(index_elements=keys)
    return postgresql.insert(OutboxMessage).on_conflict_do_nothing(index_elements=keys)


def _domain() -> str:
    return parseaddr(config_value("MAIL_DEFAULT_SENDER"))[1].rpartition("@")[2] or "localhost"
