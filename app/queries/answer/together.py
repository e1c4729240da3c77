"""Reads what colleagues have said and agreed on about a draft's questions. For respondents' pages only."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import CompoundSelect, bindparam, func, literal, null, select, true, union_all
from sqlalchemy.orm import joinedload

from app.extensions import db
from app.models import Contact, Draft, DraftAnswer, DraftComment, DraftTask, DraftWording
from app.queries.answer.drafts import DraftedAnswer, StoredDraft
from forms.answers import Secrecy


@dataclass(frozen=True)
class Mark:
    """What hangs on one question: comments, who answers it, and at which version it was called done."""

    comments: int = 0
    assigned_to_id: int | None = None
    assigned_to: str = ""
    done_version: int | None = None


NO_MARK = Mark()


def _answers(wanted: Any) -> Any:
    return (
        select(
            literal("answer"),
            Draft.id,
            DraftAnswer.question_key,
            DraftAnswer.typed,
            DraftAnswer.quote_permission,
            DraftAnswer.version,
            DraftAnswer.changed_at,
            DraftAnswer.changed_by_id,
            func.coalesce(func.nullif(Contact.name, ""), func.nullif(Contact.role, ""), Contact.email),
            DraftAnswer.may_be_secret,
            DraftAnswer.secrecy_reason,
        )
        .outerjoin(DraftAnswer, (DraftAnswer.draft_id == Draft.id) & wanted)
        .outerjoin(Contact, DraftAnswer.changed_by_id == Contact.id)
        .where(Draft.request_id == bindparam("request_id"))
    )


_NOTHING = (null(), null())
_TASKS = (
    select(
        literal("task"),
        Draft.id,
        DraftTask.question_key,
        *_NOTHING,
        DraftTask.done_version,
        null(),
        DraftTask.assigned_to_id,
        func.coalesce(func.nullif(Contact.name, ""), func.nullif(Contact.role, ""), Contact.email),
        *_NOTHING,
    )
    .join(DraftTask, DraftTask.draft_id == Draft.id)
    .outerjoin(Contact, DraftTask.assigned_to_id == Contact.id)
    .where(Draft.request_id == bindparam("request_id"))
)
_COMMENTS = (
    select(
        literal("comment"),
        Draft.id,
        DraftComment.question_key,
        *_NOTHING,
        func.count(),
        null(),
        null(),
        null(),
        *_NOTHING,
    )
    .join(DraftComment, DraftComment.draft_id == Draft.id)
    .where(Draft.request_id == bindparam("request_id"))
    .group_by(Draft.id, DraftComment.question_key)
)


def _with_marks(wanted: Any) -> CompoundSelect[Any]:
    return union_all(_answers(wanted), _TASKS, _COMMENTS)


# Built once, and one query: a section's page is opened often.
_ALL = _with_marks(true())
_SOME = _with_marks(DraftAnswer.question_key.in_(bindparam("keys", expanding=True)))


def stored(request_id: int, keys: Collection[str] | None = None) -> tuple[StoredDraft, Mapping[str, Mark]]:
    """The draft as `drafts.stored` reads it, and the marks of all its questions; the key "" is the whole answer's."""
    rows = db.session.execute(_ALL if keys is None else _SOME, {"request_id": request_id, "keys": keys}).all()
    answers: dict[str, DraftedAnswer] = {}
    marks: dict[str, Mark] = {}
    for what, _, key, typed, permission, number, changed_at, contact_id, name, marked, reason in rows:
        if key is None:
            continue
        if what == "answer":
            secrecy = Secrecy(marked, reason)
            answers[key] = DraftedAnswer(key, typed, permission, number, changed_at, name or "", contact_id, secrecy)
        elif what == "task":
            mark = marks.get(key, NO_MARK)
            marks[key] = replace(mark, assigned_to_id=contact_id, assigned_to=name or "", done_version=number)
        else:
            marks[key] = replace(marks.get(key, NO_MARK), comments=number)
    return StoredDraft(rows[0][1] if rows else None, answers), marks


def comments(request_id: int) -> list[DraftComment]:
    """All comments on a request's draft, the oldest first."""
    query = select(DraftComment).join(Draft, DraftComment.draft_id == Draft.id).where(Draft.request_id == request_id)
    return list(db.session.scalars(query.options(joinedload(DraftComment.contact)).order_by(DraftComment.id)))


def comment_of(request_id: int, comment_id: int) -> DraftComment:
    """One comment on this request's draft; NoResultFound for any other."""
    query = select(DraftComment).join(Draft, DraftComment.draft_id == Draft.id).where(Draft.request_id == request_id)
    return db.session.scalars(query.where(DraftComment.id == comment_id)).one()


def wordings(request_id: int, question_key: str) -> list[DraftWording]:
    """The earlier wordings of one question, the latest first."""
    query = select(DraftWording).join(Draft, DraftWording.draft_id == Draft.id).where(Draft.request_id == request_id)
    query = query.where(DraftWording.question_key == question_key).options(joinedload(DraftWording.changed_by))
    return list(db.session.scalars(query.order_by(DraftWording.id.desc())))


def wording_of(request_id: int, question_key: str, wording_id: int) -> DraftWording:
    """One earlier wording of this question; NoResultFound for any other."""
    query = select(DraftWording).join(Draft, DraftWording.draft_id == Draft.id).where(Draft.request_id == request_id)
    query = query.where(DraftWording.question_key == question_key, DraftWording.id == wording_id)
    return db.session.scalars(query).one()
