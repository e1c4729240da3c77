"""How an answer is shared out: what the task list tells of colleagues, and of questions that somebody has taken on."""

from collections.abc import Mapping
from dataclasses import dataclass

from app.access import Respondent
from app.models import Invitation
from app.queries.answer import colleagues as colleague_queries
from app.queries.answer import earlier_requests
from app.queries.answer.drafts import DraftedAnswer
from app.queries.answer.together import Mark
from app.respondent.people import name_of
from app.respondent.progress import is_typed
from forms.questionnaire import Question, Questionnaire


@dataclass(frozen=True)
class SharedQuestion:
    """A question that somebody is to answer, or that is called done. `status` is todo, doing, done or changed."""

    question: Question
    person: str
    is_mine: bool
    status: str


@dataclass(frozen=True)
class Together:
    """Who answers, how the questions are shared out, and what there is to read beside the form."""

    team: list[Invitation]
    names: list[str]
    questions: list[SharedQuestion]
    has_mine: bool
    only_mine: bool
    comments: int
    has_earlier: bool
    is_colleague: bool


def together(
    respondent: Respondent,
    questionnaire: Questionnaire,
    marks: Mapping[str, Mark],
    answers: Mapping[str, DraftedAnswer],
    *,
    only_mine: bool,
) -> Together:
    """What the task list shows of it."""
    me = respondent.contact.id
    shared = [
        _shared(one, marks[one.key], answers, me) for one in questionnaire.questions() if _is_shared(marks.get(one.key))
    ]
    team = colleague_queries.team(respondent.request.id)
    return Together(
        team=team,
        names=[name_of(one.contact) for one in team],
        questions=[one for one in shared if one.is_mine or not only_mine],
        has_mine=any(one.is_mine for one in shared),
        only_mine=only_mine,
        comments=sum(mark.comments for mark in marks.values()),
        is_colleague=respondent.contact.is_colleague,
        has_earlier=not respondent.contact.is_colleague and earlier_requests.any_before(respondent.request),
    )


def done_state(mark: Mark, version: int) -> str:
    """Whether the question is called done, and still reads as it did then: done, changed, or nothing."""
    if mark.done_version is None:
        return ""
    return "done" if mark.done_version == version else "changed"


def _is_shared(mark: Mark | None) -> bool:
    return mark is not None and (mark.assigned_to_id is not None or mark.done_version is not None)


def _shared(question: Question, mark: Mark, answers: Mapping[str, DraftedAnswer], me: int) -> SharedQuestion:
    answer = answers.get(question.key)
    state = done_state(mark, answer.version if answer else 0)
    typed = "doing" if is_typed(question, answers) else "todo"
    return SharedQuestion(question, mark.assigned_to, mark.assigned_to_id == me, state or typed)
