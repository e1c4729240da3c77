"""Takes in mail that came back: marks link and contact, which puts the organisation first in the secretariat's list."""

from datetime import datetime
from enum import StrEnum

from app.mail.bounces import Bounce
from app.models import OutboxMessage
from app.queries.issue import outbox as outbox_queries
from app.services import audit


class Taken(StrEnum):
    """What a report came to; the words are those that the command prints."""

    MARKED = "marked"
    KNOWN = "known already"
    NOT_LOST = "not a failure"
    UNKNOWN = "not of our mail"


def take(bounce: Bounce, moment: datetime) -> Taken:
    """Mark what the report is about. The same report again changes nothing."""
    message = outbox_queries.by_tokens(bounce.tokens)
    if message is None:
        return Taken.UNKNOWN
    if not bounce.failed:
        return Taken.NOT_LOST
    if message.returned_at is not None:
        return Taken.KNOWN
    message.returned_at = moment
    _mark(message, bounce, moment)
    audit.record("mail_returned", "outbox_message", message.id, status=bounce.status)
    return Taken.MARKED


def _mark(message: OutboxMessage, bounce: Bounce, moment: datetime) -> None:
    invitation = message.invitation
    if invitation is not None:
        invitation.bounced_at = moment
        if invitation.revoked_at is not None:
            # The address may have been changed since, which replaces the link: the new one is not to blame.
            return
    if bounce.blames_address:
        message.contact.undeliverable_at = moment
