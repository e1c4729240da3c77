"""What the secretariat does with a request that is out: remind, send again, new link, own deadline, close, note."""

from collections.abc import Sequence
from datetime import datetime

from flask_babel import get_locale, gettext
from sqlalchemy import func, select, update

from app.extensions import db
from app.models import (
    BrowserSession,
    ColleagueInvitation,
    Contact,
    InputRequest,
    Invitation,
    Meeting,
    OutboxMessage,
    OutboxState,
    RequestState,
    Staff,
    now,
)
from app.queries.issue import requests as request_queries
from app.services import audit
from app.services.input_checks import Checks
from app.services.issue import outbox
from app.services.issue.issuing import new_link as new_link_columns
from app.services.issue.outbox import QueuedMail
from app.services.problems import Refused
from forms import moments
from forms.text import storable

DONE = frozenset({RequestState.SUBMITTED, RequestState.ABSTAINED})
WAITING = (OutboxState.QUEUED, OutboxState.SENDING)


def remind(request: InputRequest, staff: Staff | None = None) -> int:
    """Remind every contact of an organisation that is not done; returns how many mails that made.

    Once a day: a second press the same day makes none. Raises Refused where there is nothing to remind of.
    """
    _check_open(request)
    if request.state in DONE:
        raise Refused(gettext("Organisationen har redan svarat."))
    return _queue_reminders(request_queries.live_invitations(request.id), staff, "input_request", request.id)


def remind_all(meeting: Meeting, staff: Staff | None = None) -> int:
    """Remind all contacts of all organisations that are not done; returns how many mails that made today."""
    if meeting.closed_at is not None:
        raise Refused(gettext("Mötet är avslutat."))
    return _queue_reminders(request_queries.invitations_not_done(meeting.id), staff, "meeting", meeting.id)


def resend(invitation: Invitation, staff: Staff | None = None) -> None:
    """Send the invitation with its link once more. Raises Refused while an earlier mail still waits to go out."""
    _check_live(invitation)
    waiting, sendings = _mails_of(invitation)
    if waiting:
        raise Refused(gettext("Ett mejl till kontakten väntar redan på att skickas."))
    # Counted, so that two presses at once are one mail.
    key = f"resend:{invitation.id}:{sendings}"
    # Whoever sends it again has reason to think that it arrives.
    invitation.bounced_at = None
    outbox.queue("invitation", contact=invitation.contact, event_key=key, invitation=invitation)
    audit.record("invitation_resent", "invitation", invitation.id, staff=staff)


def new_link(invitation: Invitation, staff: Staff | None = None) -> Invitation:
    """Give the contact a new link. The old one opens nothing from now on, and its browsers are signed out."""
    _check_live(invitation)
    moment = now()
    revoked = db.session.execute(
        update(Invitation)
        .where(Invitation.id == invitation.id, Invitation.revoked_at.is_(None))
        .values(revoked_at=moment)
        .returning(Invitation.id)
    ).all()
    if not revoked:
        raise Refused(gettext("Länken är redan ersatt av en ny."))
    db.session.execute(
        update(BrowserSession)
        .where(BrowserSession.invitation_id == invitation.id, BrowserSession.ended_at.is_(None))
        .values(ended_at=moment)
    )
    fresh = Invitation(
        request_id=invitation.request_id,
        contact_id=invitation.contact_id,
        role=invitation.role,
        **new_link_columns(),
    )
    if invitation.colleague is not None:
        fresh.colleague = ColleagueInvitation(invited_by_id=invitation.colleague.invited_by_id)
    db.session.add(fresh)
    db.session.flush()
    outbox.queue("new_link", contact=invitation.contact, event_key=f"new-link:{fresh.id}", invitation=fresh)
    audit.record("link_replaced", "invitation", invitation.id, staff=staff, new_invitation=fresh.id)
    return fresh


def replace_links(contact: Contact, staff: Staff | None = None) -> None:
    """Give the contact new links to every request that is open, and close those to the others."""
    for invitation in request_queries.live_of_contact(contact.id):
        if invitation.request.closed_at is None and invitation.request.meeting.closed_at is None:
            new_link(invitation, staff)
        else:
            invitation.revoked_at = now()


def set_own_deadline(request: InputRequest, day: str, time: str = "", staff: Staff | None = None) -> bool:
    """Give the organisation a deadline of its own, as typed in Stockholm's time; without time it is that day's end.

    Tells its contacts by mail unless they are done. Returns whether anything changed. Raises RefusedInput at
    `day` or `time` for what is no moment, has passed, or lies after the meeting begins.
    """
    _check_open(request)
    return _set_deadline(request, _read_deadline(request, day, time), staff)


def drop_own_deadline(request: InputRequest, staff: Staff | None = None) -> bool:
    """Let the meeting's deadline hold again. Returns whether anything changed."""
    _check_open(request)
    return _set_deadline(request, None, staff)


def close(request: InputRequest, staff: Staff | None = None) -> None:
    """Take no more answers from the organisation; mail to it that still waits is dropped. Again changes nothing."""
    if request.closed_at is None:
        request.closed_at = now()
        audit.record("request_closed", "input_request", request.id, staff=staff)


def reopen(request: InputRequest, staff: Staff | None = None) -> None:
    """Take answers again. Raises Refused where the whole meeting is closed."""
    if request.meeting.closed_at is not None:
        raise Refused(gettext("Mötet är avslutat."))
    if request.closed_at is not None:
        request.closed_at = None
        audit.record("request_reopened", "input_request", request.id, staff=staff)


def write_note(request: InputRequest, note: str, staff: Staff | None = None) -> None:
    """Keep the secretariat's own note on the request; the organisation never sees it. Raises RefusedInput."""
    checks = Checks()
    text = checks.text("note", storable(note), longest=2000)
    checks.done()
    if text != request.note:
        request.note = text
        audit.record("note_changed", "input_request", request.id, staff=staff)


def _queue_reminders(invitations: Sequence[Invitation], staff: Staff | None, subject: str, subject_id: int) -> int:
    today = moments.day_of(now()).isoformat()
    mails = outbox.queue_many(
        [QueuedMail("reminder", f"reminder:{one.id}:{today}", one.contact_id, one.id) for one in invitations]
    )
    if mails:
        audit.record("reminded", subject, subject_id, staff=staff, mails=mails)
    return mails


def _set_deadline(request: InputRequest, deadline: datetime | None, staff: Staff | None) -> bool:
    if deadline == request.own_deadline_at:
        return False
    request.own_deadline_at = deadline
    db.session.flush()
    audit.record("own_deadline_changed", "input_request", request.id, staff=staff, has_own=deadline is not None)
    if request.state not in DONE:
        moment = now().isoformat()
        outbox.queue_many(
            [
                QueuedMail("changed_deadline", f"deadline:{one.id}:{moment}", one.contact_id, one.id)
                for one in request_queries.live_invitations(request.id)
            ]
        )
    return True


def _read_deadline(request: InputRequest, day: str, time: str) -> datetime:
    checks = Checks()
    deadline = _moment(checks, day, time)
    if deadline is not None and deadline <= now():
        checks.refuse("day", gettext("Den dagen har redan gått. Välj en senare dag."))
    if deadline is not None and deadline > request.meeting.starts_at:
        checks.refuse("day", gettext("Sista dagen att svara måste vara före mötet. Välj en tidigare dag."))
    checks.done()
    assert deadline is not None
    return deadline


def _moment(checks: Checks, day: str, time: str) -> datetime | None:
    try:
        moment = moments.parse(day, time, later=True) if time.strip() else moments.end_of_day(day)
        # The day's last minute means the whole day, here as for the meeting.
        return moments.end_of_day(day) if moments.is_end_of_day(moment) else moment
    except moments.MomentError as error:
        field = {"date": "day", "time": "time"}[error.part]
        checks.refuse(field, error.sentence.text(str(get_locale())))
        return None


def _check_open(request: InputRequest) -> None:
    if request.closed_at is not None or request.meeting.closed_at is not None:
        raise Refused(gettext("Formuläret är stängt för organisationen. Öppna det igen först."))


def _check_live(invitation: Invitation) -> None:
    _check_open(invitation.request)
    if invitation.revoked_at is not None:
        raise Refused(gettext("Länken är redan ersatt av en ny."))
    if invitation.contact.left_at is not None:
        raise Refused(gettext("Kontakten har slutat. Lägg till en ny kontakt och skicka ut igen."))


def _mails_of(invitation: Invitation) -> tuple[int, int]:
    """How many mails to this invitation wait, and how many times its link was sent or will be."""
    row = db.session.execute(
        select(
            func.count().filter(OutboxMessage.state.in_(WAITING)),
            func.count().filter(OutboxMessage.kind == "invitation"),
        ).where(OutboxMessage.invitation_id == invitation.id)
    ).one()
    return row[0], row[1]
