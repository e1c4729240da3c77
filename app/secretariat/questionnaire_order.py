"""The order of a form's questions: moving, copying and removing them."""

from flask import flash
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from app.access import Permission, requires, signed_in_staff
from app.secretariat import blueprint
from app.secretariat.questionnaire_desk import LATEST, ConflictsAt, open_desk, to_overview
from app.services.ask import questionnaire_edits as edits
from forms.secretariat.questionnaire import MoveForm, RevisionForm


@blueprint.post("/meetings/<int:meeting_id>/form/questions/<string:question_key>/move")
@requires(Permission.PLAN)
def move_question(meeting_id: int, question_key: str) -> ResponseReturnValue:
    """Move the question up or down within its section."""
    desk = open_desk(meeting_id)
    form = MoveForm()
    with ConflictsAt(desk):
        edits.move(desk.meeting, form.seen(), "question", question_key, form.step(), signed_in_staff())
    return to_overview(meeting_id, f"question-{question_key}")


@blueprint.post("/meetings/<int:meeting_id>/form/questions/<string:question_key>/move-to")
@requires(Permission.PLAN)
def move_question_to_section(meeting_id: int, question_key: str) -> ResponseReturnValue:
    """Move the question into a section: before another question there, or last."""
    desk = open_desk(meeting_id)
    form = MoveForm()
    section_key, before = form.line("section"), form.line("before")
    with ConflictsAt(desk):
        edits.move_to_section(desk.meeting, form.seen(), question_key, section_key, before, signed_in_staff())
        flash(gettext("Frågan är flyttad."), "success")
    return to_overview(meeting_id, f"question-{question_key}")


@blueprint.post("/meetings/<int:meeting_id>/form/questions/<string:question_key>/duplicate")
@requires(Permission.PLAN)
def duplicate_question(meeting_id: int, question_key: str) -> ResponseReturnValue:
    """Put a copy of the question after it."""
    desk = open_desk(meeting_id)
    with ConflictsAt(desk):
        edits.duplicate(desk.meeting, RevisionForm().seen(), "question", question_key, signed_in_staff())
        flash(gettext("Kopian ligger direkt efter frågan."), "success")
    return to_overview(meeting_id, f"question-{question_key}")


@blueprint.post("/meetings/<int:meeting_id>/form/questions/<string:question_key>/remove")
@requires(Permission.PLAN)
def remove_question(meeting_id: int, question_key: str) -> ResponseReturnValue:
    """Remove the question; the button beside what is said of it puts it back."""
    desk = open_desk(meeting_id)
    with ConflictsAt(desk):
        edits.remove(desk.meeting, RevisionForm().seen(), "question", question_key, signed_in_staff())
        flash(gettext("Frågan är borttagen. Du kan ångra det."), "success")
    return to_overview(meeting_id, LATEST)
