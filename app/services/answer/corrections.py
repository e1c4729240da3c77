"""A corrected form reaches those who have it: requests move to the new version, and drafts move over by key.

What stands in a draft is never read here, and nothing in it is removed.
"""

from collections.abc import Iterable

from sqlalchemy import func, select, update

from app.extensions import db
from app.models import Draft, DraftAnswer, DraftWording, InputRequest, QuestionnaireVersion, RequestState
from forms.changes import aside_key, keeps_answer
from forms.questionnaire import Question, Questionnaire


def move_over(version: QuestionnaireVersion, earlier: Iterable[Questionnaire], form: Questionnaire) -> int:
    """Give every request of the version's meeting this version; returns how many there are.

    Those who have seen the form are to be told what is new. What was typed for a question that is now answered in
    another way is laid aside in the draft, and taken up where an earlier way comes back. `form` is the version's,
    `earlier` are those of the versions before it, the oldest first.
    """
    meeting_id = version.questionnaire.meeting_id
    has_seen = InputRequest.state != RequestState.ISSUED
    moved = (
        update(InputRequest).where(InputRequest.meeting_id == meeting_id).execution_options(synchronize_session=False)
    )
    known = func.coalesce(InputRequest.known_version_id, InputRequest.version_id)
    db.session.execute(moved.where(has_seen).values(known_version_id=known))
    ids = db.session.execute(moved.values(version_id=version.id).returning(InputRequest.id)).all()
    for old, new in _answered_otherwise(earlier, form):
        _rename(meeting_id, new.key, aside_key(old))
        _rename(meeting_id, aside_key(new), new.key)
    return len(ids)


def have_read(request: InputRequest, number: str) -> None:
    """Note that the organisation has read what the version with this number changed; nothing where it has a newer."""
    if number == str(request.version.number):
        request.known_version_id = None


def _answered_otherwise(earlier: Iterable[Questionnaire], form: Questionnaire) -> list[tuple[Question, Question]]:
    """Each question that was last asked in another way, as it was and as it is."""
    last = {question.key: question for one in earlier for question in one.questions()}
    pairs = ((last[question.key], question) for question in form.questions() if question.key in last)
    return [(before, after) for before, after in pairs if not keeps_answer(before, after)]


def _rename(meeting_id: int, key: str, to: str) -> None:
    drafts = select(Draft.id).join(Draft.request).where(InputRequest.meeting_id == meeting_id)
    for kept in (DraftAnswer, DraftWording):
        db.session.execute(
            update(kept)
            .where(kept.draft_id.in_(drafts), kept.question_key == key)
            .values(question_key=to)
            .execution_options(synchronize_session=False)
        )
