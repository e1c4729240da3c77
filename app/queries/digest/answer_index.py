"""Reads where every answer of a meeting belongs, without its text: what the lists of answers are drawn up from."""

from collections.abc import Iterable
from dataclasses import dataclass

from app.extensions import db
from app.models import Answer, AnswerReview, InputRequest, Organisation, PersonalDataState, ReviewState, Submission
from app.queries.digest import answers as answer_queries
from app.queries.digest.answers import FormIndex
from forms.questionnaire import Question


@dataclass(frozen=True, slots=True, eq=False)
class Entry:
    """One answer that counts. `lines` holds the ids of the digest's lines that rest on it."""

    id: int
    question: Question
    question_position: int
    organisation_id: int
    organisation: str
    state: ReviewState
    flagged: bool
    theme_keys: tuple[str, ...]
    lines: tuple[int, ...]
    personal_data: bool = False
    """Whether it may hold personal data that nobody has looked at yet."""


@dataclass(frozen=True)
class Coverage:
    """What has become of the answers: each stands in exactly one of these, flagged before all."""

    grouped: int  # under at least one line
    reviewed: int  # read, and under no line
    set_aside: int
    unread: int
    flagged: int

    @property
    def answers(self) -> int:
        """All of them."""
        return self.grouped + self.reviewed + self.set_aside + self.unread + self.flagged


def of_meeting(meeting_id: int, resting: dict[int, tuple[int, ...]]) -> list[Entry]:
    """An entry per answer, flagged ones too, in the council's and the form's order. Three queries, however many.

    `resting`: the ids of the answers that each line of the digest rests on, by line id.
    """
    lines = _turned(resting)
    forms = FormIndex(answer_queries.versions_of(meeting_id))
    given = answer_queries.given_themes(meeting_id)
    query = answer_queries.counted(
        Answer.id,
        Answer.question_key,
        Submission.version_id,
        Organisation.id,
        Organisation.name,
        answer_queries.STATE,
        AnswerReview.flagged_at,
        AnswerReview.personal_data,
    ).where(InputRequest.meeting_id == meeting_id)
    entries = []
    for answer_id, key, version_id, organisation_id, name, state, flagged_at, personal in db.session.execute(query):
        _, question, position = forms.place(version_id, key)
        themes = given.get(answer_id) or ((question.theme,) if question.theme else ())
        what_became = (ReviewState(state), flagged_at is not None, themes, lines.get(answer_id, ()))
        is_waiting = personal is PersonalDataState.UNREVIEWED
        entries.append(Entry(answer_id, question, position, organisation_id, name, *what_became, is_waiting))
    return entries


def coverage(entries: Iterable[Entry]) -> Coverage:
    """Count what has become of each."""
    counts = {"grouped": 0, "reviewed": 0, "set_aside": 0, "unread": 0, "flagged": 0}
    for entry in entries:
        counts["flagged" if entry.flagged else "grouped" if entry.lines else entry.state.value] += 1
    return Coverage(**counts)


def _turned(resting: dict[int, tuple[int, ...]]) -> dict[int, tuple[int, ...]]:
    found: dict[int, tuple[int, ...]] = {}
    for line_id, answer_ids in resting.items():
        for answer_id in answer_ids:
            found[answer_id] = (*found.get(answer_id, ()), line_id)
    return found
