"""Keeps the latest changes of a draft, so that they can be taken back one by one, and done again."""

from datetime import timedelta

from sqlalchemy import delete, select

from app.extensions import db
from app.models import Questionnaire, QuestionnaireStep, Staff, now
from app.queries.ask import steps as step_queries

MOST_STEPS = 50
ONE_GO = timedelta(minutes=3)
"""Saving by itself within so long of the step's beginning goes on with the same step."""


def keep(stored: Questionnaire, staff: Staff | None, part: str = "") -> bool:
    """Keep the draft as it is before a change; `part` is what somebody goes on writing in.

    Returns False where the change goes on with the step before. What was undone can't be done again after this.
    """
    mine = QuestionnaireStep.questionnaire_id == stored.id
    db.session.execute(delete(QuestionnaireStep).where(mine, QuestionnaireStep.undone))
    latest = step_queries.row(stored.id, undone=False)
    if part and latest and _goes_on(latest, part, staff):
        return False
    step = QuestionnaireStep(
        questionnaire_id=stored.id,
        document=stored.document,
        part=part,
        taken_at=now(),
        taken_by_id=staff.id if staff else None,
    )
    db.session.add(step)
    db.session.flush()
    kept = select(QuestionnaireStep.id).where(mine).order_by(QuestionnaireStep.id.desc()).limit(MOST_STEPS)
    db.session.execute(delete(QuestionnaireStep).where(mine, QuestionnaireStep.id.not_in(kept)))
    return True


def _goes_on(latest: QuestionnaireStep, part: str, staff: Staff | None) -> bool:
    same = latest.part == part and latest.taken_by_id == (staff.id if staff else None)
    return same and now() - latest.taken_at < ONE_GO
