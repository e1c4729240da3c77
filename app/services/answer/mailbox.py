"""Proving a mailbox: a code is mailed to the invited contact, and typed into the browser that asked for it.

Nobody types an address here, so nothing tells which addresses are known: the page is the same whether a mail goes out
or not. A code is bound to the browser that asked for it; a stranger who begs for codes can't make another's useless.
"""

import hmac
import secrets
from datetime import timedelta

from sqlalchemy import func, select, update

from app.extensions import db, links
from app.models import Invitation, MailboxCode, OutboxMessage, now
from app.queries.answer import devices as device_queries
from app.services import audit
from app.services.issue import outbox
from forms.audience import OrganisationKind

VALID_FOR = timedelta(minutes=10)
MOST_TRIES = 5
MOST_AN_HOUR = 5
# They need the button only: a mailbox is no thing to ask of young people.
BUTTON_ONLY = frozenset({OrganisationKind.YOUTH_COUNCIL, OrganisationKind.STUDENT_FORUM})


def must_prove(invitation: Invitation, device_token: str) -> bool:
    """Whether a browser that opens this link has to prove the mailbox first."""
    request = invitation.request
    if request.kind in BUTTON_ONLY or not request.meeting.council.mailbox_code_required:
        return False
    return device_queries.remembered(invitation.contact_id, device_token) is None


def mail_code(invitation: Invitation) -> int:
    """Mail a new code; returns its id. After the fifth in an hour none is mailed, and 0 comes back."""
    moment = now()
    query = select(func.count()).where(
        MailboxCode.invitation_id == invitation.id, MailboxCode.created_at > moment - timedelta(hours=1)
    )
    if (db.session.scalar(query) or 0) >= MOST_AN_HOUR:
        return 0
    code = MailboxCode(invitation=invitation, nonce=secrets.token_bytes(16), expires_at=moment + VALID_FOR)
    db.session.add(code)
    db.session.flush()
    key = f"mailbox-code-{code.id}"
    outbox.queue("mailbox_code", contact=invitation.contact, event_key=key, invitation=invitation)
    code.message_id = db.session.scalar(select(OutboxMessage.id).where(OutboxMessage.event_key == key))
    audit.record("mailbox_code_asked", "mailbox_code", code.id, contact=invitation.contact)
    return code.id


def proves(invitation: Invitation, code_id: int, typed: str) -> bool:
    """Whether these are the code's digits. Each asking counts as one of five tries, right or wrong."""
    nonce = db.session.scalar(
        update(MailboxCode)
        .where(
            MailboxCode.id == code_id,
            MailboxCode.invitation_id == invitation.id,
            MailboxCode.used_at.is_(None),
            MailboxCode.expires_at > now(),
            MailboxCode.tries < MOST_TRIES,
        )
        .values(tries=MailboxCode.tries + 1)
        .returning(MailboxCode.nonce)
        .execution_options(synchronize_session=False)
    )
    digits = "".join(sign for sign in typed if sign in "0123456789")
    if nonce is None or not hmac.compare_digest(links.code(nonce), digits):
        return False
    used = update(MailboxCode).where(MailboxCode.id == code_id).values(used_at=now())
    db.session.execute(used.execution_options(synchronize_session=False))
    return True
