"""The receipt: reference, time, what happens next, and a full copy of what was sent."""

from flask import render_template
from flask.typing import ResponseReturnValue

from app.access import Permission, current_respondent, requires
from app.queries.answer import drafts as draft_queries
from app.queries.answer import submissions as submission_queries
from app.respondent import blueprint
from app.respondent.copy import sent_sections
from app.respondent.frame import frame


@blueprint.get("/answer/<int:request_id>/receipt/<int:number>")
@requires(Permission.RESPONDENT)
def receipt(request_id: int, number: int) -> ResponseReturnValue:
    """Show one sent version, and where the others are."""
    respondent = current_respondent()
    sent = submission_queries.by_number(request_id, number)
    own = draft_queries.own_form(respondent.request, sent.version_id)
    before = submission_queries.answered_before(request_id, number) if sent.answers else None
    return render_template(
        "respondent/receipt.html",
        sent=sent,
        versions=submission_queries.of_request(request_id),
        sections=sent_sections(sent, own, before),
        before=before,
        **frame(respondent),
    )
