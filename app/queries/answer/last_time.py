"""Reads what an organisation answered at the meeting before, from what it sent; never from a draft."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, func, select
from sqlalchemy.orm import aliased

from app.extensions import db
from app.models import Answer, AnswerReview, InputRequest, Meeting, Submission, SubmissionKind


@dataclass(frozen=True)
class EarlierAnswer:
    """An answer as it was sent, in the language it was written in."""

    text: str
    language: str
    sent_at: datetime
    meeting: str


# Built once: putting such a statement together costs more than sending it.
_Sent = aliased(Submission)
_BEFORE = (
    select(InputRequest.id)
    .join(InputRequest.meeting)
    .where(
        InputRequest.organisation_id == bindparam("organisation_id"),
        Meeting.starts_at < bindparam("starts_at"),
        select(_Sent.id)
        .where(_Sent.request_id == InputRequest.id, _Sent.kind == SubmissionKind.ANSWER)
        .correlate(InputRequest)
        .exists(),
    )
    .order_by(Meeting.starts_at.desc(), InputRequest.id.desc())
    .limit(1)
    .scalar_subquery()
)
_LAST = select(func.max(_Sent.number)).where(_Sent.request_id == _BEFORE).scalar_subquery()
_ANSWERS = (
    select(Answer.question_key, Answer.text, Submission.language, Submission.submitted_at, Meeting.title)
    .join(Answer.submission)
    .join(Submission.request)
    .join(InputRequest.meeting)
    .outerjoin(AnswerReview, AnswerReview.answer_id == Answer.id)
    .where(
        Submission.request_id == _BEFORE,
        Submission.number == _LAST,
        Answer.question_key.in_(bindparam("keys", expanding=True)),
        # What may be secret stands on no page but the secretariat's own.
        AnswerReview.flagged_at.is_(None),
    )
)


def answers(request: InputRequest, keys: Collection[str]) -> Mapping[str, EarlierAnswer]:
    """What the organisation last answered to these questions, by key; one query.

    The council's last meeting before this one that the organisation answered for, in the version that counts.
    """
    asked = {
        "organisation_id": request.organisation_id,
        "starts_at": request.meeting.starts_at,
        "keys": list(keys),
    }
    rows = db.session.execute(_ANSWERS, asked).all()
    return {row.question_key: EarlierAnswer(row.text, row.language, row.submitted_at, row.title) for row in rows}
