"""The receipt: reference, time, what happens next, and a full copy of what was sent; on screen, as PDF, as content."""

from io import BytesIO
from typing import Any

from flask import render_template, send_file
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from app.access import Permission, current_respondent, requires
from app.extensions import limiter
from app.models import Submission
from app.queries.answer import drafts as draft_queries
from app.queries.answer import submissions as submission_queries
from app.respondent import blueprint
from app.respondent.copy import sent_joint, sent_sections
from app.respondent.frame import frame
from app.respondent.people import name_of
from app.services.problems import Refused
from exports import pdf
from forms import languages
from forms.answers import encode


@blueprint.get("/answer/<int:request_id>/receipt/<int:number>")
@requires(Permission.RESPONDENT)
def receipt(request_id: int, number: int) -> ResponseReturnValue:
    """Show one sent version, and where the others are."""
    sent = submission_queries.by_number(request_id, number)
    before = submission_queries.answered_before(request_id, number) if sent.answers else None
    return render_template(
        "respondent/receipt.html",
        versions=submission_queries.of_request(request_id),
        has_pdf=pdf.can_write(),
        before=before,
        **_copy(sent, before),
        **frame(current_respondent()),
    )


@blueprint.get("/answer/<int:request_id>/receipt/<int:number>/receipt.pdf")
@requires(Permission.RESPONDENT)
@limiter.limit("20 per minute")
def receipt_pdf(request_id: int, number: int) -> ResponseReturnValue:
    """The same as a document to keep. The text stands in it whole."""
    if not pdf.can_write():
        raise Refused(gettext("Kvittot kan inte göras som PDF just nu. Skriv ut sidan i stället."))
    sent = submission_queries.by_number(request_id, number)
    html = render_template("respondent/receipt_pdf.html", **_copy(sent), **frame(current_respondent()))
    return _download(pdf.write_pdf(html), sent, "pdf", "application/pdf")


@blueprint.get("/answer/<int:request_id>/receipt/<int:number>/content.json")
@requires(Permission.RESPONDENT)
def receipt_content(request_id: int, number: int) -> ResponseReturnValue:
    """What the fingerprint is of, byte for byte, so that anybody can work it out again."""
    sent = submission_queries.by_number(request_id, number)
    content = BytesIO(encode(submission_queries.content_of(sent)).encode())
    return _download(content, sent, "json", "application/json")


def _copy(sent: Submission, before: Submission | None = None) -> dict[str, Any]:
    own = draft_queries.own_form(current_respondent().request, sent.version_id)
    return {
        "sent": sent,
        "sections": sent_sections(sent, own, before),
        "joint": sent_joint(sent),
        "sent_by": name_of(sent.contact) if sent.contact else gettext("Sekretariatet, efter brev eller samtal"),
        "written_in": languages.NAMES.get(sent.written_in, gettext("Ett annat språk")) if sent.answers else "",
    }


def _download(file: BytesIO, sent: Submission, ending: str, media_type: str) -> ResponseReturnValue:
    word = gettext("kvitto")
    return send_file(file, media_type, as_attachment=True, download_name=f"{word}-{sent.reference}.{ending}")
