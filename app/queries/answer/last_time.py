"""Reads what an organisation answered at the meeting before, and what the digest made of it; never from a draft."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import and_, bindparam, func, or_, select
from sqlalchemy.orm import aliased

from app.extensions import db
from app.models import (
    Answer,
    AnswerReview,
    Digest,
    DigestLine,
    DigestLinePassage,
    DigestState,
    InputRequest,
    Meeting,
    Passage,
    Submission,
    SubmissionKind,
)
from forms.answers import QuotePermission


@dataclass(frozen=True)
class EarlierAnswer:
    """An answer as it was sent, in the language it was written in.

    `points` are the digest's lines that rest on it. Nothing is recorded yet of what became of a line, so all are open.
    """

    text: str
    language: str
    sent_at: datetime
    meeting: str
    points: tuple[str, ...] = ()


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
    select(
        Answer.id,
        Answer.question_key,
        Answer.text,
        Submission.request_id,
        Submission.language,
        Submission.submitted_at,
        Meeting.title,
    )
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

_Other = aliased(Answer)
_OtherPassage = aliased(Passage)
_OtherRest = aliased(DigestLinePassage)
_Later = aliased(Digest)
# A line's wording may give away what it rests on: what is flagged, and what others wrote for the chair alone.
_IS_CONFIDENTIAL = (
    select(_OtherRest.line_id)
    .join(_OtherPassage, _OtherPassage.id == _OtherRest.passage_id)
    .join(_Other, _Other.id == _OtherPassage.answer_id)
    .join(_Sent, _Sent.id == _Other.submission_id)
    .outerjoin(AnswerReview, AnswerReview.answer_id == _Other.id)
    .where(
        _OtherRest.line_id == DigestLine.id,
        or_(
            AnswerReview.flagged_at.is_not(None),
            and_(_Other.quote_permission == QuotePermission.CHAIR_ONLY, _Sent.request_id != bindparam("request_id")),
        ),
    )
    .correlate(DigestLine)
    .exists()
)
_LATEST_EDITION = (
    select(func.max(_Later.edition))
    .where(_Later.meeting_id == Digest.meeting_id, _Later.state == DigestState.FINAL)
    .correlate(Digest)
    .scalar_subquery()
)
_POINTS = (
    select(Passage.answer_id, DigestLine.wording)
    .join(DigestLinePassage, DigestLinePassage.passage_id == Passage.id)
    .join(DigestLine, DigestLine.id == DigestLinePassage.line_id)
    .join(Digest, Digest.id == DigestLine.digest_id)
    .where(
        Passage.answer_id.in_(bindparam("own", expanding=True)),
        Digest.state == DigestState.FINAL,
        Digest.edition == _LATEST_EDITION,
        ~_IS_CONFIDENTIAL,
    )
    .order_by(DigestLine.position, DigestLine.id)
)


def answers(request: InputRequest, keys: Collection[str]) -> Mapping[str, EarlierAnswer]:
    """What the organisation last answered to these questions, by key; one query, and one for the digest's points.

    The council's last meeting before this one that the organisation answered for, in the version that counts.
    """
    asked = {
        "organisation_id": request.organisation_id,
        "starts_at": request.meeting.starts_at,
        "keys": list(keys),
    }
    rows = db.session.execute(_ANSWERS, asked).all()
    points = _points(rows[0].request_id, [row.id for row in rows]) if rows else {}
    return {
        row.question_key: EarlierAnswer(row.text, row.language, row.submitted_at, row.title, points.get(row.id, ()))
        for row in rows
    }


def _points(request_id: int, own: Sequence[int]) -> Mapping[int, tuple[str, ...]]:
    """The lines of the edition that stands, by the answer they rest on; each once, however many passages it has."""
    found: defaultdict[int, dict[str, None]] = defaultdict(dict)
    for row in db.session.execute(_POINTS, {"own": own, "request_id": request_id}):
        found[row.answer_id][row.wording] = None
    return {answer_id: tuple(wordings) for answer_id, wordings in found.items()}
