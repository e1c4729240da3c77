"""Reads what was sent and counts: the answers of each request's latest submission, in the council's own order."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cached_property
from typing import Any

from sqlalchemy import Row, Select, func, select
from sqlalchemy.orm import aliased

from app.extensions import db
from app.models import (
    Answer,
    AnswerReview,
    Coding,
    CodingSource,
    InputRequest,
    Membership,
    Organisation,
    Passage,
    PersonalDataState,
    QuestionnaireVersion,
    ReviewState,
    Submission,
    SubmissionKind,
    Theme,
)
from forms.answers import QuotePermission
from forms.audience import OrganisationKind
from forms.question_types import language_of, question_type
from forms.question_types.file import Attached, attached
from forms.questionnaire import Question, Section
from forms.questionnaire_document import from_json

BATCH = 1000
# A statement can name only so many ids; beyond these, reading all of them is the shorter way.
MOST_NAMED = 10_000


@dataclass(frozen=True, eq=False)
class AnswerRow:
    """One answer with its sender, its question and what the secretariat has made of it.

    `theme_keys` holds the themes it was given, else its question's; empty where there are neither. `own_themes` says
    whether they were given. `position` is the organisation's place in the council's order, `question_position` the
    question's place in the whole form, and `form_version` the number of the published form that was answered.
    """

    id: int
    reference: str
    question_key: str
    value: Any
    text: str
    quote_permission: QuotePermission
    request_id: int
    version_id: int
    organisation_id: int
    organisation: str
    kind: OrganisationKind
    position: int
    submission_no: int
    submitted_at: datetime
    late: bool
    language: str
    written_in: str
    state: ReviewState
    note: str
    translation: str
    flagged_at: datetime | None
    flag_reason: str
    may_be_secret: bool
    secrecy_reason: str
    personal_data: PersonalDataState | None
    changed_at: datetime | None
    question: Question = field(repr=False)
    section: Section = field(repr=False)
    question_position: int = 0
    form_version: int = 1
    theme_keys: tuple[str, ...] = ()
    own_themes: bool = False

    @property
    def flagged(self) -> bool:
        """Whether it may be secret: it then stands in no digest and no export but a named one."""
        return self.flagged_at is not None

    @property
    def text_language(self) -> str:
        """The language its text is in, for whoever reads it aloud."""
        return language_of(self.question.type, self.written_in, self.language)

    @property
    def files(self) -> tuple[Attached, ...]:
        """What was attached to it."""
        return attached(self.value)

    def text_in(self, locale: str) -> str:
        """The answer for a reader of that language: its choices by their labels there, a text as it was written.

        A repeating group, where the two are mixed, stays in the answer's own language.
        """
        if locale == self.language or self.question.questions:
            return self.text
        return question_type(self.question.type).show(self.question, self.value, locale)


class FormIndex:
    """Where each question of the published versions stands; each version is read once."""

    def __init__(self, versions: Iterable[QuestionnaireVersion]) -> None:
        found = list(versions)
        self._documents = {version.id: version.document for version in found}
        self.numbers = {version.id: version.number for version in found}

    @cached_property
    def _places(self) -> dict[tuple[int, str], tuple[Section, Question, int]]:
        places = {}
        for version_id, document in self._documents.items():
            position = 0
            for section in from_json(document).sections:
                for question in section.questions:
                    places[version_id, question.key] = (section, question, position)
                    position += 1
        return places

    def place(self, version_id: int, question_key: str) -> tuple[Section, Question, int]:
        """Section, question and its place (from 0) in the whole form; what was sent always has one."""
        return self._places[version_id, question_key]


def of_meeting(meeting_id: int, *, flagged: bool = False) -> list[AnswerRow]:
    """Every counted answer of the meeting. Those flagged as possibly secret come only when asked for."""
    return list(stream(meeting_id, flagged=flagged))


def stream(meeting_id: int, *, flagged: bool = False) -> Iterator[AnswerRow]:
    """The same, a batch at a time, for exports of any size: memory does not grow with the answers."""
    query = counted(*_COLUMNS).where(InputRequest.meeting_id == meeting_id)
    if not flagged:
        query = query.where(AnswerReview.flagged_at.is_(None))
    return _rows(query.execution_options(yield_per=BATCH), meeting_id)


def some(meeting_id: int, answer_ids: Sequence[int], *, flagged: bool = False) -> list[AnswerRow]:
    """Those of the meeting's counted answers that have these ids; others are left out without a word."""
    if not answer_ids:
        return []
    if len(answer_ids) > MOST_NAMED:
        wanted = set(answer_ids)
        return [row for row in stream(meeting_id, flagged=flagged) if row.id in wanted]
    query = counted(*_COLUMNS).where(InputRequest.meeting_id == meeting_id, Answer.id.in_(answer_ids))
    if not flagged:
        query = query.where(AnswerReview.flagged_at.is_(None))
    return list(_rows(query, meeting_id, answer_ids))


def versions_of(meeting_id: int) -> list[QuestionnaireVersion]:
    """The published versions that the meeting's requests are out with or were answered in, oldest first."""
    out = select(InputRequest.version_id).where(InputRequest.meeting_id == meeting_id)
    sent = select(Submission.version_id).join(Submission.request).where(InputRequest.meeting_id == meeting_id)
    query = select(QuestionnaireVersion).where(QuestionnaireVersion.id.in_(out.union(sent)))
    return list(db.session.scalars(query.order_by(QuestionnaireVersion.number)))


def flagged_references(meeting_id: int) -> frozenset[str]:
    """The Svars-ids of all that is flagged in the meeting, in whatever version: editions hold replaced answers too."""
    query = (
        select(Answer.reference)
        .join(AnswerReview, AnswerReview.answer_id == Answer.id)
        .join(Submission, Answer.submission_id == Submission.id)
        .join(InputRequest, Submission.request_id == InputRequest.id)
        .where(InputRequest.meeting_id == meeting_id, AnswerReview.flagged_at.is_not(None))
        .order_by(Answer.id)
    )
    return frozenset(db.session.scalars(query))


def versions_of_answer(request_id: int, question_key: str) -> list[Answer]:
    """Every version of one organisation's answer to one question, oldest first."""
    query = (
        select(Answer)
        .join(Submission, Answer.submission_id == Submission.id)
        .where(Submission.request_id == request_id, Answer.question_key == question_key)
        .order_by(Submission.number)
    )
    return list(db.session.scalars(query))


@dataclass(frozen=True)
class Flag:
    """That an answer may be secret: since when, why, and who said so."""

    answer_id: int
    at: datetime
    reason: str
    by_id: int | None


def latest_flags(later: Submission) -> dict[str, Flag]:
    """By question key, the flag on the last answer before this submission; a question is left out where it had none."""
    columns = (AnswerReview.flagged_at, AnswerReview.flag_reason, AnswerReview.changed_by_id)
    query = (
        select(Answer.question_key, Answer.id, *columns)
        .join(Submission, Answer.submission_id == Submission.id)
        .outerjoin(AnswerReview, AnswerReview.answer_id == Answer.id)
        .where(Submission.request_id == later.request_id, Submission.number < later.number)
        .order_by(Submission.number)
    )
    last = {row[0]: row for row in db.session.execute(query)}
    return {key: Flag(row[1], row[2], row[3], row[4]) for key, row in last.items() if row[2] is not None}


def counted(*columns: Any) -> Select[Any]:
    """A query for these columns of every answer that counts, with its review, in the council's and the form's order."""
    newer = aliased(Submission)
    highest = select(func.max(newer.number)).where(newer.request_id == Submission.request_id)
    latest = highest.correlate(Submission).scalar_subquery()
    return (
        select(*columns)
        .select_from(Answer)
        .join(Submission, Answer.submission_id == Submission.id)
        .join(InputRequest, Submission.request_id == InputRequest.id)
        .join(Organisation, InputRequest.organisation_id == Organisation.id)
        .join(Membership, Membership.organisation_id == Organisation.id)
        .outerjoin(AnswerReview, AnswerReview.answer_id == Answer.id)
        .where(Submission.number == latest, Submission.kind == SubmissionKind.ANSWER)
        .order_by(Membership.position, Organisation.id, Answer.position)
    )


STATE = func.coalesce(AnswerReview.state, ReviewState.UNREAD.value).label("state")
_COLUMNS = (
    Answer.id,
    Answer.reference,
    Answer.question_key,
    Answer.value,
    Answer.text,
    Answer.quote_permission,
    Submission.request_id,
    Submission.version_id,
    Organisation.id.label("organisation_id"),
    Organisation.name.label("organisation"),
    InputRequest.kind,
    Membership.position,
    Submission.number.label("submission_no"),
    Submission.submitted_at,
    Submission.late,
    Submission.language,
    Submission.written_in,
    STATE,
    func.coalesce(AnswerReview.note, "").label("note"),
    func.coalesce(AnswerReview.translation, "").label("translation"),
    AnswerReview.flagged_at,
    func.coalesce(AnswerReview.flag_reason, "").label("flag_reason"),
    Answer.may_be_secret,
    Answer.secrecy_reason,
    AnswerReview.personal_data,
    AnswerReview.changed_at,
)


def _rows(query: Select[Any], meeting_id: int, answer_ids: Sequence[int] | None = None) -> Iterator[AnswerRow]:
    forms = FormIndex(versions_of(meeting_id))
    given = given_themes(meeting_id, answer_ids)
    for row in db.session.execute(query):
        yield _answer_row(row, forms, given)


def _answer_row(row: Row[Any], forms: FormIndex, given: dict[int, tuple[str, ...]]) -> AnswerRow:
    values = dict(row._mapping)  # noqa: SLF001 - the documented way to a row's names
    section, question, position = forms.place(row.version_id, row.question_key)
    own = given.get(row.id)
    default = (question.theme,) if question.theme else ()
    plain = AnswerRow(**values, question=question, section=section, question_position=position)
    plain = replace(plain, form_version=forms.numbers[row.version_id])
    return replace(plain, state=ReviewState(row.state), theme_keys=own or default, own_themes=own is not None)


def given_themes(meeting_id: int, answer_ids: Sequence[int] | None = None) -> dict[int, tuple[str, ...]]:
    """The keys of the themes that answers were given, by answer id; those with their question's are left out."""
    query = (
        select(Passage.answer_id, Theme.key)
        .join(Coding, Coding.passage_id == Passage.id)
        .join(Theme, Coding.theme_id == Theme.id)
        .join(Answer, Passage.answer_id == Answer.id)
        .join(Submission, Answer.submission_id == Submission.id)
        .join(InputRequest, Submission.request_id == InputRequest.id)
        .where(InputRequest.meeting_id == meeting_id, Coding.source == CodingSource.DECIDED)
        .order_by(Passage.answer_id, Coding.id)
    )
    if answer_ids is not None:
        query = query.where(Passage.answer_id.in_(answer_ids))
    found: dict[int, dict[str, None]] = defaultdict(dict)
    for answer_id, key in db.session.execute(query):
        found[answer_id][key] = None
    return {answer_id: tuple(keys) for answer_id, keys in found.items()}
