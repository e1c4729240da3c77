"""Files that organisations sent with their answers: one at a time, or all of a digest's as a zip."""

from flask import abort, send_file
from flask.typing import ResponseReturnValue
from flask_babel import get_locale

from app.access import Permission, requires, signed_in_staff
from app.extensions import limiter
from app.queries.answer import attachments as attachment_queries
from app.queries.digest import answers as answer_queries
from app.queries.digest import digests as digest_queries
from app.queries.plan import meetings as meeting_queries
from app.secretariat import blueprint
from app.services.answer import attachments as attachment_service
from app.services.digest import coding, downloads
from exports.records import DigestCopy


@blueprint.get("/meetings/<int:meeting_id>/answers/<int:answer_id>/files/<int:position>")
@requires(Permission.READ_ANSWERS)
@limiter.limit("600 per hour")
def answer_file(meeting_id: int, answer_id: int, position: int) -> ResponseReturnValue:
    """Download a file of an answer that is not flagged."""
    rows = answer_queries.some(meeting_id, [answer_id])
    return _download(meeting_id, rows, position)


@blueprint.post("/meetings/<int:meeting_id>/flagged/<int:answer_id>/files/<int:position>")
@requires(Permission.READ_FLAGGED)
@limiter.limit("600 per hour")
def flagged_answer_file(meeting_id: int, answer_id: int, position: int) -> ResponseReturnValue:
    """Note who takes it, and download a file of a flagged answer."""
    meeting = meeting_queries.by_id(meeting_id)
    rows = [row for row in answer_queries.some(meeting_id, [answer_id], flagged=True) if row.flagged]
    download = _download(meeting_id, rows, position)
    coding.note_reading_of_flagged(meeting, signed_in_staff(), as_file=True)
    return download


@blueprint.get("/meetings/<int:meeting_id>/digest/files")
@requires(Permission.WRITE_DIGEST)
@limiter.limit("60 per hour")
def digest_files(meeting_id: int) -> ResponseReturnValue:
    """Every file of the newest edition's answers, as the chair may have them, in a zip."""
    return _archive(meeting_id, DigestCopy.FOR_CHAIR)


@blueprint.get("/meetings/<int:meeting_id>/digest/files-to-share")
@requires(Permission.WRITE_DIGEST)
@limiter.limit("60 per hour")
def digest_files_to_share(meeting_id: int) -> ResponseReturnValue:
    """The same for anybody: without what is for the chair only, and without what would tell who sent it."""
    return _archive(meeting_id, DigestCopy.TO_SHARE)


def _download(meeting_id: int, rows: list[answer_queries.AnswerRow], position: int) -> ResponseReturnValue:
    if not rows:
        abort(404)
    made = attachment_service.handed_out(attachment_queries.in_meeting(meeting_id, rows[0].reference, position))
    return send_file(made.file, made.media_type, as_attachment=True, download_name=made.name)


def _archive(meeting_id: int, copy: DigestCopy) -> ResponseReturnValue:
    with downloads.one_moment():
        meeting = meeting_queries.by_id(meeting_id)
        made = downloads.file_of_files(meeting, digest_queries.latest(meeting_id), copy, str(get_locale()))
    return send_file(made.file, made.media_type, as_attachment=True, download_name=made.name)
