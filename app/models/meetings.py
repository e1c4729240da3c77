"""What is planned and asked: the code book, meetings, questionnaires and their frozen versions."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.models.base import Base, HasCreatedAt, HasId
from app.models.people import Council, Staff


class Theme(HasId, HasCreatedAt, Base):
    """An entry of the council's code book, a tree. Its key never changes; its name may."""

    __tablename__ = "theme"
    __table_args__ = (
        UniqueConstraint("council_id", "key"),
        CheckConstraint("parent_id <> id", name="not_its_own_parent"),
    )

    council_id: Mapped[int] = mapped_column(ForeignKey("council.id"))
    key: Mapped[str]
    name: Mapped[str]
    name_en: Mapped[str] = mapped_column(default="")
    description: Mapped[str] = mapped_column(default="")
    keywords: Mapped[str] = mapped_column(default="")
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("theme.id"))
    position: Mapped[int]
    retired_at: Mapped[datetime | None]

    council: Mapped[Council] = relationship()
    parent: Mapped["Theme | None"] = relationship(remote_side="Theme.id")

    def title(self, locale: str) -> str:
        """The name in the reader's language; in Swedish where there is no other."""
        return (self.name_en if locale == "en" else "") or self.name


class MeetingTheme(Base):
    """A headline theme of a meeting, in the order the secretariat gave."""

    __tablename__ = "meeting_theme"

    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id"), primary_key=True)
    theme_id: Mapped[int] = mapped_column(ForeignKey("theme.id"), primary_key=True)
    position: Mapped[int]

    meeting: Mapped["Meeting"] = relationship(back_populates="headline_themes")
    theme: Mapped[Theme] = relationship()


class Meeting(HasId, HasCreatedAt, Base):
    """One sitting of a council: when, on what, by when to answer, and what each respondent must know."""

    __tablename__ = "meeting"
    __table_args__ = (CheckConstraint("deadline_at <= starts_at", name="deadline_before_start"),)

    council_id: Mapped[int] = mapped_column(ForeignKey("council.id"), index=True)
    title: Mapped[str]
    starts_at: Mapped[datetime]
    deadline_at: Mapped[datetime]
    place: Mapped[str] = mapped_column(default="")
    agenda: Mapped[str] = mapped_column(default="")
    dnr: Mapped[str] = mapped_column(default="")
    purpose: Mapped[str] = mapped_column(default="")
    can_influence: Mapped[str] = mapped_column(default="")
    settled: Mapped[str] = mapped_column(default="")
    phone: Mapped[str] = mapped_column(default="")
    copied_from_id: Mapped[int | None] = mapped_column(ForeignKey("meeting.id"))
    closed_at: Mapped[datetime | None]

    council: Mapped[Council] = relationship()
    headline_themes: Mapped[list[MeetingTheme]] = relationship(
        back_populates="meeting", order_by=MeetingTheme.position, cascade="all, delete-orphan"
    )
    questionnaire: Mapped["Questionnaire | None"] = relationship(back_populates="meeting")


class Questionnaire(HasId, HasCreatedAt, Base):
    """What a meeting asks, while it is being written: one JSON document (see forms/questionnaire.py)."""

    __tablename__ = "questionnaire"

    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id"), unique=True)
    document: Mapped[dict[str, Any]] = mapped_column(JSON)
    # Counts up at every change, so that two editors at once are told of each other.
    revision: Mapped[int] = mapped_column(default=1)
    # The revision at which each part was changed last (forms/parts.py), so that they collide only over the same part.
    stamps: Mapped[dict[str, int]] = mapped_column(JSON, default=dict, server_default="{}")
    changed_at: Mapped[datetime]
    changed_by_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))

    meeting: Mapped[Meeting] = relationship(back_populates="questionnaire")
    changed_by: Mapped[Staff | None] = relationship()
    versions: Mapped[list["QuestionnaireVersion"]] = relationship(
        back_populates="questionnaire", order_by="QuestionnaireVersion.number"
    )


class QuestionnaireVersion(HasId, Base):
    """A published questionnaire. It never changes; requests and submissions point at it."""

    __tablename__ = "questionnaire_version"
    __table_args__ = (
        UniqueConstraint("questionnaire_id", "number"),
        CheckConstraint("number >= 1", name="number_from_one"),
        CheckConstraint("length(sha256) = 64", name="sha256_length"),
    )

    questionnaire_id: Mapped[int] = mapped_column(ForeignKey("questionnaire.id"))
    number: Mapped[int]
    document: Mapped[dict[str, Any]] = mapped_column(JSON)
    sha256: Mapped[str]
    published_at: Mapped[datetime]
    published_by_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))

    questionnaire: Mapped[Questionnaire] = relationship(back_populates="versions")
    published_by: Mapped[Staff | None] = relationship()


class QuestionnaireTemplate(HasId, HasCreatedAt, Base):
    """A form that the council keeps to begin others with, under a name of its own."""

    __tablename__ = "questionnaire_template"
    __table_args__ = (UniqueConstraint("council_id", "name"), CheckConstraint("name <> ''", name="name_not_empty"))

    council_id: Mapped[int] = mapped_column(ForeignKey("council.id"))
    name: Mapped[str]
    document: Mapped[dict[str, Any]] = mapped_column(JSON)
    changed_at: Mapped[datetime]
    changed_by_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))

    council: Mapped[Council] = relationship()
    changed_by: Mapped[Staff | None] = relationship()


Index("ix_meeting_starts_at", Meeting.starts_at)
