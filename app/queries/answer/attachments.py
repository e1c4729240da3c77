"""Reads which files are attached: to a draft, for respondents' pages only, and to what was sent."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import Select, select

from app.extensions import db
from app.models import Answer, AnswerFile, Contact, Draft, DraftFile, InputRequest, StoredFile, Submission
from app.queries.answer import drafts
from app.queries.answer.drafts import DraftedAnswer, OwnForm
from forms.answers import QuotePermission
from forms.changes import aside_key
from forms.localised import Localised
from forms.question_types.file import Attached, File, with_files
from forms.questionnaire import Question


@dataclass(frozen=True)
class DraftedFile:
    """One file of a draft, and who attached it when."""

    id: int
    question_key: str
    file: Attached
    attached_at: datetime
    attached_by: str


def of_draft(request_id: int) -> list[DraftedFile]:
    """Every file of the request's draft, in the order they came."""
    query = (
        select(DraftFile, StoredFile.size, Contact)
        .join(Draft, DraftFile.draft_id == Draft.id)
        .join(StoredFile, DraftFile.sha256 == StoredFile.sha256)
        .outerjoin(Contact, DraftFile.attached_by_id == Contact.id)
        .where(Draft.request_id == request_id)
        .order_by(DraftFile.id)
    )
    return [
        DraftedFile(
            one.id,
            one.question_key,
            Attached(one.name, size, one.sha256),
            one.attached_at,
            (contact.name or contact.role or contact.email) if contact else "",
        )
        for one, size, contact in db.session.execute(query)
    ]


def of_question(request_id: int, question_key: str) -> list[DraftedFile]:
    """The files attached to one question of the draft."""
    return [one for one in of_draft(request_id) if one.question_key == question_key]


def in_draft(request_id: int, file_id: int) -> DraftFile:
    """One file of the request's draft; NoResultFound where it has no such file."""
    query = select(DraftFile).join(Draft, DraftFile.draft_id == Draft.id)
    return db.session.scalars(query.where(Draft.request_id == request_id, DraftFile.id == file_id)).one()


def in_submission(request_id: int, number: int, reference: str, position: int) -> AnswerFile:
    """One file of what the request's organisation has sent; NoResultFound where there is none."""
    query = _of_answer(position).where(Submission.request_id == request_id, Submission.number == number)
    return db.session.scalars(query.where(Answer.reference == reference)).one()


def in_meeting(meeting_id: int, reference: str, position: int) -> AnswerFile:
    """One file of any answer sent to the meeting; whoever asks must know that the reader may have it."""
    query = _of_answer(position).join(InputRequest, Submission.request_id == InputRequest.id)
    return db.session.scalars(query.where(InputRequest.meeting_id == meeting_id, Answer.reference == reference)).one()


def whole_draft(request: InputRequest, own: OwnForm) -> dict[str, DraftedAnswer]:
    """All that stands in the draft, with the files at their questions."""
    return with_all(request, own, drafts.stored(request.id).answers)


def with_all(request: InputRequest, own: OwnForm, answers: Mapping[str, DraftedAnswer]) -> dict[str, DraftedAnswer]:
    """The draft's answers with all the files attached to it, each at its question."""
    return with_attached(own, answers, of_draft(request.id) if _may_have(own) else [])


def with_attached(
    own: OwnForm, answers: Mapping[str, DraftedAnswer], files: list[DraftedFile]
) -> dict[str, DraftedAnswer]:
    """The draft's answers with these files, each at its question; a question with files alone is answered too."""
    found = dict(answers)
    by_key: dict[str, list[DraftedFile]] = {}
    for one in files:
        by_key.setdefault(_place(own, one.question_key), []).append(one)
    for key, those in by_key.items():
        last = those[-1]
        answer = found.get(key) or DraftedAnswer(
            key, {"description": ""}, QuotePermission.NAMED, 0, last.attached_at, last.attached_by
        )
        found[key] = replace(answer, typed=with_files(answer.typed, tuple(one.file for one in those)))
    return found


def _place(own: OwnForm, key: str) -> str:
    """The key that the files are shown at: a correction may have made a question of another type of theirs."""
    question = own.questionnaire.question(key)
    is_other = question is not None and question.type != File.name
    return aside_key(Question(key, File.name, Localised(sv=key))) if is_other else key


def _may_have(own: OwnForm) -> bool:
    return own.number > 1 or any(question.type == File.name for question in own.questionnaire.questions())


def _of_answer(position: int) -> Select[AnswerFile]:
    return (
        select(AnswerFile)
        .join(Answer, AnswerFile.answer_id == Answer.id)
        .join(Submission, Answer.submission_id == Submission.id)
        .where(AnswerFile.position == position)
    )
