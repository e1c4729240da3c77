"""Reads whom a meeting asks and what is made of the answers; queries/ledger.py tells each organisation's state."""

from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

from app.extensions import db
from app.models import (
    Answer,
    AnswerReview,
    Digest,
    DigestLine,
    InputRequest,
    Meeting,
    Organisation,
    ReviewState,
    Submission,
)
from app.queries.plan import organisations as organisation_queries


@dataclass(frozen=True)
class Asked:
    """One organisation and its request for the meeting, None where nothing is issued to it."""

    organisation: Organisation
    request: InputRequest | None


@dataclass(frozen=True)
class Coverage:
    """How many of the answers that count there are, and how many have been read or set aside."""

    answers: int
    handled: int


@dataclass(frozen=True)
class DigestProgress:
    """The latest edition and how many lines it has."""

    digest: Digest
    lines: int


def asked(meeting: Meeting) -> list[Asked]:
    """Those who sit in the council, in its order, and then those who have left but were asked."""
    query = select(InputRequest).where(InputRequest.meeting_id == meeting.id).options(joinedload(InputRequest.meeting))
    requests = {one.organisation_id: one for one in db.session.scalars(query.order_by(InputRequest.id))}
    members = organisation_queries.members(meeting.council_id)
    former = [one for one in organisation_queries.former(meeting.council_id) if one.id in requests]
    return [Asked(one, requests.get(one.id)) for one in (*members, *former)]


def coverage(meeting_id: int) -> Coverage:
    """Counts over the latest submission of each request; what an organisation took back is not counted."""
    last = (
        select(Submission.request_id, func.max(Submission.number).label("number"))
        .join(Submission.request)
        .where(InputRequest.meeting_id == meeting_id)
        .group_by(Submission.request_id)
        .subquery()
    )
    query = (
        select(func.count(Answer.id), func.count(AnswerReview.id))
        .select_from(Answer)
        .join(Submission, Submission.id == Answer.submission_id)
        .join(last, (last.c.request_id == Submission.request_id) & (last.c.number == Submission.number))
        .outerjoin(AnswerReview, (AnswerReview.answer_id == Answer.id) & (AnswerReview.state != ReviewState.UNREAD))
    )
    answers, handled = db.session.execute(query).one()
    return Coverage(answers, handled)


def digest(meeting_id: int) -> DigestProgress | None:
    """The latest edition, or None where none is begun."""
    query = select(Digest).where(Digest.meeting_id == meeting_id).order_by(Digest.edition.desc()).limit(1)
    latest = db.session.scalars(query).first()
    if latest is None:
        return None
    lines = db.session.scalar(select(func.count(DigestLine.id)).where(DigestLine.digest_id == latest.id))
    return DigestProgress(latest, lines or 0)
