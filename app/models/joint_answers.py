"""From many views to one answer: what the coordinator marks, groups and cites. A withdrawn view takes its rows along.

These tables point at views and so hold no time, person or session either.
"""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, ForeignKeyConstraint, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.models.base import Base, HasId, word
from app.models.collections import IN_KEY_ORDER, Collection, MemberAnswer, MemberView, random_id


class ViewMarkKind(StrEnum):
    """What the coordinator notes of a view: that they have read it, and what needs care."""

    READ = "read"
    PERSONAL_DATA = "personal_data"
    NEEDS_CARE = "needs_care"


class ViewMark(Base):
    """One mark of one view, with a note for the body's own coordinators."""

    __tablename__ = "view_mark"
    __table_args__ = (IN_KEY_ORDER,)

    view_id: Mapped[str] = mapped_column(ForeignKey("member_view.id", ondelete="CASCADE"), primary_key=True)
    kind: Mapped[ViewMarkKind] = mapped_column(word(ViewMarkKind, "kind_known"), primary_key=True)
    note: Mapped[str] = mapped_column(default="")


class ViewGroup(HasId, Base):
    """Views that say alike, under a name that the coordinator gave. A view may be in several groups."""

    __tablename__ = "view_group"
    __table_args__ = (
        UniqueConstraint("collection_id", "name"),
        CheckConstraint("position >= 0", name="position_not_negative"),
    )

    collection_id: Mapped[int] = mapped_column(ForeignKey("collection.id"))
    name: Mapped[str]
    position: Mapped[int]

    collection: Mapped[Collection] = relationship()


class ViewInGroup(Base):
    """A view's place in a group."""

    __tablename__ = "view_in_group"
    __table_args__ = (IN_KEY_ORDER,)

    group_id: Mapped[int] = mapped_column(ForeignKey("view_group.id", ondelete="CASCADE"), primary_key=True)
    view_id: Mapped[str] = mapped_column(ForeignKey("member_view.id", ondelete="CASCADE"), primary_key=True, index=True)


class JointCitation(Base):
    """A sentence of the joint answer that rests on what one view says to one question.

    `question_key` is a question of the organisation's own form; `sentence_sha256` is taken of the sentence as it stood,
    so that a citation whose sentence was changed is seen. `cited_key` is the member form's question. `is_quoted`: the
    words are to leave the body where the member allows it; `excerpt` is the part of them, empty for all of it. Else the
    view is only counted.
    """

    __tablename__ = "joint_citation"
    __table_args__ = (
        ForeignKeyConstraint(
            ["view_id", "cited_key"], ["member_answer.view_id", "member_answer.question_key"], ondelete="CASCADE"
        ),
        # Named by hand: PostgreSQL takes names of 63 characters.
        UniqueConstraint(
            "collection_id", "question_key", "sentence_sha256", "view_id", "cited_key", name="uq_joint_citation_once"
        ),
        CheckConstraint("length(id) = 32", name="id_is_random"),
        CheckConstraint("length(sentence_sha256) = 64", name="sentence_sha256_length"),
        IN_KEY_ORDER,
    )

    id: Mapped[str] = mapped_column(primary_key=True, default=random_id)
    collection_id: Mapped[int] = mapped_column(ForeignKey("collection.id"))
    question_key: Mapped[str]
    sentence_sha256: Mapped[str]
    view_id: Mapped[str] = mapped_column(index=True)
    cited_key: Mapped[str]
    is_quoted: Mapped[bool] = mapped_column(default=True)
    excerpt: Mapped[str] = mapped_column(default="")

    answer: Mapped[MemberAnswer] = relationship()


class MinorityView(HasId, Base):
    """What some members say and the joint text of one question does not carry, in the coordinator's words."""

    __tablename__ = "minority_view"
    __table_args__ = (CheckConstraint("position >= 0", name="position_not_negative"),)

    collection_id: Mapped[int] = mapped_column(ForeignKey("collection.id"), index=True)
    question_key: Mapped[str]
    text: Mapped[str]
    position: Mapped[int]

    collection: Mapped[Collection] = relationship()


class ViewInMinority(Base):
    """A view that a minority view keeps.

    `cited_key` is the member form's question whose answer says it, empty where the view is only counted.
    """

    __tablename__ = "view_in_minority"
    __table_args__ = (IN_KEY_ORDER,)

    minority_id: Mapped[int] = mapped_column(ForeignKey("minority_view.id", ondelete="CASCADE"), primary_key=True)
    view_id: Mapped[str] = mapped_column(ForeignKey("member_view.id", ondelete="CASCADE"), primary_key=True, index=True)
    cited_key: Mapped[str] = mapped_column(default="")

    view: Mapped[MemberView] = relationship()


class JointPublication(HasId, Base):
    """A draft of the joint answer to one question that members may read and like. Likes are a number and no more."""

    __tablename__ = "joint_publication"
    __table_args__ = (
        UniqueConstraint("collection_id", "question_key"),
        CheckConstraint("like_count >= 0", name="like_count_not_negative"),
    )

    collection_id: Mapped[int] = mapped_column(ForeignKey("collection.id"))
    question_key: Mapped[str]
    text: Mapped[str]
    published_at: Mapped[datetime]
    like_count: Mapped[int] = mapped_column(default=0)

    collection: Mapped[Collection] = relationship()
