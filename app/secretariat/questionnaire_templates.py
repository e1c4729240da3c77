"""Templates: forms that the council keeps, to begin a meeting's form with."""

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext, ngettext
from werkzeug.wrappers import Response

from app.access import Permission, requires, signed_in_staff
from app.models import QuestionnaireTemplate
from app.queries.ask import questionnaire_templates as template_queries
from app.secretariat import blueprint
from app.secretariat.questionnaire_desk import ConflictsAt, Desk, open_desk, refused_status, to_overview
from app.secretariat.refusals import RefusalsAt
from app.services.ask import questionnaire_templates as templates
from forms import questionnaire as language
from forms.secretariat.questionnaire import FromTemplateForm, TemplateForm


@blueprint.get("/meetings/<int:meeting_id>/form/templates")
@requires(Permission.PLAN)
def questionnaire_templates(meeting_id: int) -> ResponseReturnValue:
    """Show the council's templates: one to begin with, or a name to keep this form under."""
    desk = open_desk(meeting_id)
    name = desk.current.form.title.text("sv") or desk.meeting.title
    return _page(desk, TemplateForm(formdata=None, data={"name": name}))


@blueprint.post("/meetings/<int:meeting_id>/form/templates")
@requires(Permission.PLAN)
def save_as_template(meeting_id: int) -> ResponseReturnValue:
    """Keep the form as it stands."""
    desk = open_desk(meeting_id)
    form = TemplateForm()
    with RefusalsAt(form):
        made = templates.save(desk.meeting, form.line("name"), signed_in_staff(), may_replace=form.ticked("replace"))
        flash(gettext("Formuläret är sparat som mallen ”%(name)s”.", name=made.name), "success")
        return _to_templates(meeting_id)
    return _page(desk, form), 422


@blueprint.post("/meetings/<int:meeting_id>/form/templates/start")
@requires(Permission.PLAN)
def start_from_template(meeting_id: int) -> ResponseReturnValue:
    """Begin the meeting's form with a template."""
    desk = open_desk(meeting_id)
    form = FromTemplateForm()
    with RefusalsAt(form), ConflictsAt(desk, form):
        begun = templates.start(
            desk.meeting, form.seen(), form.chosen_id(), signed_in_staff(), may_replace=form.ticked("start_over")
        )
        flash(gettext("Formuläret börjar från mallen ”%(name)s”.", name=begun.name), "success")
        return to_overview(meeting_id)
    return _page(desk, TemplateForm(formdata=None), form), refused_status(form)


@blueprint.get("/meetings/<int:meeting_id>/form/templates/<int:template_id>/remove")
@requires(Permission.PLAN)
def confirm_remove_template(meeting_id: int, template_id: int) -> ResponseReturnValue:
    """Ask before a template goes."""
    desk = open_desk(meeting_id)
    template = template_queries.by_id(desk.meeting, template_id)
    return desk.render("remove_template", template=template, content=_content(template))


@blueprint.post("/meetings/<int:meeting_id>/form/templates/<int:template_id>/remove")
@requires(Permission.PLAN)
def remove_template(meeting_id: int, template_id: int) -> ResponseReturnValue:
    """Remove the template."""
    template = template_queries.by_id(open_desk(meeting_id).meeting, template_id)
    name = template.name
    templates.remove(template, signed_in_staff())
    flash(gettext("Mallen ”%(name)s” är borttagen.", name=name), "success")
    return _to_templates(meeting_id)


def _page(desk: Desk, saving: TemplateForm, starting: FromTemplateForm | None = None) -> str:
    found = template_queries.of_council(desk.meeting.council_id)
    form = starting or FromTemplateForm(formdata=None, data={"revision": desk.current.revision})
    form.template.choices = [(str(one.id), one.name) for one in found]
    return desk.render(
        "templates",
        saving=saving,
        starting=form,
        templates=found,
        contents={str(one.id): _content(one) for one in found},
        has_form=desk.current.form != language.Questionnaire(),
        has_errors=bool(saving.errors or form.errors),
    )


def _content(template: QuestionnaireTemplate) -> str:
    """How much the template asks: "3 avsnitt, 12 frågor"."""
    form = template_queries.form_of(template)
    sections, questions = len(form.sections), sum(1 for _ in form.questions())
    of_sections = ngettext("%(num)s avsnitt", "%(num)s avsnitt", sections)
    of_questions = ngettext("%(num)s fråga", "%(num)s frågor", questions)
    return f"{of_sections}, {of_questions}"


def _to_templates(meeting_id: int) -> Response:
    return redirect(url_for("secretariat.questionnaire_templates", meeting_id=meeting_id))
