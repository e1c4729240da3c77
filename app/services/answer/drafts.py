"""Saves what an organisation types, question by question; nobody overwrites a colleague in silence."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, cast

from sqlalchemy import Insert, Table, insert, select
from sqlalchemy.dialects import postgresql, sqlite

from app.access import Respondent
from app.extensions import db
from app.models import Draft, DraftAnswer, DraftWording, InputRequest, RequestState, now
from app.queries.answer import drafts as draft_queries
from app.queries.answer.drafts import DraftedAnswer, StoredDraft
from app.services.answer import invitations, wordings
from forms.answers import NOT_SECRET, QuotePermission, Secrecy, encode
from forms.changes import asked_key, kept_under
from forms.documents import Json
from forms.question_types import question_type
from forms.questionnaire import Question

ANSWERS = cast("Table", DraftAnswer.__table__)
REPLACED = (
    "typed",
    "quote_permission",
    "may_be_secret",
    "secrecy_reason",
    "version",
    "changed_at",
    "changed_by_id",
)


@dataclass(frozen=True)
class TypedAnswer:
    """What a page sent for one question; `seen_version` and `seen_mark` tell what it had shown there.

    `secrecy` is None where the page said nothing of it: then it stays as it is.
    """

    question: Question
    typed: Json
    quote_permission: QuotePermission
    seen_version: int
    seen_mark: str
    secrecy: Secrecy | None = None


@dataclass(frozen=True)
class Clash:
    """Two texts for one question: what was typed here, and what a colleague saved meanwhile."""

    mine: TypedAnswer
    saved: DraftedAnswer


@dataclass(frozen=True)
class Saved:
    """The outcome of a save: when, the version of every question now, and what must be merged by a person."""

    saved_at: datetime
    versions: Mapping[str, int]
    clashes: tuple[Clash, ...]


def content_mark(version: int, typed: Json, permission: QuotePermission, secrecy: Secrecy = NOT_SECRET) -> str:
    """A stored answer's version with a short hash. A page carries it, to tell what was changed on it."""
    content: list[Json] = [typed, permission.value]
    if secrecy != NOT_SECRET:
        content += [secrecy.marked, secrecy.reason]
    return f"{version}-{hashlib.sha256(encode(content).encode()).hexdigest()[:16]}"


def save(respondent: Respondent, answers: Sequence[TypedAnswer], *, keep_replaced: bool = False) -> Saved:
    """Save what was changed on the page. Saving never requires anything: invalid text is kept too.

    What a colleague changed meanwhile is left as it is, and returned as a clash where it was changed here as well.
    `keep_replaced` keeps every wording that is replaced; else `wordings` decides. Raises Refused where the request is
    closed.
    """
    state = invitations.lock_open(respondent.request)
    answers = _under_their_keys(respondent.request, answers)
    keys = [answer.question.key for answer in answers]
    stored = draft_queries.stored(respondent.request.id, keys)
    changed = [answer for answer in answers if _is_changed(answer, stored.answers.get(answer.question.key))]
    clashes = tuple(
        Clash(answer, saved)
        for answer in changed
        if (saved := stored.answers.get(answer.question.key)) and answer.seen_version != saved.version
    )
    kept = [answer for answer in changed if answer not in [clash.mine for clash in clashes]]
    moment = now()
    if kept:
        draft_id = _write(respondent, stored, kept, moment)
        replaced = [(stored.answers[one.question.key], one.typed) for one in kept if one.question.key in stored.answers]
        wordings.keep(draft_id, respondent.contact.id, moment, replaced, always=keep_replaced)
        if state in {RequestState.ISSUED, RequestState.OPENED}:
            invitations.set_state(respondent.request, RequestState.STARTED)
    written = {answer.question.key for answer in kept}
    versions = {asked_key(key): _version(stored.answers.get(key)) + (key in written) for key in keys}
    return Saved(moment, versions, clashes)


def begun(request_id: int, moment: datetime) -> int:
    """The id of the request's draft, which begins here where there is none; the caller holds the request's lock."""
    return draft_queries.stored(request_id, ()).id or _begin(request_id, moment)


def _under_their_keys(request: InputRequest, answers: Sequence[TypedAnswer]) -> list[TypedAnswer]:
    """The answers with the keys they are kept under: a page may be older than a correction of the form."""
    asked = {question.key: question for question in draft_queries.own_form(request).questionnaire.questions()}
    keys = [kept_under(answer.question, asked.get(answer.question.key)) for answer in answers]
    return [
        replace(answer, question=replace(answer.question, key=key)) if key != answer.question.key else answer
        for key, answer in zip(keys, answers, strict=True)
    ]


def _is_changed(answer: TypedAnswer, saved: DraftedAnswer | None) -> bool:
    if saved is None:
        is_empty = question_type(answer.question.type).is_empty(answer.question, answer.typed)
        is_told = answer.quote_permission is not QuotePermission.NAMED or (answer.secrecy or NOT_SECRET) != NOT_SECRET
        return not is_empty or is_told
    secrecy = saved.secrecy if answer.secrecy is None else answer.secrecy
    if (answer.typed, answer.quote_permission, secrecy) == (saved.typed, saved.quote_permission, saved.secrecy):
        return False
    if answer.seen_version == saved.version:
        return True
    # The page is older than the draft. Where nothing was changed on it, the colleague's newer text stands.
    return answer.seen_mark != content_mark(answer.seen_version, answer.typed, answer.quote_permission, secrecy)


def _version(saved: DraftedAnswer | None) -> int:
    return saved.version if saved else 0


def _write(respondent: Respondent, stored: StoredDraft, kept: Sequence[TypedAnswer], moment: datetime) -> int:
    draft_id = stored.id or _begin(respondent.request.id, moment)
    rows: list[dict[str, Any]] = [
        {
            "draft_id": draft_id,
            "question_key": answer.question.key,
            "typed": answer.typed,
            "quote_permission": answer.quote_permission,
            "may_be_secret": _secrecy(answer, stored).marked,
            "secrecy_reason": _secrecy(answer, stored).reason,
            "version": _version(stored.answers.get(answer.question.key)) + 1,
            "changed_at": moment,
            "changed_by_id": respondent.contact.id,
        }
        for answer in kept
    ]
    db.session.execute(UPSERTS[db.engine.dialect.name], rows)
    return draft_id


def ensure(request_id: int) -> int:
    """The id of the request's draft, begun where there is none. The caller holds the request's lock."""
    return db.session.scalar(select(Draft.id).where(Draft.request_id == request_id)) or _begin(request_id, now())


def take_back(respondent: Respondent, question: Question, wording: DraftWording, seen_version: int) -> Saved:
    """Save an earlier wording anew; what stood there becomes an earlier wording itself. Returns as `save` does."""
    answer = TypedAnswer(question, wording.typed, wording.quote_permission, seen_version, "")
    return save(respondent, [answer], keep_replaced=True)


def _secrecy(answer: TypedAnswer, stored: StoredDraft) -> Secrecy:
    if answer.secrecy is not None:
        return answer.secrecy
    saved = stored.answers.get(answer.question.key)
    return saved.secrecy if saved else NOT_SECRET


def _begin(request_id: int, moment: datetime) -> int:
    begun = db.session.execute(insert(Draft).values(request_id=request_id, created_at=moment).returning(Draft.id))
    return begun.scalar_one()


# The request's lock already keeps others out; the database promises it once more.
def _upsert(into: postgresql.Insert | sqlite.Insert) -> Insert:
    return into.on_conflict_do_update(
        index_elements=("draft_id", "question_key"), set_={name: into.excluded[name] for name in REPLACED}
    )


# Built once: putting such a statement together costs more than sending it.
UPSERTS = {"postgresql": _upsert(postgresql.insert(ANSWERS)), "sqlite": _upsert(sqlite.insert(ANSWERS))}
