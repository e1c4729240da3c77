"""The sections of a meeting's form: adding, changing, moving, copying and removing them."""

from functools import partial

from flask import flash
from flask.typing import ResponseReturnValue
from flask_babel import get_locale, gettext

from app.access import Permission, requires, signed_in_staff
from app.queries.ask import questionnaires as questionnaire_queries
from app.secretariat import blueprint
from app.secretariat.questionnaire_desk import LATEST, ConflictsAt, Desk, open_desk, refused_status, to_overview
from app.secretariat.questionnaire_presence import editors
from app.secretariat.questionnaire_script import by_script
from app.secretariat.questionnaire_side import from_script
from app.secretariat.refusals import RefusalsAt
from app.services.ask import questionnaire_edits as edits
from app.services.ask.questionnaire_parts import SectionInput
from forms.questionnaire import Section
from forms.rule_words import section_words
from forms.secretariat.questionnaire import MoveForm, RevisionForm, SectionForm, section_data


@blueprint.get("/meetings/<int:meeting_id>/form/add-section")
@requires(Permission.PLAN)
def new_section(meeting_id: int) -> ResponseReturnValue:
    """Show the form for a new section."""
    desk = open_desk(meeting_id)
    return _page(desk, _offering(SectionForm(formdata=None, data={"revision": desk.current.revision}), desk))


@blueprint.post("/meetings/<int:meeting_id>/form/add-section")
@requires(Permission.PLAN)
def add_section(meeting_id: int) -> ResponseReturnValue:
    """Add the section last."""
    desk = open_desk(meeting_id)
    form = _offering(SectionForm(), desk)
    with RefusalsAt(form), ConflictsAt(desk, form):
        key = edits.add_section(desk.meeting, form.seen(), _typed(form), signed_in_staff())
        flash(gettext("Avsnittet är tillagt. Lägg till frågor i det."), "success")
        return to_overview(meeting_id, f"section-{key}")
    return _page(desk, form), refused_status(form)


@blueprint.get("/meetings/<int:meeting_id>/form/sections/<string:section_key>")
@requires(Permission.PLAN)
def section(meeting_id: int, section_key: str) -> ResponseReturnValue:
    """Show the section's form, filled in."""
    desk = open_desk(meeting_id)
    found = desk.current.section(section_key)
    data = {**section_data(found), "revision": desk.current.revision}
    return _page(desk, _offering(SectionForm(formdata=None, data=data), desk), found)


@blueprint.post("/meetings/<int:meeting_id>/form/sections/<string:section_key>")
@requires(Permission.PLAN)
def change_section(meeting_id: int, section_key: str) -> ResponseReturnValue:
    """Change the section's texts and audience."""
    desk = open_desk(meeting_id)
    found = desk.current.section(section_key)
    form = _offering(SectionForm(), desk)
    if from_script():
        save = partial(edits.change_section, desk.meeting, form.seen(), section_key, _typed(form), signed_in_staff())
        return by_script(desk, partial(save, by_itself=True))
    with RefusalsAt(form), ConflictsAt(desk, form):
        edits.change_section(desk.meeting, form.seen(), section_key, _typed(form), signed_in_staff())
        flash(gettext("Avsnittet är sparat."), "success")
        return to_overview(meeting_id, f"section-{section_key}")
    return _page(desk, form, found), refused_status(form)


@blueprint.post("/meetings/<int:meeting_id>/form/sections/<string:section_key>/move")
@requires(Permission.PLAN)
def move_section(meeting_id: int, section_key: str) -> ResponseReturnValue:
    """Move the section up or down."""
    desk = open_desk(meeting_id)
    form = MoveForm()
    with ConflictsAt(desk):
        edits.move(desk.meeting, form.seen(), "section", section_key, form.step(), signed_in_staff())
    return to_overview(meeting_id, f"section-{section_key}")


@blueprint.post("/meetings/<int:meeting_id>/form/sections/<string:section_key>/duplicate")
@requires(Permission.PLAN)
def duplicate_section(meeting_id: int, section_key: str) -> ResponseReturnValue:
    """Put a copy of the section after it."""
    desk = open_desk(meeting_id)
    with ConflictsAt(desk):
        edits.duplicate(desk.meeting, RevisionForm().seen(), "section", section_key, signed_in_staff())
        flash(gettext("Kopian ligger direkt efter avsnittet."), "success")
    return to_overview(meeting_id, f"section-{section_key}")


@blueprint.post("/meetings/<int:meeting_id>/form/sections/<string:section_key>/remove")
@requires(Permission.PLAN)
def remove_section(meeting_id: int, section_key: str) -> ResponseReturnValue:
    """Remove the section with its questions; the button beside what is said of it puts it back."""
    desk = open_desk(meeting_id)
    with ConflictsAt(desk):
        edits.remove(desk.meeting, RevisionForm().seen(), "section", section_key, signed_in_staff())
        flash(gettext("Avsnittet är borttaget. Du kan ångra det."), "success")
    return to_overview(meeting_id, LATEST)


def _offering(form: SectionForm, desk: Desk) -> SectionForm:
    names = questionnaire_queries.organisation_names(desk.meeting)
    form.offer_audience(names.items(), str(get_locale()))
    return form


def _typed(form: SectionForm) -> SectionInput:
    return SectionInput(
        title=form.localised("title"),
        intro=form.localised("intro"),
        kinds=tuple(form.kinds.data or ()),
        organisations=tuple(form.organisations.data or ()),
        rules=form.rules(),
    )


def _page(desk: Desk, form: SectionForm, found: Section | None = None) -> str:
    stored = desk.as_stored_now().section(found.key) if found and form.form_errors else None
    return desk.render(
        "section",
        form=form,
        section=found,
        stored=stored,
        rule_words=section_words(found, desk.current.form, str(get_locale())) if found else [],
        names=desk.names(),
        told=editors(desk, signed_in_staff()),
        builder_scripts=("builder",),
    )
