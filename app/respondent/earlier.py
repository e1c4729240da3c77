"""Earlier meetings: what the organisation was asked and sent, for its own contacts.

Whoever a colleague invited to one request sees that request alone: to them these pages are not there.
"""

from flask import abort, render_template
from flask.typing import ResponseReturnValue

from app.access import Permission, Respondent, current_respondent, requires
from app.queries.answer import drafts as draft_queries
from app.queries.answer import earlier_requests
from app.queries.answer import submissions as submission_queries
from app.respondent import blueprint
from app.respondent.copy import sent_joint, sent_sections
from app.respondent.frame import frame
from app.respondent.people import name_of


@blueprint.get("/answer/<int:request_id>/earlier")
@requires(Permission.RESPONDENT)
def earlier(request_id: int) -> ResponseReturnValue:  # noqa: ARG001 - the door has looked it up
    """Show the requests of earlier meetings, with every version that was sent."""
    respondent = _contact()
    return render_template(
        "respondent/earlier_requests.html", requests=earlier_requests.of(respondent.request), **frame(respondent)
    )


@blueprint.get("/answer/<int:request_id>/earlier/<int:earlier_id>/receipt/<int:number>")
@requires(Permission.RESPONDENT)
def earlier_receipt(request_id: int, earlier_id: int, number: int) -> ResponseReturnValue:  # noqa: ARG001 - as above
    """Show one version as it was sent."""
    respondent = _contact()
    found = earlier_requests.one(respondent.request, earlier_id)
    sent = submission_queries.by_number(found.id, number)
    return render_template(
        "respondent/earlier_receipt.html",
        sent=sent,
        found=found,
        joint=sent_joint(sent),
        sections=sent_sections(sent, draft_queries.own_form(found, sent.version_id)),
        hidden_keys=earlier_requests.hidden_keys(sent.id),
        name_of=name_of,
        **frame(respondent),
    )


def _contact() -> Respondent:
    respondent = current_respondent()
    if respondent.contact.is_colleague:
        abort(404)
    return respondent
