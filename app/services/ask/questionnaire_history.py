"""Takes changes of a draft back one by one, and makes them again.

Both raise Conflict where the draft has changed since the revision that the person saw, and Refused where there is
nothing more to take back or make again.
"""

from flask_babel import gettext

from app.models import Meeting, Staff
from app.queries.ask import questionnaires as questionnaire_queries
from app.queries.ask import steps
from app.services import audit
from app.services.ask import questionnaires
from app.services.problems import Refused
from forms import questionnaire_document


def undo(meeting: Meeting, seen: int, staff: Staff | None = None) -> None:
    """Put the form back as it was before its latest change."""
    _swap(meeting, seen, staff, undone=False)


def redo(meeting: Meeting, seen: int, staff: Staff | None = None) -> None:
    """Make the change again that was undone last."""
    _swap(meeting, seen, staff, undone=True)


def _swap(meeting: Meeting, seen: int, staff: Staff | None, *, undone: bool) -> None:
    stored = questionnaires.locked(meeting)
    questionnaires.refuse_unseen(questionnaire_queries.as_current(stored), seen, staff)
    step = steps.row(stored.id, undone=undone) if stored else None
    if stored is None or step is None:
        raise Refused(gettext("Det finns inget mer att göra om.") if undone else gettext("Det finns inget att ångra."))
    other = questionnaire_document.from_json(step.document)
    step.document, step.undone, step.part = stored.document, not undone, ""
    questionnaires.put(stored, other, staff)
    action = "questionnaire_redone" if undone else "questionnaire_undone"
    audit.record(action, "questionnaire", stored.id, staff=staff, revision=stored.revision)
