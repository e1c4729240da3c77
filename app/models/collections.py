"""A body that collects: what its members are asked, and their views. Nothing here tells who wrote a view, or when.

`docs/decisions/0016-member-views-belong-to-nobody.md` says what these tables may hold, and a test walks them. A view
has no time, no contact, no session and no address; its key is random, and on SQLite the tables of views are kept in
the order of that key, so that not even the place of a row tells which came first.
"""

import secrets
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, LargeBinary
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.models.base import Base, HasCreatedAt, HasId, word
from app.models.requests import InputRequest

# SQLite keeps such a table in the order of its own key; else a hidden number would count the rows as they came.
IN_KEY_ORDER = {"sqlite_with_rowid": False}


def random_id() -> str:
    """A key that tells nothing: 128 random bits as 32 hexadecimal digits."""
    return secrets.token_hex(16)


class CollectionState(StrEnum):
    """The coordinator writes the form, collects, and stops collecting; closed may be opened again."""

    PREPARING = "preparing"
    OPEN = "open"
    CLOSED = "closed"


class AgeSpan(StrEnum):
    """How old those were who talked in a group; never the age of one person."""

    UNDER_13 = "under_13"
    FROM_13_TO_15 = "13_15"
    FROM_16_TO_18 = "16_18"
    FROM_19_TO_25 = "19_25"
    FROM_26_TO_64 = "26_64"
    OVER_64 = "over_64"
    MIXED = "mixed"


class Collection(HasId, HasCreatedAt, Base):
    """What one organisation asks its own members before it answers one request.

    The join link's code is derived from `nonce` like a personal link's token, but shorter; all members share it. A new
    link is a new nonce. `document` is a questionnaire of simple types (forms/member_form.py).
    """

    __tablename__ = "collection"
    __table_args__ = (
        CheckConstraint("length(token_hash) = 64", name="token_hash_is_sha256"),
        CheckConstraint("length(nonce) >= 16", name="nonce_is_128_bits"),
        CheckConstraint("(state = 'preparing') = (opened_at IS NULL)", name="opened_has_time"),
        CheckConstraint("(state = 'closed') = (closed_at IS NOT NULL)", name="closed_has_time"),
        CheckConstraint("members >= 1", name="members_from_one"),
    )

    request_id: Mapped[int] = mapped_column(ForeignKey("input_request.id"), unique=True)
    state: Mapped[CollectionState] = mapped_column(
        word(CollectionState, "state_known"), default=CollectionState.PREPARING
    )
    document: Mapped[dict[str, Any]] = mapped_column(JSON)
    # Counts up at every change of the form or its texts, so that two coordinators at once are told of each other.
    revision: Mapped[int] = mapped_column(default=1)
    # What a member reads before they begin: why we ask, who reads it, and when.
    purpose: Mapped[str] = mapped_column(default="")
    readers: Mapped[str] = mapped_column(default="")
    read_when: Mapped[str] = mapped_column(default="")
    # A group may answer together: how many they were and how old, no names.
    groups_allowed: Mapped[bool] = mapped_column(default=False)
    # The theme may hurt: quiet titles, a quick way out, and where to get help, on every page.
    is_sensitive: Mapped[bool] = mapped_column(default=False)
    # Members may like published drafts of the joint answer; only a number is kept.
    likes_open: Mapped[bool] = mapped_column(default=False)
    # How many members the body has, where it wants to see "14 of 81".
    members: Mapped[int | None]
    nonce: Mapped[bytes] = mapped_column(LargeBinary)
    token_hash: Mapped[str] = mapped_column(unique=True)
    opened_at: Mapped[datetime | None]
    # When collecting stops by itself; empty until the coordinator says.
    closes_at: Mapped[datetime | None]
    closed_at: Mapped[datetime | None]

    request: Mapped[InputRequest] = relationship()


class MemberView(Base):
    """One member's own view, or one group's. `is_sent`: only then does the coordinator see it.

    `secret_hash` is the SHA-256 of the token of the member's private link, which is derived from their words with the
    service's secret key (app/extensions.py): it opens nothing, and nobody can reckon the words from it.
    """

    __tablename__ = "member_view"
    __table_args__ = (
        CheckConstraint("length(id) = 32", name="id_is_random"),
        CheckConstraint("length(secret_hash) = 64", name="secret_hash_is_sha256"),
        CheckConstraint("group_size >= 2", name="a_group_is_two_or_more"),
        CheckConstraint("age_span IS NULL OR group_size IS NOT NULL", name="ages_only_of_groups"),
        IN_KEY_ORDER,
    )

    id: Mapped[str] = mapped_column(primary_key=True, default=random_id)
    collection_id: Mapped[int] = mapped_column(ForeignKey("collection.id"), index=True)
    secret_hash: Mapped[str] = mapped_column(unique=True)
    is_sent: Mapped[bool] = mapped_column(default=False)
    # The member's own yes to being cited word for word outside the body; without names, as everything here.
    may_be_cited: Mapped[bool] = mapped_column(default=False)
    group_size: Mapped[int | None]
    age_span: Mapped[AgeSpan | None] = mapped_column(word(AgeSpan, "age_span_known"))

    answers: Mapped[list["MemberAnswer"]] = relationship(back_populates="view", order_by="MemberAnswer.question_key")


class MemberAnswer(Base):
    """What a view says to one question of the member form. A skipped question has no row."""

    __tablename__ = "member_answer"
    __table_args__ = (IN_KEY_ORDER,)

    view_id: Mapped[str] = mapped_column(ForeignKey("member_view.id", ondelete="CASCADE"), primary_key=True)
    question_key: Mapped[str] = mapped_column(primary_key=True)
    # As typed, like a draft's answer (see forms/answers.py).
    typed: Mapped[Any] = mapped_column(JSON(none_as_null=False))

    view: Mapped[MemberView] = relationship(back_populates="answers")
