"""Reads what bodies that collect have sent beside their answers, as it was frozen."""

from collections.abc import Mapping

from sqlalchemy import func, select
from sqlalchemy.orm import aliased

from app.extensions import db
from app.models import InputRequest, Submission, SubmissionKind
from forms.joint_answer import JointAnswer, from_json


def of_meeting(meeting_id: int) -> Mapping[int, JointAnswer]:
    """By request id, what was sent with the answers that count now; requests without anything are left out."""
    newer = aliased(Submission)
    latest = (
        select(func.max(newer.number))
        .where(newer.request_id == Submission.request_id)
        .correlate(Submission)
        .scalar_subquery()
    )
    rows = db.session.execute(
        select(Submission.request_id, Submission.joint)
        .join(InputRequest, Submission.request_id == InputRequest.id)
        .where(InputRequest.meeting_id == meeting_id, Submission.number == latest)
        .where(Submission.kind == SubmissionKind.ANSWER, Submission.joint.is_not(None))
        .order_by(Submission.request_id)
    )
    return {request_id: from_json(document) for request_id, document in rows if document}
