"""Reads the forms that a council keeps to begin others with."""

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from app.extensions import db
from app.models import Meeting, QuestionnaireTemplate
from forms import questionnaire as language
from forms import questionnaire_document


def of_council(council_id: int) -> list[QuestionnaireTemplate]:
    """The council's templates, by name."""
    query = select(QuestionnaireTemplate).where(QuestionnaireTemplate.council_id == council_id)
    query = query.options(joinedload(QuestionnaireTemplate.changed_by))
    return list(db.session.scalars(query.order_by(QuestionnaireTemplate.name, QuestionnaireTemplate.id)))


def by_id(meeting: Meeting, template_id: int) -> QuestionnaireTemplate:
    """The template of the meeting's council with this id; raises NoResultFound where there is none."""
    query = select(QuestionnaireTemplate).where(
        QuestionnaireTemplate.id == template_id, QuestionnaireTemplate.council_id == meeting.council_id
    )
    return db.session.scalars(query).one()


def form_of(template: QuestionnaireTemplate) -> language.Questionnaire:
    """What the template asks."""
    return questionnaire_document.from_json(template.document)
