"""Reads what an organisation was asked and sent for earlier meetings: from submissions only, never from a draft."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Select, select
from sqlalchemy.orm import contains_eager, joinedload

from app.extensions import db
from app.models import Answer, AnswerReview, InputRequest, Meeting, Submission


@dataclass(frozen=True)
class EarlierRequest:
    """One earlier request and what was sent to it, the newest version first; nothing from whoever was silent."""

    request: InputRequest
    sent: Sequence[Submission]


def of(request: InputRequest) -> list[EarlierRequest]:
    """What the organisation was asked before this request's meeting, the latest meeting first; two queries."""
    earlier = list(db.session.scalars(_earlier(request).order_by(Meeting.starts_at.desc(), InputRequest.id.desc())))
    ids = [one.id for one in earlier]
    query = select(Submission).where(Submission.request_id.in_(ids)).order_by(Submission.number.desc())
    sent: dict[int, list[Submission]] = {}
    for submission in db.session.scalars(query) if ids else ():
        sent.setdefault(submission.request_id, []).append(submission)
    return [EarlierRequest(one, sent.get(one.id, [])) for one in earlier]


def any_before(request: InputRequest) -> bool:
    """Whether there is any."""
    return db.session.scalar(_earlier(request).with_only_columns(InputRequest.id).limit(1)) is not None


def one(request: InputRequest, earlier_id: int) -> InputRequest:
    """One of them; NoResultFound for any other request, of this organisation or of another."""
    query = _earlier(request).where(InputRequest.id == earlier_id).options(joinedload(InputRequest.organisation))
    return db.session.scalars(query).one()


def hidden_keys(submission_id: int) -> set[str]:
    """The questions whose answers may be secret: they stand on no page but the secretariat's own."""
    query = select(Answer.question_key).join(AnswerReview, AnswerReview.answer_id == Answer.id)
    query = query.where(Answer.submission_id == submission_id, AnswerReview.flagged_at.is_not(None))
    return set(db.session.scalars(query))


def _earlier(request: InputRequest) -> Select[InputRequest]:
    return (
        select(InputRequest)
        .join(InputRequest.meeting)
        .where(
            InputRequest.organisation_id == request.organisation_id,
            InputRequest.id != request.id,
            Meeting.starts_at < request.meeting.starts_at,
        )
        .options(contains_eager(InputRequest.meeting))
    )
