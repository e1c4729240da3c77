"""What runs behind the pages: mail to send, who did what, and which job ran when."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, LargeBinary
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.models.base import Base, HasCreatedAt, HasId, word
from app.models.people import Contact, Staff
from app.models.requests import Invitation
from app.models.submissions import Submission


class OutboxState(StrEnum):
    """A mail waits, is being sent by one worker, is sent, or was given up (visible in the ledger).

    Cancelled: it lost its purpose before it went out, as when its link was revoked or the request was closed.
    """

    QUEUED = "queued"
    SENDING = "sending"
    SENT = "sent"
    FAILED = "failed"
    CANCELLED = "cancelled"


class OutboxMessage(HasId, HasCreatedAt, Base):
    """One mail to one contact. Neither link nor text is kept: the mail is built when it is sent."""

    __tablename__ = "outbox_message"
    __table_args__ = (
        CheckConstraint("attempts >= 0", name="attempts_not_negative"),
        CheckConstraint("(state = 'sent') = (sent_at IS NOT NULL)", name="sent_has_time"),
    )

    # Names the builder in app/mail/messages.py.
    kind: Mapped[str]
    # One mail per recipient and event: the same event queued twice is refused here.
    event_key: Mapped[str] = mapped_column(unique=True)
    # RFC 5322 Message-ID, kept so that a repeated sending is recognised as the same mail.
    message_id: Mapped[str] = mapped_column(unique=True)
    contact_id: Mapped[int] = mapped_column(ForeignKey("contact.id"), index=True)
    invitation_id: Mapped[int | None] = mapped_column(ForeignKey("invitation.id"), index=True)
    submission_id: Mapped[int | None] = mapped_column(ForeignKey("submission.id"), index=True)
    state: Mapped[OutboxState] = mapped_column(word(OutboxState, "state_known"), default=OutboxState.QUEUED)
    attempts: Mapped[int] = mapped_column(default=0)
    next_attempt_at: Mapped[datetime]
    claimed_at: Mapped[datetime | None]
    sent_at: Mapped[datetime | None]
    # A report of its failure came after it was sent.
    returned_at: Mapped[datetime | None]
    # The mail server's reply code and a constant word; never an address.
    last_error: Mapped[str] = mapped_column(default="")

    contact: Mapped[Contact] = relationship()
    invitation: Mapped[Invitation | None] = relationship()
    submission: Mapped[Submission | None] = relationship()
    mailbox_code: Mapped["MailboxCode | None"] = relationship(back_populates="message")


Index("ix_outbox_message_due", OutboxMessage.state, OutboxMessage.next_attempt_at)


class MailboxCode(HasId, HasCreatedAt, Base):
    """A code mailed to an invited contact, who types it into the browser that asked for it.

    Its digits are derived from `nonce` with the service's secret key, like personal links: the row tells none of them.
    """

    __tablename__ = "mailbox_code"
    __table_args__ = (
        CheckConstraint("length(nonce) >= 16", name="nonce_is_128_bits"),
        CheckConstraint("tries >= 0 AND tries <= 5", name="five_tries"),
    )

    invitation_id: Mapped[int] = mapped_column(ForeignKey("invitation.id"), index=True)
    # The mail that carries it; empty only until it is queued.
    message_id: Mapped[int | None] = mapped_column(ForeignKey("outbox_message.id"), unique=True)
    nonce: Mapped[bytes] = mapped_column(LargeBinary)
    expires_at: Mapped[datetime]
    tries: Mapped[int] = mapped_column(default=0)
    used_at: Mapped[datetime | None]

    invitation: Mapped[Invitation] = relationship()
    message: Mapped[OutboxMessage | None] = relationship(back_populates="mailbox_code")


class AuditEvent(HasId, Base):
    """Who did what to which row, and when. Ids and constant words only; never an answer or an address."""

    __tablename__ = "audit_event"

    at: Mapped[datetime] = mapped_column(index=True)
    action: Mapped[str]
    staff_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    contact_id: Mapped[int | None] = mapped_column(ForeignKey("contact.id"))
    subject: Mapped[str]
    subject_id: Mapped[int | None]
    details: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)

    staff: Mapped[Staff | None] = relationship()
    contact: Mapped[Contact | None] = relationship()


class JobRun(HasId, Base):
    """A heartbeat: one run of one job, what it counted, and whether it ended well."""

    __tablename__ = "job_run"

    job: Mapped[str] = mapped_column(index=True)
    started_at: Mapped[datetime]
    finished_at: Mapped[datetime | None]
    failed: Mapped[bool] = mapped_column(default=False)
    counts: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
