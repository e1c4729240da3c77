"""Attaches files to a question of the draft, and takes them away again; what is sent keeps them (submissions.py)."""

from dataclasses import dataclass
from io import BytesIO
from pathlib import PurePath
from typing import cast

from flask_babel import gettext
from sqlalchemy import Table, delete, insert, select

from app.access import Respondent
from app.extensions import db
from app.models import Answer, AnswerFile, DraftFile, RequestState, Submission, now
from app.queries.answer import attachments as attachment_queries
from app.queries.answer.attachments import DraftedFile
from app.services import stored_files
from app.services.answer import drafts, invitations
from app.services.digest.downloads import MadeFile
from app.services.problems import Refused
from app.uploads.attachment.kinds import MEDIA_TYPES
from app.uploads.file_names import numbered, safe_name
from app.uploads.limits import FILE_BYTES
from app.uploads.messages import UnreadableFile
from app.uploads.reader import check_attachment
from forms.question_types.file import Attached, attached
from forms.questionnaire import Question

MOST_FILES = 5
"""At one question."""
MOST_BYTES = 50 << 20
"""In all the files of one draft."""


@dataclass(frozen=True)
class FitFile:
    """A file that has been looked through, under a name that every system can have."""

    name: str
    content: bytes


def look_through(name: str, content: bytes, locale: str) -> FitFile:
    """Return the file as it may be attached. Takes up to some 10 s, so no transaction should wait for it.

    Raises Refused with a sentence on what is wrong with it.
    """
    fit = FitFile(safe_name(name), content)
    try:
        check_attachment(content, fit.name)
    except UnreadableFile as unfit:
        raise Refused(unfit.text(locale)) from unfit
    return fit


def attach(respondent: Respondent, question: Question, file: FitFile) -> None:
    """Attach the file to the question; the same one again changes nothing, another of its name gets a number.

    The content is durable before the row is. Raises Refused where the request is closed or has files enough.
    """
    request_id, moment = respondent.request.id, now()
    state = invitations.lock_open(respondent.request)
    there = attachment_queries.of_draft(request_id)
    sha256 = stored_files.keep(file.content, moment)
    here = [one.file for one in there if one.question_key == question.key]
    if any(one.sha256 == sha256 for one in here):
        return
    _check_room(here, there, file)
    row = DraftFile(
        draft_id=drafts.begun(request_id, moment),
        question_key=question.key,
        name=_free_name(file.name, {one.name.casefold() for one in here}),
        sha256=sha256,
        attached_at=moment,
        attached_by_id=respondent.contact.id,
    )
    db.session.add(row)
    db.session.flush()
    if state in {RequestState.ISSUED, RequestState.OPENED}:
        invitations.set_state(respondent.request, RequestState.STARTED)


def detach(respondent: Respondent, question: Question, file_id: int) -> bool:
    """Take a file away from the question; False where a colleague has done it already. What was sent keeps its own."""
    invitations.lock_open(respondent.request)
    here = {one.id for one in attachment_queries.of_question(respondent.request.id, question.key)}
    if file_id not in here:
        return False
    db.session.execute(delete(DraftFile).where(DraftFile.id == file_id))
    return True


def freeze(submission: Submission) -> None:
    """Tie the contents to the answers that were just sent, whose values name them."""
    query = select(Answer.id, Answer.value).where(Answer.submission_id == submission.id)
    rows = [
        {"answer_id": answer_id, "position": position, "name": one.name, "sha256": one.sha256}
        for answer_id, value in db.session.execute(query)
        for position, one in enumerate(attached(value))
    ]
    if rows:
        db.session.execute(insert(cast("Table", AnswerFile.__table__)), rows)


def handed_out(file: DraftFile | AnswerFile) -> MadeFile:
    """The file, ready to be downloaded under its name.

    It is read whole first: a store that fails half way gives a page that says so, not half a file.
    """
    media_type = MEDIA_TYPES.get(PurePath(file.name).suffix, "application/octet-stream")
    return MadeFile(BytesIO(stored_files.read(file.sha256)), file.name, media_type)


def _check_room(here: list[Attached], there: list[DraftedFile], file: FitFile) -> None:
    if len(here) >= MOST_FILES:
        raise Refused(
            gettext("Frågan har redan %(most)s filer. Ta bort någon innan du lägger till en ny.", most=MOST_FILES)
        )
    if sum(one.file.size for one in there) + len(file.content) > MOST_BYTES:
        raise Refused(
            gettext("Era filer är tillsammans större än %(most)s MB. Ta bort någon först.", most=MOST_BYTES >> 20)
        )


def _free_name(name: str, taken: set[str]) -> str:
    names = (name if number == 1 else numbered(name, number) for number in range(1, MOST_FILES + 2))
    return next(one for one in names if one.casefold() not in taken)


__all__ = ["FILE_BYTES", "MOST_FILES", "FitFile", "attach", "detach", "freeze", "handed_out", "look_through"]
