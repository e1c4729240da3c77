"""What was sent: frozen, numbered, hashed. A public record; a correction is a new submission."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.models.base import Base, HasId, word
from app.models.meetings import QuestionnaireVersion
from app.models.people import Contact, Staff
from app.models.requests import InputRequest
from forms.answers import QuotePermission


class SubmissionKind(StrEnum):
    """An answer, or "nothing to add", which is an answer too."""

    ANSWER = "answer"
    ABSTENTION = "abstention"


class Channel(StrEnum):
    """How it reached us; post and phone are keyed in by the secretariat."""

    WEB = "web"
    POST = "post"
    PHONE = "phone"


class Submission(HasId, Base):
    """One sent version of an organisation's answer. The highest number of a request is the one that counts."""

    __tablename__ = "submission"
    __table_args__ = (
        UniqueConstraint("request_id", "number"),
        UniqueConstraint("request_id", "send_key"),
        CheckConstraint("number >= 1", name="number_from_one"),
        CheckConstraint("length(sha256) = 64", name="sha256_length"),
        CheckConstraint("kind = 'abstention' OR abstention_reason = ''", name="reason_only_with_abstention"),
        CheckConstraint("(channel = 'web') = (keyed_in_by_id IS NULL)", name="post_and_phone_say_who_keyed_in"),
    )

    request_id: Mapped[int] = mapped_column(ForeignKey("input_request.id"))
    number: Mapped[int]
    # What the person refers to; on the receipt and in the register. Random, so that it tells nothing.
    reference: Mapped[str] = mapped_column(unique=True)
    version_id: Mapped[int] = mapped_column(ForeignKey("questionnaire_version.id"))
    kind: Mapped[SubmissionKind] = mapped_column(word(SubmissionKind, "kind_known"))
    abstention_reason: Mapped[str] = mapped_column(default="")
    # Of the interface when it was sent: the labels of choices in the answers' texts are in it.
    language: Mapped[str] = mapped_column(default="sv")
    # Of the organisation's own words, as it said itself (forms/languages.py).
    written_in: Mapped[str] = mapped_column(default="sv")
    submitted_at: Mapped[datetime]
    late: Mapped[bool]
    sha256: Mapped[str]
    # One per rendered check page: the same form posted twice is one submission with one receipt.
    send_key: Mapped[str]
    channel: Mapped[Channel] = mapped_column(word(Channel, "channel_known"), default=Channel.WEB)
    contact_id: Mapped[int | None] = mapped_column(ForeignKey("contact.id"))
    keyed_in_by_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    # What a collecting body sends beside its answers (forms/joint_answer.py); part of what the SHA-256 covers.
    joint: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))

    request: Mapped[InputRequest] = relationship()
    version: Mapped[QuestionnaireVersion] = relationship()
    contact: Mapped[Contact | None] = relationship()
    keyed_in_by: Mapped[Staff | None] = relationship()
    answers: Mapped[list["Answer"]] = relationship(back_populates="submission", order_by="Answer.position")


class Answer(HasId, Base):
    """One answered question of a submission, with the text that the digest shows."""

    __tablename__ = "answer"
    __table_args__ = (
        UniqueConstraint("submission_id", "question_key"),
        CheckConstraint("may_be_secret OR secrecy_reason = ''", name="reason_only_when_secret"),
    )

    submission_id: Mapped[int] = mapped_column(ForeignKey("submission.id"))
    question_key: Mapped[str]
    position: Mapped[int]
    # The Svars-id of the digest: random, so that ids do not tell who stands next to whom.
    reference: Mapped[str] = mapped_column(unique=True)
    value: Mapped[Any] = mapped_column(JSON)
    text: Mapped[str]
    quote_permission: Mapped[QuotePermission] = mapped_column(word(QuotePermission, "quote_permission_known"))
    # What the sender says; the secretariat's own word on it is the answer's review.
    may_be_secret: Mapped[bool] = mapped_column(default=False)
    secrecy_reason: Mapped[str] = mapped_column(default="")

    submission: Mapped[Submission] = relationship(back_populates="answers")
