"""Files beside an answer. Rows say what is attached where; the bytes lie in the file store, by their SHA-256."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.models.base import Base, HasId
from app.models.drafts import Draft
from app.models.people import Contact
from app.models.submissions import Answer


class StoredFile(Base):
    """One content in the file store, however many times it is attached. `kept_at` is when it was last handed in."""

    __tablename__ = "stored_file"
    __table_args__ = (
        CheckConstraint("length(sha256) = 64", name="sha256_length"),
        CheckConstraint("size >= 0", name="size_not_negative"),
    )

    sha256: Mapped[str] = mapped_column(primary_key=True)
    size: Mapped[int]
    kept_at: Mapped[datetime]


class DraftFile(HasId, Base):
    """A file attached to a question of a draft; the organisation's own until it is sent."""

    __tablename__ = "draft_file"
    __table_args__ = (
        UniqueConstraint("draft_id", "question_key", "name"),
        CheckConstraint("name <> ''", name="has_a_name"),
    )

    draft_id: Mapped[int] = mapped_column(ForeignKey("draft.id"))
    question_key: Mapped[str]
    name: Mapped[str]
    sha256: Mapped[str] = mapped_column(ForeignKey("stored_file.sha256"), index=True)
    attached_at: Mapped[datetime]
    attached_by_id: Mapped[int | None] = mapped_column(ForeignKey("contact.id"))

    draft: Mapped[Draft] = relationship()
    content: Mapped[StoredFile] = relationship()
    attached_by: Mapped[Contact | None] = relationship()


class AnswerFile(HasId, Base):
    """A file that was sent with an answer; frozen as the answer is."""

    __tablename__ = "answer_file"
    __table_args__ = (
        UniqueConstraint("answer_id", "position"),
        CheckConstraint("position >= 0", name="position_not_negative"),
        CheckConstraint("name <> ''", name="has_a_name"),
    )

    answer_id: Mapped[int] = mapped_column(ForeignKey("answer.id"))
    position: Mapped[int]
    name: Mapped[str]
    sha256: Mapped[str] = mapped_column(ForeignKey("stored_file.sha256"), index=True)

    answer: Mapped[Answer] = relationship()
    content: Mapped[StoredFile] = relationship()
