"""The files of a meeting: the digest in its two copies, and every answer in long form."""

from flask import abort, request, send_file
from flask.typing import ResponseReturnValue
from flask_babel import get_locale

from app.access import Permission, requires
from app.models import Digest
from app.queries.digest import digests as digest_queries
from app.queries.plan import meetings as meeting_queries
from app.secretariat import blueprint
from app.services.digest import downloads
from exports.records import DigestCopy


@blueprint.get("/meetings/<int:meeting_id>/digest/workbook")
@requires(Permission.WRITE_DIGEST)
def digest_workbook(meeting_id: int) -> ResponseReturnValue:
    """The chair's copy, with everything that is not flagged; `edition` chooses an earlier one."""
    return _workbook(meeting_id, DigestCopy.FOR_CHAIR)


@blueprint.get("/meetings/<int:meeting_id>/digest/workbook-to-share")
@requires(Permission.WRITE_DIGEST)
def digest_workbook_to_share(meeting_id: int) -> ResponseReturnValue:
    """The copy to share, without what is meant for the chair only."""
    return _workbook(meeting_id, DigestCopy.TO_SHARE)


@blueprint.get("/meetings/<int:meeting_id>/answers/all.<string:file_format>")
@requires(Permission.READ_ANSWERS)
def answers_file(meeting_id: int, file_format: str) -> ResponseReturnValue:
    """Every answer that counts, less the flagged ones, as xlsx, csv or jsonl."""
    if file_format not in downloads.ANSWER_FORMATS:
        abort(404)
    with downloads.one_moment():
        made = downloads.file_of_answers(meeting_queries.by_id(meeting_id), file_format, str(get_locale()))
    return send_file(made.file, made.media_type, as_attachment=True, download_name=made.name)


def _workbook(meeting_id: int, copy: DigestCopy) -> ResponseReturnValue:
    with downloads.one_moment():
        meeting = meeting_queries.by_id(meeting_id)
        made = downloads.digest_file(meeting, _edition(meeting_id), copy, str(get_locale()))
    return send_file(made.file, made.media_type, as_attachment=True, download_name=made.name)


def _edition(meeting_id: int) -> Digest | None:
    number = request.args.get("edition", type=int)
    return digest_queries.edition(meeting_id, number) if number else digest_queries.latest(meeting_id)
