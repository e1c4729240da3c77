"""One organisation's request: its links, mails and answer, and what the secretariat can do about it."""

from collections.abc import Iterator
from contextlib import contextmanager

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from werkzeug.wrappers import Response

from app.access import Permission, requires, signed_in_staff
from app.models import InputRequest
from app.queries.issue import ledger as ledger_queries
from app.queries.issue import requests as request_queries
from app.secretariat import blueprint, ledger_words
from app.secretariat.frame import may_open, meeting_frame
from app.secretariat.refusals import RefusalsAt
from app.services.issue import contact_changes
from app.services.issue import requests as request_service
from app.services.problems import Refused
from forms import moments
from forms.audience import KIND_NAMES
from forms.secretariat.requests import DeadlineForm, NoteForm


@blueprint.get("/requests/<int:request_id>/")
@requires(Permission.ISSUE)
def input_request(request_id: int) -> ResponseReturnValue:
    """The request with its history."""
    return _page(request_queries.by_id(request_id))


@blueprint.post("/requests/<int:request_id>/remind")
@requires(Permission.ISSUE)
def remind(request_id: int) -> ResponseReturnValue:
    """Remind the organisation's contacts now."""
    found = request_queries.by_id(request_id)
    with _refusals_told():
        flash(ledger_words.reminded(request_service.remind(found, signed_in_staff())), "success")
    return _back(found)


@blueprint.post("/requests/<int:request_id>/invitations/<int:invitation_id>/resend")
@requires(Permission.ISSUE)
def resend_invitation(request_id: int, invitation_id: int) -> ResponseReturnValue:
    """Send one contact the invitation again, with the same link."""
    found = request_queries.by_id(request_id)
    with _refusals_told():
        request_service.resend(request_queries.invitation_of(found, invitation_id), signed_in_staff())
        flash(gettext("Inbjudan skickas igen."), "success")
    return _back(found)


@blueprint.post("/requests/<int:request_id>/invitations/<int:invitation_id>/new-link")
@requires(Permission.ISSUE)
def new_link(request_id: int, invitation_id: int) -> ResponseReturnValue:
    """Give one contact a new link; the old one opens nothing any more."""
    found = request_queries.by_id(request_id)
    with _refusals_told():
        request_service.new_link(request_queries.invitation_of(found, invitation_id), signed_in_staff())
        flash(gettext("En ny länk skickas. Den gamla fungerar inte längre."), "success")
    return _back(found)


@blueprint.post("/requests/<int:request_id>/deadline")
@requires(Permission.ISSUE)
def own_deadline(request_id: int) -> ResponseReturnValue:
    """Give the organisation a deadline of its own."""
    found = request_queries.by_id(request_id)
    form = DeadlineForm()
    with RefusalsAt(form, whole="day"):
        typed = form.typed()
        request_service.set_own_deadline(found, typed["day"], typed["time"], signed_in_staff())
        flash(gettext("Den egna svarstiden är sparad."), "success")
        return _back(found)
    return _page(found, deadline_form=form), 422


@blueprint.post("/requests/<int:request_id>/deadline/drop")
@requires(Permission.ISSUE)
def drop_own_deadline(request_id: int) -> ResponseReturnValue:
    """Let the meeting's deadline hold for the organisation again."""
    found = request_queries.by_id(request_id)
    with _refusals_told():
        request_service.drop_own_deadline(found, signed_in_staff())
        flash(gettext("Mötets svarstid gäller igen."), "success")
    return _back(found)


@blueprint.post("/requests/<int:request_id>/close")
@requires(Permission.ISSUE)
def close_request(request_id: int) -> ResponseReturnValue:
    """Take no more answers from the organisation."""
    found = request_queries.by_id(request_id)
    request_service.close(found, signed_in_staff())
    flash(gettext("Formuläret är stängt för organisationen."), "success")
    return _back(found)


@blueprint.post("/requests/<int:request_id>/reopen")
@requires(Permission.ISSUE)
def reopen_request(request_id: int) -> ResponseReturnValue:
    """Take answers from the organisation again."""
    found = request_queries.by_id(request_id)
    with _refusals_told():
        request_service.reopen(found, signed_in_staff())
        flash(gettext("Formuläret är öppet igen."), "success")
    return _back(found)


@blueprint.post("/requests/<int:request_id>/note")
@requires(Permission.ISSUE)
def write_note(request_id: int) -> ResponseReturnValue:
    """Keep the secretariat's note."""
    found = request_queries.by_id(request_id)
    form = NoteForm()
    with RefusalsAt(form):
        request_service.write_note(found, form.typed()["note"], signed_in_staff())
        flash(gettext("Anteckningen är sparad."), "success")
        return _back(found)
    return _page(found, note_form=form), 422


@blueprint.post("/requests/<int:request_id>/contact-changes/<int:change_id>/accept")
@requires(Permission.ISSUE)
def accept_contact_change(request_id: int, change_id: int) -> ResponseReturnValue:
    """Make the proposed person the contact."""
    found = request_queries.by_id(request_id)
    with _refusals_told():
        contact = contact_changes.accept(request_queries.change_of(found, change_id), signed_in_staff())
        flash(gettext("%(who)s är nu kontakt.", who=contact.email), "success")
    return _back(found)


@blueprint.post("/requests/<int:request_id>/contact-changes/<int:change_id>/put-aside")
@requires(Permission.ISSUE)
def put_aside_contact_change(request_id: int, change_id: int) -> ResponseReturnValue:
    """Settle it without making anybody a contact."""
    found = request_queries.by_id(request_id)
    with _refusals_told():
        contact_changes.put_aside(request_queries.change_of(found, change_id), signed_in_staff())
        flash(gettext("Meddelandet är undanlagt."), "success")
    return _back(found)


@contextmanager
def _refusals_told() -> Iterator[None]:
    try:
        yield
    except Refused as refusal:
        flash(str(refusal), "error")


def _page(found: InputRequest, deadline_form: DeadlineForm | None = None, note_form: NoteForm | None = None) -> str:
    refused = deadline_form or note_form
    return render_template(
        "secretariat/request.html",
        request_found=found,
        row=ledger_queries.row_of(found),
        history=request_queries.history(found),
        changes=request_queries.changes(found.id),
        name_of=lambda contact: contact.name or contact.email,
        form=refused,
        deadline_form=deadline_form or _filled_deadline(found),
        note_form=note_form or NoteForm(formdata=None, data={"note": found.note}),
        can_key_in=may_open("secretariat.key_in"),
        kind_names=KIND_NAMES,
        words=ledger_words,
        **meeting_frame(found.meeting, "issue"),
    )


def _filled_deadline(found: InputRequest) -> DeadlineForm:
    shown = moments.local(found.deadline_at)
    time = "" if moments.is_end_of_day(found.deadline_at) else f"{shown:%H:%M}"
    return DeadlineForm(formdata=None, data={"day": f"{shown:%Y-%m-%d}", "time": time})


def _back(found: InputRequest) -> Response:
    return redirect(url_for("secretariat.input_request", request_id=found.id))
