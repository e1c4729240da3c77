"""What the secretariat makes of the answers: reviews, passages with themes, and the digest resting on them."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.models.base import Base, HasCreatedAt, HasId, word
from app.models.meetings import Meeting, Theme
from app.models.people import Staff
from app.models.submissions import Answer


class ReviewState(StrEnum):
    """What has become of an answer on its way to the digest; together they are the coverage."""

    UNREAD = "unread"
    REVIEWED = "reviewed"
    SET_ASIDE = "set_aside"


class PersonalDataState(StrEnum):
    """Whether an answer held what looks like personal data when it was sent, and whether a person has looked since."""

    NONE = "none"
    UNREVIEWED = "unreviewed"
    REVIEWED = "reviewed"


class CodingSource(StrEnum):
    """A machine may suggest a theme; only a person decides one."""

    SUGGESTED = "suggested"
    DECIDED = "decided"


class DigestState(StrEnum):
    """An edition is written until it is established ("upprättad"); after that it stays as it is."""

    DRAFT = "draft"
    FINAL = "final"


class LineKind(StrEnum):
    """A point that organisations raise, or a proposal of what the council should do."""

    POINT = "point"
    PROPOSAL = "proposal"


class AnswerReview(HasId, Base):
    """The secretariat's handling of one answer: read or set aside, a note, a translation, and possible secrecy."""

    __tablename__ = "answer_review"
    __table_args__ = (CheckConstraint("flagged_at IS NOT NULL OR flag_reason = ''", name="reason_only_when_flagged"),)

    answer_id: Mapped[int] = mapped_column(ForeignKey("answer.id"), unique=True)
    state: Mapped[ReviewState] = mapped_column(word(ReviewState, "state_known"), default=ReviewState.UNREAD)
    note: Mapped[str] = mapped_column(default="")
    # The secretariat's own, for readers who don't read the answer's language; never in the answer's place.
    translation: Mapped[str] = mapped_column(default="")
    flagged_at: Mapped[datetime | None]
    flag_reason: Mapped[str] = mapped_column(default="")
    # That something was found, never what: the match itself stands nowhere but in the answer.
    personal_data: Mapped[PersonalDataState] = mapped_column(
        word(PersonalDataState, "personal_data_known"), default=PersonalDataState.NONE
    )
    changed_at: Mapped[datetime]
    changed_by_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))

    answer: Mapped[Answer] = relationship()
    changed_by: Mapped[Staff | None] = relationship()


class Passage(HasId, HasCreatedAt, Base):
    """A span of an answer's text, counted in characters; the whole answer is 0 to its length."""

    __tablename__ = "passage"
    __table_args__ = (
        UniqueConstraint("answer_id", "start", "end"),
        CheckConstraint('start >= 0 AND "end" >= start', name="span_in_order"),
    )

    answer_id: Mapped[int] = mapped_column(ForeignKey("answer.id"))
    start: Mapped[int]
    end: Mapped[int]

    answer: Mapped[Answer] = relationship()
    codings: Mapped[list["Coding"]] = relationship(
        back_populates="passage", order_by="Coding.id", cascade="all, delete-orphan"
    )


class Coding(HasId, HasCreatedAt, Base):
    """A theme given to a passage, by whom. While an answer has none, its question's theme holds."""

    __tablename__ = "coding"
    __table_args__ = (
        UniqueConstraint("passage_id", "theme_id"),
        CheckConstraint("source = 'suggested' OR decided_by_id IS NOT NULL", name="a_person_decides"),
    )

    passage_id: Mapped[int] = mapped_column(ForeignKey("passage.id"))
    theme_id: Mapped[int] = mapped_column(ForeignKey("theme.id"), index=True)
    source: Mapped[CodingSource] = mapped_column(word(CodingSource, "source_known"), default=CodingSource.DECIDED)
    decided_by_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))

    passage: Mapped[Passage] = relationship(back_populates="codings")
    theme: Mapped[Theme] = relationship()
    decided_by: Mapped[Staff | None] = relationship()


class Digest(HasId, HasCreatedAt, Base):
    """One edition of what the chair reads. Its longer texts hold one thought a line."""

    __tablename__ = "digest"
    __table_args__ = (
        UniqueConstraint("meeting_id", "edition"),
        CheckConstraint("edition >= 1", name="edition_from_one"),
        CheckConstraint("(state = 'final') = (established_at IS NOT NULL)", name="established_has_time"),
        CheckConstraint("(state = 'final') = (snapshot IS NOT NULL)", name="established_is_kept"),
    )

    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id"))
    edition: Mapped[int]
    state: Mapped[DigestState] = mapped_column(word(DigestState, "state_known"), default=DigestState.DRAFT)
    highlights: Mapped[str] = mapped_column(default="")
    agreements: Mapped[str] = mapped_column(default="")
    differences: Mapped[str] = mapped_column(default="")
    asks: Mapped[str] = mapped_column(default="")
    young_people: Mapped[str] = mapped_column(default="")
    revision: Mapped[int] = mapped_column(default=1)
    changed_at: Mapped[datetime]
    changed_by_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    established_at: Mapped[datetime | None]
    established_by_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    # What an established edition said, by language: it stays as it is, whatever comes in later (exports/snapshots.py).
    snapshot: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))

    meeting: Mapped[Meeting] = relationship()
    changed_by: Mapped[Staff | None] = relationship(foreign_keys=[changed_by_id])
    established_by: Mapped[Staff | None] = relationship(foreign_keys=[established_by_id])
    lines: Mapped[list["DigestLine"]] = relationship(
        back_populates="digest", order_by="DigestLine.position", cascade="all, delete-orphan"
    )


class DigestLine(HasId, Base):
    """The secretariat's wording under one theme, resting on passages."""

    __tablename__ = "digest_line"
    __table_args__ = (CheckConstraint("position >= 0", name="position_not_negative"),)

    digest_id: Mapped[int] = mapped_column(ForeignKey("digest.id"), index=True)
    theme_id: Mapped[int] = mapped_column(ForeignKey("theme.id"))
    position: Mapped[int]
    kind: Mapped[LineKind] = mapped_column(word(LineKind, "kind_known"), default=LineKind.POINT)
    wording: Mapped[str]

    digest: Mapped[Digest] = relationship(back_populates="lines")
    theme: Mapped[Theme] = relationship()
    passages: Mapped[list["DigestLinePassage"]] = relationship(
        back_populates="line", order_by="DigestLinePassage.position", cascade="all, delete-orphan"
    )


class DigestLinePassage(Base):
    """A passage that a line rests on."""

    __tablename__ = "digest_line_passage"

    line_id: Mapped[int] = mapped_column(ForeignKey("digest_line.id"), primary_key=True)
    passage_id: Mapped[int] = mapped_column(ForeignKey("passage.id"), primary_key=True)
    position: Mapped[int]

    line: Mapped[DigestLine] = relationship(back_populates="passages")
    passage: Mapped[Passage] = relationship()
