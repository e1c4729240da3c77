"""Check and send: exactly what will go, what stands in the way, and the button that sends it once."""

import secrets

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from app.access import Permission, Respondent, current_respondent, requires
from app.extensions import limiter
from app.queries.answer import attachments as attachment_queries
from app.queries.answer import drafts as draft_queries
from app.queries.answer import invitations as invitation_queries
from app.queries.answer import personal_data
from app.queries.answer import submissions as submission_queries
from app.respondent import blueprint, doorway
from app.respondent.approving import approving
from app.respondent.copy import drafted_sections, left_over_lines
from app.respondent.frame import frame, locale
from app.respondent.people import name_of
from app.services.answer import submissions as submission_service
from app.services.answer.submissions import MaybePersonalData, NothingAnswered, NotReady
from app.services.problems import Conflict
from forms import languages
from forms.personal_data import PERSONAL_DATA_NAMES
from forms.respondent import CommentForm, SendForm


@blueprint.get("/answer/<int:request_id>/check")
@requires(Permission.RESPONDENT)
def check(request_id: int) -> ResponseReturnValue:
    """Show the whole answer as it will be sent."""
    respondent = current_respondent()
    if not invitation_queries.is_open(respondent.request):
        return redirect(url_for("respondent.tasks", request_id=request_id))
    return show(respondent)


@blueprint.post("/answer/<int:request_id>/check")
@requires(Permission.RESPONDENT)
@limiter.limit("30 per minute")
def send(request_id: int) -> ResponseReturnValue:
    """Send it. The same page sent again leads to the same receipt."""
    respondent = current_respondent()
    form = SendForm()
    if not form.validate():
        return show(respondent), 422
    try:
        shown = (form.content.data or "", locale(), form.review.data or "")
        sent = submission_service.send(
            respondent,
            form.send_key.data or "",
            *shown,
            has_looked=form.has_looked.data,
            written_in=form.written_in.data or "",
        )
    except Conflict as changed:
        flash(str(changed), "warning")
        return show(respondent), 422
    except MaybePersonalData as found:
        return show(respondent, refusal=str(found)), 422
    except (NotReady, NothingAnswered):
        return show(respondent), 422  # the page itself says what to do
    doorway.acknowledge("all")
    return redirect(url_for("respondent.receipt", request_id=request_id, number=sent.number), code=303)


def show(respondent: Respondent, comment_form: CommentForm | None = None, refusal: str = "") -> str:
    """The check page as it stands now; `comment_form` is that of sending back, where something is wrong with it."""
    own = draft_queries.own_form(respondent.request)
    answers = attachment_queries.whole_draft(respondent.request, own)
    ready = submission_queries.ready_from(respondent.request, own, answers, locale())
    latest = submission_queries.latest(respondent.request.id)
    form = SendForm(formdata=None, send_key=secrets.token_urlsafe(24))
    state = approving(respondent, ready.sha256, answers.values())
    form.content.data, form.review.data = ready.sha256, state.review
    form.has_looked.errors = [refusal] if refusal else []
    before = submission_queries.answered_before(respondent.request.id, latest.number + 1) if latest else None
    form.written_in.choices = [*languages.NAMES.items(), (languages.UNDETERMINED, gettext("Ett annat språk"))]
    form.written_in.data = languages.known(request.form.get("written_in"), latest.written_in if latest else locale())
    sections = drafted_sections(ready, locale(), before)
    lines = [line for part in sections for line in part.lines]
    is_empty = ready.checked.is_blank and not any(line.text and line.problem for line in lines)
    return render_template(
        "respondent/check.html",
        form=comment_form or form,
        send_form=form,
        comment_form=comment_form or CommentForm(formdata=None),
        approving=state,
        before=before,
        name_of=name_of,
        ready=ready,
        sections=sections,
        is_empty=is_empty,
        personal=[line for line in lines if line.findings],
        is_young=personal_data.is_young(respondent.request),
        kind_names=PERSONAL_DATA_NAMES,
        left_over=left_over_lines(respondent.request, own, answers, locale()),
        same_as=latest if latest and latest.sha256 == ready.sha256 else None,
        has_errors=bool(ready.checked.problems) and not is_empty,
        **frame(respondent),
    )
