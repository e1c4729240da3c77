"""The organisation's own space while it writes. No staff role, export or search reads these tables."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, UniqueConstraint
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
