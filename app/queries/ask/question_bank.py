"""Reads what a council has asked before: the questions of its other meetings, as they were last published."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select

from app.extensions import db
from app.models import Meeting, Questionnaire, QuestionnaireVersion
from forms.questionnaire import Question
from forms.questionnaire_document import from_json

MOST_MEETINGS = 30
"""How many meetings back the bank goes: what is older has been asked again, or is not missed."""


@dataclass(frozen=True)
class BankQuestion:
    """A question as it was last asked, and at which meeting."""

    question: Question
    meeting: str
    starts_at: datetime


def search(meeting: Meeting, words: str, theme: str, without: Collection[str]) -> list[BankQuestion]:
    """The questions of the council's other meetings in which all the words stand, the latest asked first; one query.

    `theme` is a theme's key, empty for any. Each question comes once, by its key; the keys `without` are left out.
    """
    sought = words.casefold().split()
    found: dict[str, BankQuestion] = {}
    for one in _asked(meeting):
        found.setdefault(one.question.key, one)
    return [
        one
        for key, one in found.items()
        if key not in without and theme in {"", one.question.theme} and _has(one.question, sought)
    ]


def question(meeting: Meeting, key: str) -> Question | None:
    """The question of the bank with this key, or None."""
    return next((one.question for one in _asked(meeting) if one.question.key == key), None)


def _asked(meeting: Meeting) -> Iterator[BankQuestion]:
    newest = (
        select(func.max(QuestionnaireVersion.id))
        .join(QuestionnaireVersion.questionnaire)
        .join(Questionnaire.meeting)
        .where(Meeting.council_id == meeting.council_id, Meeting.id != meeting.id)
        .group_by(Questionnaire.id)
    )
    query = (
        select(QuestionnaireVersion.document, Meeting.title, Meeting.starts_at)
        .join(QuestionnaireVersion.questionnaire)
        .join(Questionnaire.meeting)
        .where(QuestionnaireVersion.id.in_(newest))
        .order_by(Meeting.starts_at.desc(), Meeting.id.desc())
        .limit(MOST_MEETINGS)
    )
    for row in db.session.execute(query):
        for one in from_json(row.document).questions():
            yield BankQuestion(one, row.title, row.starts_at)


def _has(question: Question, sought: Collection[str]) -> bool:
    texts = " ".join(text for part in (question.label, question.hint) for _, text in part.texts).casefold()
    return all(word in texts for word in sought)
