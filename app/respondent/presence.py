"""Who else is in a section now: told by the page's script, and shown to the others."""

from flask.typing import ResponseReturnValue

from app.access import Permission, current_respondent, requires
from app.extensions import limiter
from app.queries.answer import drafts as draft_queries
from app.respondent import blueprint
from app.services.answer import presence as presence_service


@blueprint.post("/answer/<int:request_id>/section/<section_key>/presence")
@requires(Permission.RESPONDENT)
@limiter.limit("600 per minute")
def presence(request_id: int, section_key: str) -> ResponseReturnValue:  # noqa: ARG001 - the door has looked it up
    """Note that the section is open here; answers with the names of the others."""
    respondent = current_respondent()
    asked = draft_queries.section_of(draft_queries.own_form(respondent.request), section_key)
    return {"here": presence_service.visit(respondent, asked.key)}
