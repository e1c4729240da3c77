"""What an answer brings when it is sent: the sender's word that it may be secret, and what looks like personal data."""

from collections.abc import Collection, Sequence

from sqlalchemy import select

from app.extensions import db
from app.models import Answer, AnswerReview, PersonalDataState, Submission, now
from app.queries.digest import answers as answer_queries
from app.services import audit


def mark(submission: Submission, personal: Collection[str]) -> None:
    """Flag what the sender marks as possibly secret, and queue for review what may hold personal data.

    A flagged answer stands in no digest and no export but a named one, and nor does any earlier version of it, which
    may stand in an established edition. `personal` holds question keys; what was reviewed and has not changed since
    stays reviewed.
    """
    for answer in submission.answers:
        if answer.may_be_secret:
            _flag_versions(submission, answer)
    wanted = [answer.id for answer in submission.answers if answer.question_key in personal]
    for review in _reviews(wanted).values():
        if review.personal_data is not PersonalDataState.REVIEWED:
            review.personal_data = PersonalDataState.UNREVIEWED
            db.session.add(review)
    db.session.flush()


def _reviews(answer_ids: Sequence[int]) -> dict[int, AnswerReview]:
    """The review of each answer, a new one where it has none."""
    query = select(AnswerReview).where(AnswerReview.answer_id.in_(answer_ids))
    held = {review.answer_id: review for review in db.session.scalars(query)}
    return {one: held.get(one) or AnswerReview(answer_id=one, changed_at=now()) for one in answer_ids}


def _flag_versions(submission: Submission, answer: Answer) -> None:
    versions = [one.id for one in answer_queries.versions_of_answer(submission.request_id, answer.question_key)]
    for review in _reviews(versions).values():
        if review.flagged_at is None:
            review.flagged_at, review.flag_reason = now(), answer.secrecy_reason
            db.session.add(review)
    db.session.flush()
    audit.record("answer_flagged_by_sender", "answer", answer.id, contact=submission.contact)
