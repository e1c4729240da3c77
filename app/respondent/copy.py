"""The whole answer to read: before it is sent, and as it was sent."""

from collections.abc import Mapping
from dataclasses import dataclass

from app.models import InputRequest, Submission
from app.queries.answer import earlier_forms
from app.queries.answer.drafts import DraftedAnswer, OwnForm
from app.queries.answer.submissions import Ready
from forms.answers import NOT_SECRET, QuotePermission, Secrecy
from forms.personal_data import WRITTEN, Finding, PersonalData, find, pieces
from forms.question_types import question_type
from forms.questionnaire import Question, Section


@dataclass(frozen=True)
class CopyLine:
    """One question with its answer as text; `problem` says what has to be put right before sending.

    `is_sent` is False for an answer that is kept in the draft but not asked for now, `is_typed` for a calculated value.
    """

    question: Question
    text: str
    quote_permission: QuotePermission
    problem: str = ""
    reference: str = ""
    is_sent: bool = True
    is_typed: bool = True
    secrecy: Secrecy = NOT_SECRET
    findings: tuple[Finding, ...] = ()

    @property
    def pieces(self) -> list[tuple[str, bool]]:
        """The text in pieces, each with whether it looks like personal data."""
        return pieces(self.text) if self.findings else [(self.text, False)]

    @property
    def found_kinds(self) -> list[PersonalData]:
        """What was found in it, each kind once."""
        return list(dict.fromkeys(finding.kind for finding in self.findings))


@dataclass(frozen=True)
class CopySection:
    """The lines of one section."""

    section: Section
    lines: tuple[CopyLine, ...]


def drafted_sections(ready: Ready, locale: str) -> list[CopySection]:
    """The draft as it would be sent, section by section; questions without an answer too.

    What the form's rules leave out is there only where something is kept of it, and said not to be sent.
    """
    problems = {problem.question_key: problem.message for problem in ready.checked.problems}
    sections = []
    for section in ready.questionnaire.sections:
        lines = (_drafted(ready, question, problems.get(question.key, ""), locale) for question in _asked(section))
        kept = tuple(line for line in lines if line.text or (line.is_sent and line.is_typed))
        if kept:
            sections.append(CopySection(section, kept))
    return sections


def sent_sections(submission: Submission, own: OwnForm) -> list[CopySection]:
    """The submission as it was frozen, in the form's order; only what was answered."""
    answers = {answer.question_key: answer for answer in submission.answers}
    sections = []
    for section in own.questionnaire.sections:
        lines = tuple(
            CopyLine(
                question,
                answer.text,
                answer.quote_permission,
                reference=answer.reference,
                secrecy=Secrecy(answer.may_be_secret, answer.secrecy_reason),
            )
            for question in _asked(section)
            if (answer := answers.get(question.key))
        )
        if lines:
            sections.append(CopySection(section, lines))
    return sections


def left_over_lines(
    request: InputRequest, own: OwnForm, answers: Mapping[str, DraftedAnswer], locale: str
) -> list[CopyLine]:
    """What stands in the draft for questions that are no longer asked. It is kept, and not sent."""
    return [
        CopyLine(
            one.question,
            question_type(one.question.type).show_typed(one.question, one.answer.typed, locale),
            one.answer.quote_permission,
        )
        for one in earlier_forms.left_over(request, own, answers)
    ]


def _asked(section: Section) -> list[Question]:
    kinds = ((question, question_type(question.type)) for question in section.questions)
    return [question for question, kind in kinds if kind.is_answered or kind.is_computed]


def _drafted(ready: Ready, question: Question, problem: str, locale: str) -> CopyLine:
    kind, outcome = question_type(question.type), ready.checked.outcome
    if question.key in outcome.computed:
        text = kind.show(question, ready.checked.values[question.key], locale)
    else:
        text = kind.show_typed(question, ready.typed.get(question.key), locale)
    is_sent = question.key not in outcome.unasked
    return CopyLine(
        question,
        text,
        ready.permissions.get(question.key, QuotePermission.NAMED),
        problem,
        is_sent=is_sent,
        is_typed=not kind.is_computed,
        secrecy=ready.secrecies.get(question.key, NOT_SECRET),
        findings=find(text) if is_sent and question.type in WRITTEN else (),
    )
