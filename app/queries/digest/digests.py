"""Reads the editions of a meeting's digest, and which answers each line rests on."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import aliased, defer, joinedload, selectinload

from app.extensions import db
from app.models import (
    Answer,
    AnswerReview,
    Digest,
    DigestLine,
    DigestLinePassage,
    InputRequest,
    Organisation,
    Passage,
    Submission,
)


def latest(meeting_id: int) -> Digest | None:
    """The newest edition with its lines and their themes, or None where none is begun."""
    query = select(Digest).where(Digest.meeting_id == meeting_id).order_by(Digest.edition.desc()).limit(1)
    return db.session.scalars(query.options(*_WITH_LINES)).first()


def edition(meeting_id: int, number: int) -> Digest:
    """One edition; raises NoResultFound where there is none."""
    query = select(Digest).where(Digest.meeting_id == meeting_id, Digest.edition == number)
    return db.session.scalars(query.options(*_WITH_LINES)).one()


def editions(meeting_id: int) -> list[Digest]:
    """All editions, the newest first, without what they say."""
    query = select(Digest).where(Digest.meeting_id == meeting_id).order_by(Digest.edition.desc())
    people = (joinedload(Digest.changed_by), joinedload(Digest.established_by))
    return list(db.session.scalars(query.options(*people, defer(Digest.snapshot))))


def newest_by_meeting() -> dict[int, Digest]:
    """The newest edition of each meeting that has one, by meeting id, without what it says."""
    newer = aliased(Digest)
    newest = (
        select(func.max(newer.edition)).where(newer.meeting_id == Digest.meeting_id).correlate(Digest).scalar_subquery()
    )
    query = select(Digest).where(Digest.edition == newest).order_by(Digest.meeting_id).options(defer(Digest.snapshot))
    return {digest.meeting_id: digest for digest in db.session.scalars(query)}


def line(digest: Digest, line_id: int) -> DigestLine:
    """One line of this edition; raises NoResultFound for any other."""
    return db.session.scalars(
        select(DigestLine).where(DigestLine.digest_id == digest.id, DigestLine.id == line_id)
    ).one()


def answers_of_lines(digest: Digest) -> dict[int, tuple[int, ...]]:
    """The ids of the answers each line rests on, in the line's order, by line id; a line without any is left out."""
    query = (
        select(DigestLinePassage.line_id, Passage.answer_id)
        .join(Passage, DigestLinePassage.passage_id == Passage.id)
        .join(DigestLine, DigestLinePassage.line_id == DigestLine.id)
        .where(DigestLine.digest_id == digest.id)
        .order_by(DigestLinePassage.line_id, DigestLinePassage.position, Passage.id)
    )
    found: dict[int, dict[int, None]] = defaultdict(dict)
    for line_id, answer_id in db.session.execute(query):
        found[line_id][answer_id] = None
    return {line_id: tuple(answer_ids) for line_id, answer_ids in found.items()}


@dataclass(frozen=True)
class Replaced:
    """An answer that no longer counts: its organisation has sent a newer version, which says something else."""

    id: int
    reference: str
    organisation: str
    question_key: str
    text: str


def replaced(answer_ids: Collection[int]) -> dict[int, Replaced]:
    """Those of these answers that a newer version has replaced, by id; flagged ones are left out."""
    query = (
        select(Answer.id, Answer.reference, Organisation.name, Answer.question_key, Answer.text)
        .join(Submission, Answer.submission_id == Submission.id)
        .join(InputRequest, Submission.request_id == InputRequest.id)
        .join(Organisation, InputRequest.organisation_id == Organisation.id)
        .outerjoin(AnswerReview, AnswerReview.answer_id == Answer.id)
        .where(Answer.id.in_(answer_ids), AnswerReview.flagged_at.is_(None))
        .order_by(Answer.id)
    )
    return {row[0]: Replaced(*row) for row in db.session.execute(query)} if answer_ids else {}


def count(meeting_id: int) -> int:
    """How many editions there are."""
    return db.session.scalar(select(func.count()).select_from(Digest).where(Digest.meeting_id == meeting_id)) or 0


_WITH_LINES = (
    selectinload(Digest.lines).joinedload(DigestLine.theme),
    joinedload(Digest.changed_by),
    joinedload(Digest.established_by),
)
