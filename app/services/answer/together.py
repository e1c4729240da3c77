"""What colleagues say and agree on about a draft: comments, who answers what, what is done. None of it is sent."""

from flask_babel import gettext
from sqlalchemy import delete, select

from app.access import Respondent
from app.extensions import db
from app.models import Draft, DraftAnswer, DraftComment, DraftTask, InputRequest
from app.queries.answer import colleagues as colleague_queries
from app.services.answer import drafts, invitations, standing
from app.services.input_checks import Checks
from app.services.problems import NotAllowed, Refused
from forms.text import storable


def comment(respondent: Respondent, question_key: str, typed: str) -> DraftComment:
    """Say something to the colleagues about a question; an empty key is about the whole. Raises RefusedInput."""
    invitations.lock_open(respondent.request)
    standing.check_here(respondent)
    made = DraftComment(
        draft_id=drafts.ensure(respondent.request.id),
        question_key=question_key,
        contact_id=respondent.contact.id,
        text=checked_text(typed),
    )
    db.session.add(made)
    db.session.flush()
    return made


def checked_text(typed: str) -> str:
    """A comment's text as it is kept. Raises RefusedInput at `text` where there is none or far too much."""
    checks = Checks()
    text = checks.text("text", storable(typed))
    if not text:
        checks.refuse("text", gettext("Skriv en kommentar först."))
    checks.done()
    return text


def remove_comment(respondent: Respondent, found: DraftComment) -> None:
    """Take the own comment away. Raises NotAllowed for somebody else's."""
    invitations.lock_open(respondent.request)
    if found.contact_id != respondent.contact.id:
        raise NotAllowed(gettext("Bara den som skrev kommentaren kan ta bort den."))
    db.session.execute(delete(DraftComment).where(DraftComment.id == found.id))


def assign(respondent: Respondent, question_key: str, invitation_id: str) -> None:
    """Leave the question to one of the team, or to nobody where nobody is chosen. Raises Refused for anybody else."""
    invitations.lock_open(respondent.request)
    standing.check_here(respondent)
    team = {str(one.id): one.contact_id for one in colleague_queries.team(respondent.request.id)}
    if invitation_id and invitation_id not in team:
        raise Refused(gettext("Personen är inte längre med. Välj någon annan."))
    _task(respondent.request, question_key).assigned_to_id = team.get(invitation_id)
    db.session.flush()


def mark_done(respondent: Respondent, question_key: str, *, done: bool) -> None:
    """Call the question done as it stands now, or not done after all. A later change of the answer shows."""
    invitations.lock_open(respondent.request)
    standing.check_here(respondent)
    task = _task(respondent.request, question_key)
    task.done_version = _version(task) if done else None
    task.done_by_id = respondent.contact.id if done else None
    db.session.flush()


def _task(request: InputRequest, question_key: str) -> DraftTask:
    draft_id = drafts.ensure(request.id)
    found = db.session.get(DraftTask, (draft_id, question_key), populate_existing=True)
    if found is None:
        found = DraftTask(draft_id=draft_id, question_key=question_key)
        db.session.add(found)
    return found


def _version(task: DraftTask) -> int:
    query = select(DraftAnswer.version).join(Draft, DraftAnswer.draft_id == Draft.id)
    query = query.where(Draft.id == task.draft_id, DraftAnswer.question_key == task.question_key)
    return db.session.scalar(query) or 0
