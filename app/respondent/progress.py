"""How far the organisation has come, section by section: what the task list shows."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from app.queries.answer.drafts import DraftedAnswer
from app.respondent.frame import last_change
from forms.answers import Check
from forms.logic import asked_sections
from forms.question_types import question_type
from forms.questionnaire import Question, Questionnaire, Section


class Status(StrEnum):
    """Done means that nothing in the section stands in the way of sending, and something is answered."""

    NOT_STARTED = "not_started"
    STARTED = "started"
    DONE = "done"
    TO_READ = "to_read"


@dataclass(frozen=True)
class SectionProgress:
    """One line of the task list. `missing` and `invalid` count what has to be put right before sending."""

    section: Section
    status: Status
    answered: int
    asked: int
    missing: int
    invalid: int
    last: DraftedAnswer | None


def progress(
    questionnaire: Questionnaire, answers: Mapping[str, DraftedAnswer], checked: Check
) -> list[SectionProgress]:
    """The state of each section of one organisation's own form, in order; what its answers rule out is left out."""
    return [_of(section, answers, checked) for section in asked_sections(questionnaire, checked.outcome.unasked)]


def next_section(lines: list[SectionProgress]) -> Section | None:
    """The first section that is not done, or None where the whole form is."""
    return next((line.section for line in lines if line.status in {Status.NOT_STARTED, Status.STARTED}), None)


def is_typed(question: Question, answers: Mapping[str, DraftedAnswer]) -> bool:
    """Whether anything stands typed at the question, right or wrong."""
    answer = answers.get(question.key)
    return answer is not None and not question_type(question.type).is_empty(question, answer.typed)


def _of(section: Section, answers: Mapping[str, DraftedAnswer], checked: Check) -> SectionProgress:
    unasked = checked.outcome.unasked
    asked = [one for one in section.questions if one.key not in unasked and question_type(one.type).is_answered]
    typed = [question for question in asked if is_typed(question, answers)]
    problems = [problem for problem in checked.problems if problem.section_key == section.key]
    typed_keys = {question.key for question in typed}
    invalid = sum(problem.question_key in typed_keys for problem in problems)
    return SectionProgress(
        section=section,
        status=_status(len(asked), len(typed), len(problems)),
        answered=len(typed),
        asked=len(asked),
        missing=len(problems) - invalid,
        invalid=invalid,
        last=last_change([answers[question.key] for question in asked if question.key in answers]),
    )


def _status(asked: int, typed: int, problems: int) -> Status:
    if not asked:
        return Status.TO_READ
    if not typed:
        return Status.NOT_STARTED
    return Status.STARTED if problems else Status.DONE
