"""The organisation's own space while it writes. No staff role, export or search reads these tables."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.models.base import Base, HasCreatedAt, HasId, word
from app.models.people import Contact
from app.models.requests import InputRequest
from forms.answers import QuotePermission


class Draft(HasId, HasCreatedAt, Base):
    """The one common draft of an organisation's answer to one request."""

    __tablename__ = "draft"

    request_id: Mapped[int] = mapped_column(ForeignKey("input_request.id"), unique=True)

    request: Mapped[InputRequest] = relationship()
    answers: Mapped[list["DraftAnswer"]] = relationship(back_populates="draft", order_by="DraftAnswer.id")


class DraftAnswer(HasId, Base):
    """What stands typed at one question. `version` counts saves, so that nobody overwrites in silence."""

    __tablename__ = "draft_answer"
    __table_args__ = (
        UniqueConstraint("draft_id", "question_key"),
        CheckConstraint("version >= 1", name="version_from_one"),
    )

    draft_id: Mapped[int] = mapped_column(ForeignKey("draft.id"))
    question_key: Mapped[str]
    # As typed, also where it can't be sent yet (see forms/answers.py).
    typed: Mapped[Any] = mapped_column(JSON(none_as_null=False))
    quote_permission: Mapped[QuotePermission] = mapped_column(word(QuotePermission, "quote_permission_known"))
    # Whether it may be secret, and why; both as they stand on the page.
    may_be_secret: Mapped[bool] = mapped_column(default=False)
    secrecy_reason: Mapped[str] = mapped_column(default="")
    version: Mapped[int] = mapped_column(default=1)
    changed_at: Mapped[datetime]
    # Empty where the secretariat keyed in what came by post or phone.
    changed_by_id: Mapped[int | None] = mapped_column(ForeignKey("contact.id"))

    draft: Mapped[Draft] = relationship(back_populates="answers")
    changed_by: Mapped[Contact | None] = relationship()


class DraftWording(HasId, Base):
    """What stood at a question before a later save. Kept until the answer is sent, so that it can be taken back."""

    __tablename__ = "draft_wording"

    draft_id: Mapped[int] = mapped_column(ForeignKey("draft.id"), index=True)
    question_key: Mapped[str]
    typed: Mapped[Any] = mapped_column(JSON(none_as_null=False))
    quote_permission: Mapped[QuotePermission] = mapped_column(word(QuotePermission, "quote_permission_known"))
    version: Mapped[int]
    changed_at: Mapped[datetime]
    changed_by_id: Mapped[int | None] = mapped_column(ForeignKey("contact.id"))

    changed_by: Mapped[Contact | None] = relationship()


class DraftTask(Base):
    """What colleagues agree on about one question: who answers it, and at which of its versions it was called done."""

    __tablename__ = "draft_task"
    __table_args__ = (
        CheckConstraint("done_version >= 0", name="done_version_not_negative"),
        CheckConstraint("(done_version IS NULL) = (done_by_id IS NULL)", name="done_by_somebody"),
    )

    draft_id: Mapped[int] = mapped_column(ForeignKey("draft.id"), primary_key=True)
    question_key: Mapped[str] = mapped_column(primary_key=True)
    assigned_to_id: Mapped[int | None] = mapped_column(ForeignKey("contact.id"))
    done_version: Mapped[int | None]
    done_by_id: Mapped[int | None] = mapped_column(ForeignKey("contact.id"))

    assigned_to: Mapped[Contact | None] = relationship(foreign_keys=assigned_to_id)
    done_by: Mapped[Contact | None] = relationship(foreign_keys=done_by_id)


class DraftComment(HasId, HasCreatedAt, Base):
    """A remark from colleague to colleague. It is never sent and never leaves the organisation.

    An empty key is about the whole answer.
    """

    __tablename__ = "draft_comment"
    __table_args__ = (CheckConstraint("text <> ''", name="text_not_empty"),)

    draft_id: Mapped[int] = mapped_column(ForeignKey("draft.id"), index=True)
    question_key: Mapped[str] = mapped_column(default="")
    contact_id: Mapped[int] = mapped_column(ForeignKey("contact.id"))
    text: Mapped[str]

    contact: Mapped[Contact] = relationship()


class SectionVisit(Base):
    """Where in the form a colleague was last seen. One row a person; it tells nothing of what they did."""

    __tablename__ = "section_visit"

    request_id: Mapped[int] = mapped_column(ForeignKey("input_request.id"), primary_key=True)
    contact_id: Mapped[int] = mapped_column(ForeignKey("contact.id"), primary_key=True)
    section_key: Mapped[str]
    seen_at: Mapped[datetime]


class ApprovalOutcome(StrEnum):
    """What became of an answer that was ready to be approved."""

    SENT = "sent"
    SENT_BACK = "sent_back"
    REPLACED = "replaced"


class Approval(HasId, Base):
    """An answer handed to the approvers. `sha256` is that of what was ready: a change after it shows."""

    __tablename__ = "approval"
    __table_args__ = (
        CheckConstraint("length(sha256) = 64", name="sha256_length"),
        CheckConstraint("(outcome IS NULL) = (decided_at IS NULL)", name="decided_has_time"),
    )

    request_id: Mapped[int] = mapped_column(ForeignKey("input_request.id"), index=True)
    sha256: Mapped[str]
    asked_at: Mapped[datetime]
    asked_by_id: Mapped[int] = mapped_column(ForeignKey("contact.id"))
    outcome: Mapped[ApprovalOutcome | None] = mapped_column(word(ApprovalOutcome, "outcome_known"))
    decided_at: Mapped[datetime | None]
    decided_by_id: Mapped[int | None] = mapped_column(ForeignKey("contact.id"))

    asked_by: Mapped[Contact] = relationship(foreign_keys=asked_by_id)
    decided_by: Mapped[Contact | None] = relationship(foreign_keys=decided_by_id)


Index(
    "uq_approval_open",
    Approval.request_id,
    unique=True,
    sqlite_where=Approval.decided_at.is_(None),
    postgresql_where=Approval.decided_at.is_(None),
)
