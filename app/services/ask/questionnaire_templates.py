"""Keeps forms as templates of the council, and begins a meeting's form with one.

Keys stay as they are: a question that comes from a template is the same question at every meeting that asks it.
"""

from flask_babel import gettext
from sqlalchemy import select

from app.extensions import db
from app.models import Meeting, QuestionnaireTemplate, Staff, now
from app.queries.ask import questionnaire_templates as template_queries
from app.queries.ask import questionnaires as questionnaire_queries
from app.services import audit
from app.services.ask import questionnaires
from app.services.input_checks import Checks, RefusedInput
from forms import questionnaire as language
from forms import questionnaire_document

LONGEST_NAME = 100


def save(
    meeting: Meeting, name: str, staff: Staff | None = None, *, may_replace: bool = False
) -> QuestionnaireTemplate:
    """Keep the meeting's form as it stands under this name.

    Raises RefusedInput at `name` where it is missing or there is nothing to keep, and at `replace` where the council
    has a template of that name that may not be replaced.
    """
    form = questionnaire_queries.of_meeting(meeting).form
    checks = Checks()
    plain = checks.line("name", name, gettext("Skriv vad mallen ska heta."), LONGEST_NAME)
    if not form.sections:
        checks.refuse("name", gettext("Formuläret är tomt, så det finns inget att spara som mall."))
    checks.done()
    template = db.session.scalar(
        select(QuestionnaireTemplate).where(
            QuestionnaireTemplate.council_id == meeting.council_id, QuestionnaireTemplate.name == plain
        )
    )
    if template is not None and not may_replace:
        raise RefusedInput(
            {"replace": gettext("Det finns en mall med det namnet. Kryssa i rutan om den ska ersättas.")}
        )
    if template is None:
        template = QuestionnaireTemplate(council=meeting.council, name=plain)
        db.session.add(template)
    template.document = questionnaire_document.to_json(form)
    template.changed_at, template.changed_by = now(), staff
    db.session.flush()
    audit.record("template_saved", "questionnaire_template", template.id, staff=staff, meeting=meeting.id)
    return template


def start(
    meeting: Meeting, seen: int, template_id: int | None, staff: Staff | None = None, *, may_replace: bool = False
) -> QuestionnaireTemplate:
    """Begin the meeting's form with a template of its council; published versions stay as they are.

    Raises RefusedInput at `template` where none is chosen, at `start_over` where there is a form that may not be
    replaced, NoResultFound where the council has no such template, and Conflict where the form has changed since the
    revision `seen`.
    """
    if template_id is None:
        raise RefusedInput({"template": gettext("Välj en mall.")})
    template = template_queries.by_id(meeting, template_id)
    if questionnaire_queries.of_meeting(meeting).form != language.Questionnaire() and not may_replace:
        raise RefusedInput({"start_over": gettext("Kryssa i rutan om formuläret som finns ska ersättas.")})
    form = template_queries.form_of(template)
    questionnaires.change(meeting, seen, lambda _: form, staff, "from_template")
    return template


def remove(template: QuestionnaireTemplate, staff: Staff | None = None) -> None:
    """Remove the template; forms that began with it stay as they are."""
    audit.record("template_removed", "questionnaire_template", template.id, staff=staff)
    db.session.delete(template)
    db.session.flush()
