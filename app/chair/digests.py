"""What the chair reads: the list of meetings, one edition as a page, and its workbook."""

from flask import render_template, request, send_file
from flask.typing import ResponseReturnValue
from flask_babel import get_locale
from sqlalchemy.exc import NoResultFound

from app.access import Permission, requires
from app.chair import blueprint
from app.chair.digest_page import draw_up, state_name
from app.extensions import limiter
from app.models import Digest
from app.queries.answer import attachments as attachment_queries
from app.queries.digest import digest_records
from app.queries.digest import digests as digest_queries
from app.queries.plan import meetings as meeting_queries
from app.services.answer import attachments as attachment_service
from app.services.digest import downloads
from exports.records import DigestCopy


@blueprint.get("/")
@requires(Permission.READ_DIGEST)
def home() -> ResponseReturnValue:
    """The meetings that have a digest, the latest first."""
    editions = digest_queries.newest_by_meeting()
    meetings = [meeting for meeting in meeting_queries.everyone() if meeting.id in editions]
    return render_template("chair/home.html", nav_current="digest", meetings=meetings, editions=editions)


@blueprint.get("/meetings/<int:meeting_id>/digest")
@requires(Permission.READ_DIGEST)
def digest(meeting_id: int) -> ResponseReturnValue:
    """One edition as a page that prints well; `edition` chooses an earlier one, `open` unfolds every answer."""
    meeting = meeting_queries.by_id(meeting_id)
    chosen = _edition(meeting_id)
    record = digest_records.of_edition(meeting, chosen, str(get_locale()))
    return render_template(
        "chair/digest.html",
        nav_current="digest",
        meeting=meeting,
        digest=chosen,
        page=draw_up(record),
        state=state_name(record),
        editions=digest_queries.editions(meeting_id),
        is_open=request.args.get("open") == "yes",
    )


@blueprint.get("/meetings/<int:meeting_id>/digest/workbook")
@requires(Permission.READ_DIGEST)
def digest_workbook(meeting_id: int) -> ResponseReturnValue:
    """The same edition as a workbook: the chair's own copy."""
    with downloads.one_moment():
        meeting = meeting_queries.by_id(meeting_id)
        chosen = _edition(meeting_id)
        made = downloads.digest_file(meeting, chosen, DigestCopy.FOR_CHAIR, str(get_locale()))
    return send_file(made.file, made.media_type, as_attachment=True, download_name=made.name)


@blueprint.get("/meetings/<int:meeting_id>/digest/answers/<reference>/files/<int:position>")
@requires(Permission.READ_DIGEST)
@limiter.limit("600 per hour")
def answer_file(meeting_id: int, reference: str, position: int) -> ResponseReturnValue:
    """Download a file of an answer that stands in the edition; `edition` chooses an earlier one."""
    meeting = meeting_queries.by_id(meeting_id)
    record = digest_records.of_edition(meeting, _edition(meeting_id), str(get_locale()))
    if all(one.flagged or one.reference != reference for one in record.answers):
        raise NoResultFound
    made = attachment_service.handed_out(attachment_queries.in_meeting(meeting_id, reference, position))
    return send_file(made.file, made.media_type, as_attachment=True, download_name=made.name)


def _edition(meeting_id: int) -> Digest:
    """The edition asked for, else the newest; a 404 where there is none."""
    number = request.args.get("edition", type=int)
    chosen = digest_queries.edition(meeting_id, number) if number else digest_queries.latest(meeting_id)
    if chosen is None:
        raise NoResultFound
    return chosen
