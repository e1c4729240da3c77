"""Reads the draft against the versions before a correction: what was changed, and what is no longer asked."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import select

from app.extensions import db
from app.models import InputRequest, QuestionnaireVersion
from app.queries.answer.drafts import DraftedAnswer, OwnForm, own_form
from forms.changes import QuestionChange, aside_key, asked_key, changes
from forms.localised import Localised
from forms.question_types import question_type
from forms.questionnaire import Question


@dataclass(frozen=True)
class LeftOver:
    """What stands typed at a question that the form no longer asks, or asks in another way. It is never sent."""

    question: Question
    answer: DraftedAnswer


def as_shown(request: InputRequest, number: str) -> OwnForm:
    """The form in the version that a page says it was made of; the request's own where there is no such version."""
    own = own_form(request)
    if number in {"", str(own.number)}:
        return own
    return next(
        (own_form(request, version_id) for known, version_id in _versions(request) if str(known) == number), own
    )


def unread_changes(request: InputRequest) -> tuple[QuestionChange, ...]:
    """What corrections have changed in the organisation's own form since it last said that it had read them."""
    if request.known_version_id is None:
        return ()
    before, after = own_form(request, request.known_version_id), own_form(request)
    return changes(before.questionnaire, after.questionnaire)


def was_asked(request: InputRequest, section_key: str) -> bool:
    """Whether an earlier version asked the organisation a section with this key."""
    earlier = (own_form(request, version_id) for _, version_id in _versions(request))
    return any(form.questionnaire.section(section_key) for form in earlier)


def as_typed_for(form: OwnForm, answers: Mapping[str, DraftedAnswer]) -> dict[str, DraftedAnswer]:
    """The draft as it answers this version, where a later one has laid answers aside."""
    found = dict(answers)
    for question in form.questionnaire.questions():
        if kept := answers.get(aside_key(question)):
            found[question.key] = kept
    return found


def left_over(request: InputRequest, own: OwnForm, answers: Mapping[str, DraftedAnswer]) -> list[LeftOver]:
    """Everything in the draft that the form has no place for, each with the question it answered."""
    asked = {question.key for question in own.questionnaire.questions()}
    without = [answer for key, answer in answers.items() if key not in asked]
    if not without:
        return []
    earlier = [own_form(request, version_id) for _, version_id in _versions(request)]
    found = [LeftOver(_question_of(answer.question_key, earlier), answer) for answer in without]
    return [one for one in found if not question_type(one.question.type).is_empty(one.question, one.answer.typed)]


def _question_of(key: str, earlier: list[OwnForm]) -> Question:
    for form in earlier:
        question = form.questionnaire.question(asked_key(key))
        if question and key in {question.key, aside_key(question)}:
            return question
    return Question(key, "long_text", Localised(sv=key))


def _versions(request: InputRequest) -> list[tuple[int, int]]:
    """Number and id of every published version of the request's questionnaire, the newest first."""
    issued = select(QuestionnaireVersion.questionnaire_id).where(QuestionnaireVersion.id == request.version_id)
    query = select(QuestionnaireVersion.number, QuestionnaireVersion.id)
    query = query.where(QuestionnaireVersion.questionnaire_id == issued.scalar_subquery())
    return [(row.number, row.id) for row in db.session.execute(query.order_by(QuestionnaireVersion.number.desc()))]
