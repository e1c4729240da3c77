"""Reads the sent views for their own coordinator: what each says, its marks and its groups. In no order that tells."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from app.extensions import db
from app.models import (
    AgeSpan,
    Collection,
    CollectionState,
    MemberView,
    ViewGroup,
    ViewInGroup,
    ViewMark,
    ViewMarkKind,
)
from app.queries.collect import collections as collection_queries
from forms.joint_answer import FEWEST, honest
from forms.question_types import question_type

FREE_TEXT = frozenset({"short_text", "long_text"})
HELD_BACK = frozenset({ViewMarkKind.PERSONAL_DATA, ViewMarkKind.NEEDS_CARE})
"""A view with one of these marks is counted, but its words never leave the body."""


@dataclass(frozen=True)
class ReadView:
    """A sent view as its coordinator reads it: what it says by question key, its marks with notes, its groups' ids."""

    id: str
    may_be_cited: bool
    group_size: int | None
    age_span: AgeSpan | None
    answers: Mapping[str, str]
    marks: Mapping[ViewMarkKind, str]
    groups: frozenset[int]

    @property
    def people(self) -> int:
        """How many it speaks for."""
        return self.group_size or 1

    @property
    def may_be_quoted(self) -> bool:
        """Whether its words may leave the body: the member says so, and nothing in it has to be held back."""
        return self.may_be_cited and not HELD_BACK & self.marks.keys()


@dataclass(frozen=True)
class Group:
    """A group that the coordinator made. `people` is how many its views speak for, None where fewer than five."""

    id: int
    name: str
    people: int | None
    views: frozenset[str]


@dataclass(frozen=True)
class Said:
    """How many gave one answer to a question with given answers; None where fewer than five did."""

    text: str
    people: int | None


def may_read(collection: Collection) -> bool:
    """Whether views may be read: five are sent, or collecting is over. Else the newest would tell whose it is."""
    if collection.state is CollectionState.PREPARING:
        return False
    return collection_queries.counts(collection).views >= FEWEST or not collection_queries.is_open(collection)


def views(collection: Collection, locale: str) -> list[ReadView]:
    """The sent views, in the order of their random keys; none while they may not be read."""
    if not may_read(collection):
        return []
    query = select(MemberView).where(MemberView.collection_id == collection.id, MemberView.is_sent)
    found = db.session.scalars(query.options(selectinload(MemberView.answers)).order_by(MemberView.id)).all()
    asked = {one.key: one for one in collection_queries.questions(collection)}
    marks, groups = _marks(collection), _groups_of_views(collection)
    return [
        ReadView(
            view.id,
            view.may_be_cited,
            view.group_size,
            view.age_span,
            {
                one.question_key: question_type(question.type).show_typed(question, one.typed, locale)
                for one in view.answers
                if (question := asked.get(one.question_key))
            },
            marks.get(view.id, {}),
            frozenset(groups.get(view.id, ())),
        )
        for view in found
    ]


def groups(collection: Collection, read: Iterable[ReadView]) -> list[Group]:
    """The coordinator's groups in their order, with the views among these that are in each."""
    read = list(read)
    found = db.session.scalars(
        select(ViewGroup).where(ViewGroup.collection_id == collection.id).order_by(ViewGroup.position, ViewGroup.id)
    )
    made = []
    for group in found:
        inside = [view for view in read if group.id in view.groups]
        made.append(
            Group(group.id, group.name, honest(people_of(inside)), frozenset(view.id for view in inside)),
        )
    return made


def said(read: Iterable[ReadView], question_key: str, texts: Iterable[str]) -> list[Said]:
    """How many gave each of these answers."""
    read = list(read)
    return [Said(text, honest(people_of(v for v in read if v.answers.get(question_key) == text))) for text in texts]


def people_of(read: Iterable[ReadView]) -> int:
    """How many these views speak for."""
    return sum(view.people for view in read)


def _marks(collection: Collection) -> dict[str, dict[ViewMarkKind, str]]:
    rows = db.session.execute(
        select(ViewMark.view_id, ViewMark.kind, ViewMark.note)
        .join(MemberView, MemberView.id == ViewMark.view_id)
        .where(MemberView.collection_id == collection.id)
        .order_by(ViewMark.view_id, ViewMark.kind)
    )
    found: dict[str, dict[ViewMarkKind, str]] = defaultdict(dict)
    for view_id, kind, note in rows:
        found[view_id][kind] = note
    return found


def _groups_of_views(collection: Collection) -> dict[str, list[int]]:
    rows = db.session.execute(
        select(ViewInGroup.view_id, ViewInGroup.group_id)
        .join(ViewGroup, ViewGroup.id == ViewInGroup.group_id)
        .where(ViewGroup.collection_id == collection.id)
        .order_by(ViewInGroup.view_id, ViewInGroup.group_id)
    )
    found: dict[str, list[int]] = defaultdict(list)
    for view_id, group_id in rows:
        found[view_id].append(group_id)
    return found
