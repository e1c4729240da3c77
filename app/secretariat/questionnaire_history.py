"""Taking changes of a form back, and making them again."""

from flask import flash
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from app.access import Permission, requires, signed_in_staff
from app.secretariat import blueprint
from app.secretariat.questionnaire_desk import LATEST, ConflictsAt, open_desk, to_overview
from app.services.ask import questionnaire_history as history
from app.services.problems import Refused
from forms.secretariat.questionnaire import RevisionForm


@blueprint.post("/meetings/<int:meeting_id>/form/undo")
@requires(Permission.PLAN)
def undo_questionnaire_change(meeting_id: int) -> ResponseReturnValue:
    """Put the form back as it was before its latest change."""
    desk = open_desk(meeting_id)
    try:
        with ConflictsAt(desk):
            history.undo(desk.meeting, RevisionForm().seen(), signed_in_staff())
            flash(gettext("Ändringen är ångrad."), "success")
    except Refused as refusal:
        flash(str(refusal), "warning")
    return to_overview(meeting_id, LATEST)


@blueprint.post("/meetings/<int:meeting_id>/form/redo")
@requires(Permission.PLAN)
def redo_questionnaire_change(meeting_id: int) -> ResponseReturnValue:
    """Make the change again that was undone last."""
    desk = open_desk(meeting_id)
    try:
        with ConflictsAt(desk):
            history.redo(desk.meeting, RevisionForm().seen(), signed_in_staff())
            flash(gettext("Ändringen är gjord igen."), "success")
    except Refused as refusal:
        flash(str(refusal), "warning")
    return to_overview(meeting_id, LATEST)
