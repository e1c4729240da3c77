"""What came by post or phone: the secretariat types it into the organisation's own form and sends it as theirs.

The organisation's draft is neither read nor written here.
"""

import secrets

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import get_locale, gettext

from app.access import Permission, requires, signed_in_staff
from app.extensions import limiter
from app.models import Channel, InputRequest, Submission
from app.queries.answer import submissions as submission_queries
from app.queries.answer.drafts import OwnForm
from app.queries.issue import requests as request_queries
from app.secretariat import blueprint
from app.secretariat.frame import meeting_frame
from app.secretariat.keyed_in import KeyedIn, arrival_day, keyed_sections, on_paper, read_posted
from app.secretariat.refusals import RefusalsAt
from app.services.answer import submissions as submission_service
from app.services.answer.submissions import NothingAnswered, NotReady
from forms.item_buttons import Pressed, pressed, without_removed
from forms.secretariat.key_in import KeyInForm


@blueprint.get("/requests/<int:request_id>/key-in")
@requires(Permission.ISSUE)
def key_in(request_id: int) -> ResponseReturnValue:
    """Show the organisation's whole form, empty."""
    found = request_queries.by_id(request_id)
    form = KeyInForm(formdata=None, send_key=secrets.token_urlsafe(24))
    return _show(found, form, KeyedIn(), on_paper(found, request.args.get("form", "")))


@blueprint.post("/requests/<int:request_id>/key-in")
@requires(Permission.ISSUE)
@limiter.limit("60 per minute")
def save_key_in(request_id: int) -> ResponseReturnValue:
    """Make it a submission of the organisation; it is late by the day it came."""
    found = request_queries.by_id(request_id)
    own = on_paper(found, request.args.get("form", ""))
    button = pressed(own.questionnaire.questions(), request.form)
    form, typed = KeyInForm(), read_posted(own.questionnaire, without_removed(request.form, button))
    if button:
        return _show(found, form, typed, own, button)
    form.speak(_locale())
    try:
        with RefusalsAt(form):
            _tell(_send(found, own, form, typed), form)
            return redirect(url_for("secretariat.ledger", meeting_id=found.meeting_id), code=303)
    except NotReady as stopped:
        typed = typed.with_problems(stopped.ready.checked.problems)
    except NothingAnswered as refused:
        form.kind.errors = [str(refused)]
    return _show(found, form, typed, own), 422


def _send(found: InputRequest, own: OwnForm, form: KeyInForm, typed: KeyedIn) -> Submission:
    day = arrival_day(form.received.data or "", found)
    channel = Channel.PHONE if form.channel.data == "phone" else Channel.POST
    arrival = submission_service.arrived(found, day, channel, signed_in_staff(), form.send_key.data or "", _locale())
    if form.kind.data == "abstention":
        return submission_service.key_in_abstention(found, form.reason.data or "", arrival)
    ready = submission_queries.make_ready(found, own, typed.typed, typed.permissions, _locale(), typed.secrecies)
    return submission_service.key_in(found, ready, arrival)


def _tell(sent: Submission, form: KeyInForm) -> None:
    if sent.send_key == form.send_key.data:
        flash(gettext("Svaret är registrerat. Kontakterna får ett kvitto med mejl."), "success")
    else:
        flash(gettext("Organisationen har redan ett likadant svar. Inget nytt registrerades och inget kvitto skickas."))


def _show(found: InputRequest, form: KeyInForm, typed: KeyedIn, own: OwnForm, button: Pressed | None = None) -> str:
    form.speak(_locale())
    more = button.question.key if button and button.number is None else ""
    sections = keyed_sections(own, typed, _locale(), more)
    return render_template(
        "secretariat/key_in.html",
        found=found,
        form=form,
        sections=sections,
        repeat_action=url_for("secretariat.save_key_in", request_id=found.id, form=own.number),
        problems=typed.problems,
        has_errors=bool(typed.problems),
        **meeting_frame(found.meeting, "issue"),
    )


def _locale() -> str:
    return str(get_locale() or "sv")
