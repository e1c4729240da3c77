"""To abstain is an answer: nothing to add this time, with a reason or none."""

import secrets

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from app.access import Permission, Respondent, current_respondent, requires
from app.extensions import limiter
from app.queries.answer import invitations as invitation_queries
from app.respondent import blueprint, doorway
from app.respondent.approving import may_send
from app.respondent.frame import frame, locale
from app.services.answer import submissions as submission_service
from forms.respondent import AbstainForm


@blueprint.get("/answer/<int:request_id>/abstain")
@requires(Permission.RESPONDENT)
def abstain(request_id: int) -> ResponseReturnValue:
    """Say what abstaining means; one button sends it."""
    respondent = current_respondent()
    if not invitation_queries.is_open(respondent.request):
        return redirect(url_for("respondent.tasks", request_id=request_id))
    form = AbstainForm(formdata=None, send_key=secrets.token_urlsafe(24))
    return _page(respondent, form)


@blueprint.post("/answer/<int:request_id>/abstain")
@requires(Permission.RESPONDENT)
@limiter.limit("30 per minute")
def send_abstention(request_id: int) -> ResponseReturnValue:
    """Send it. The same page sent again leads to the same receipt."""
    respondent = current_respondent()
    form = AbstainForm()
    if not form.validate():
        return _page(respondent, form), 422
    sent = submission_service.abstain(respondent, form.send_key.data or "", form.reason.data or "", locale())
    doorway.acknowledge("all")
    return redirect(url_for("respondent.receipt", request_id=request_id, number=sent.number), code=303)


def _page(respondent: Respondent, form: AbstainForm) -> str:
    return render_template("respondent/abstain.html", form=form, may_send=may_send(respondent), **frame(respondent))
