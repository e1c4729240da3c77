"""Reads which change of a draft can be undone, and which done again."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from app.extensions import db
from app.models import QuestionnaireStep
from app.queries.ask.questionnaires import Current
from forms import questionnaire_document, steps


@dataclass(frozen=True)
class Step:
    """A change, what it did in one sentence, and whose it was ("" where no person of staff made it)."""

    row: QuestionnaireStep
    sentence: str
    by: str


def undoable(current: Current, locale: str) -> Step | None:
    """The latest change of the draft that can be taken back, or None."""
    return _step(current, locale, undone=False)


def redoable(current: Current, locale: str) -> Step | None:
    """The change that was taken back last, or None."""
    return _step(current, locale, undone=True)


def row(questionnaire_id: int, *, undone: bool) -> QuestionnaireStep | None:
    """The stored step that is next to undo, or next to do again."""
    # What was undone last is the oldest of what is undone.
    place = QuestionnaireStep.id.asc() if undone else QuestionnaireStep.id.desc()
    query = (
        select(QuestionnaireStep)
        .where(QuestionnaireStep.questionnaire_id == questionnaire_id, QuestionnaireStep.undone.is_(undone))
        .options(joinedload(QuestionnaireStep.taken_by))
    )
    return db.session.scalar(query.order_by(place).limit(1))


def _step(current: Current, locale: str, *, undone: bool) -> Step | None:
    found = row(current.stored.id, undone=undone) if current.stored else None
    if found is None:
        return None
    other = questionnaire_document.from_json(found.document)
    before, after = (current.form, other) if undone else (other, current.form)
    by = found.taken_by
    return Step(found, steps.told(before, after, locale), (by.name or by.email) if by else "")
