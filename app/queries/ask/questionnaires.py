"""Reads what a meeting asks: the draft as it stands, its published versions, and whom it can be asked of."""

from dataclasses import dataclass
from typing import TypeVar

from sqlalchemy import select
from sqlalchemy.exc import NoResultFound
from sqlalchemy.orm import joinedload, selectinload

from app.extensions import db
from app.models import Meeting, Questionnaire, QuestionnaireVersion, Staff, now
from app.queries.plan import organisations as organisation_queries
from app.queries.plan import themes as theme_queries
from forms import questionnaire as language
from forms import questionnaire_document
from forms.publishing import MeetingFacts

Part = TypeVar("Part", language.Section, language.Question)

NOT_BEGUN = 0
"""The revision of a questionnaire that nobody has written anything in."""


@dataclass(frozen=True)
class Current:
    """A meeting's questionnaire as it stands now; `form` is empty and `revision` NOT_BEGUN before the first change."""

    form: language.Questionnaire
    revision: int
    versions: tuple[QuestionnaireVersion, ...]
    stored: Questionnaire | None

    @property
    def latest(self) -> QuestionnaireVersion | None:
        """The version published last, or None."""
        return self.versions[-1] if self.versions else None

    @property
    def is_published(self) -> bool:
        """Whether the draft says exactly what the latest version does."""
        return self.latest is not None and frozen_form(self.latest) == self.form

    @property
    def changed_by(self) -> Staff | None:
        """Who changed it last, where a person of staff did."""
        return self.stored.changed_by if self.stored else None

    def section(self, key: str) -> language.Section:
        """The section with this key; raises NoResultFound where there is none."""
        return _must_exist(self.form.section(key))

    def question(self, key: str) -> language.Question:
        """The question with this key, inside a repeating group too; raises NoResultFound where there is none."""
        return _must_exist(next((one for one in self.form.with_inner() if one.key == key), None))

    def group_of(self, question_key: str) -> language.Question | None:
        """The repeating group that asks the question; None for one that stands by itself."""
        groups = (one for one in self.form.with_inner() if one.questions)
        return next((one for one in groups if question_key in [inner.key for inner in one.questions]), None)

    def section_of(self, question_key: str) -> language.Section:
        """The section that holds the question; raises NoResultFound where there is no such question."""
        holds = (one for one in self.form.sections if question_key in [inner.key for inner in one.with_inner()])
        return _must_exist(next(holds, None))


def of_meeting(meeting: Meeting) -> Current:
    """The meeting's questionnaire as it stands, with its versions."""
    query = (
        select(Questionnaire)
        .where(Questionnaire.meeting_id == meeting.id)
        .options(
            joinedload(Questionnaire.changed_by),
            selectinload(Questionnaire.versions).joinedload(QuestionnaireVersion.published_by),
        )
    )
    return as_current(db.session.scalar(query))


def as_current(stored: Questionnaire | None) -> Current:
    """What a stored row says, or what its absence does."""
    if stored is None:
        return Current(language.Questionnaire(), NOT_BEGUN, (), None)
    return Current(questionnaire_document.from_json(stored.document), stored.revision, tuple(stored.versions), stored)


def frozen_form(version: QuestionnaireVersion) -> language.Questionnaire:
    """What was published in this version."""
    return questionnaire_document.from_json(version.document)


def version(meeting: Meeting, number: int) -> QuestionnaireVersion:
    """The meeting's version with this number; raises NoResultFound where there is none."""
    query = (
        select(QuestionnaireVersion)
        .join(QuestionnaireVersion.questionnaire)
        .where(Questionnaire.meeting_id == meeting.id, QuestionnaireVersion.number == number)
    )
    return db.session.scalars(query).one()


def facts(meeting: Meeting) -> MeetingFacts:
    """What publishing needs to know of the meeting and its council."""
    return MeetingFacts(
        purpose=meeting.purpose,
        can_influence=meeting.can_influence,
        deadline=meeting.deadline_at,
        now=now(),
        theme_keys=[theme.key for theme in theme_queries.of_council(meeting.council_id)],
        organisations=organisation_queries.kinds(meeting.council_id),
    )


def organisation_names(meeting: Meeting) -> dict[int, str]:
    """The name of every organisation of the council by id, those who have left last."""
    return organisation_queries.names(meeting.council_id)


def theme_names(meeting: Meeting, locale: str) -> dict[str, str]:
    """The themes in use by key, in the code book's order and the reader's language."""
    themes = theme_queries.of_council(meeting.council_id)
    return {one.key: one.title(locale) for one in themes}


def _must_exist(part: Part | None) -> Part:
    if part is None:
        raise NoResultFound
    return part
