"""What an answer brings with it when it is sent: the sender's word that it may be secret."""

from sqlalchemy import select

from app.extensions import db
from app.models import Answer, AnswerReview, Submission, now
from app.queries.digest import answers as answer_queries
from app.services import audit


def mark(submission: Submission) -> None:
    """Flag what the sender marks as possibly secret: from now on it stands in no digest and no export but a named one.

    Every earlier version of such an answer too: one may stand in an established edition.
    """
    for answer in submission.answers:
        if answer.may_be_secret:
            _flag_versions(submission, answer)


def _flag_versions(submission: Submission, answer: Answer) -> None:
    versions = [one.id for one in answer_queries.versions_of_answer(submission.request_id, answer.question_key)]
    query = select(AnswerReview).where(AnswerReview.answer_id.in_(versions))
    held = {review.answer_id: review for review in db.session.scalars(query)}
    moment = now()
    for answer_id in versions:
        review = held.get(answer_id) or AnswerReview(answer_id=answer_id, changed_at=moment)
        if review.flagged_at is None:
            review.flagged_at, review.flag_reason = moment, answer.secrecy_reason
            db.session.add(review)
    db.session.flush()
    audit.record("answer_flagged_by_sender", "answer", answer.id, contact=submission.contact)
