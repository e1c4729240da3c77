"""The whole answer to read: before it is sent, and as it was sent."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from app.models import Answer, InputRequest, Submission
from app.queries.answer import earlier_forms
from app.queries.answer.drafts import DraftedAnswer, OwnForm
from app.queries.answer.submissions import Ready
from forms.answers import NOT_SECRET, QuotePermission, Secrecy, encode
from forms.documents import Json
from forms.joint_answer import JointAnswer, JointPart, from_json
from forms.personal_data import WRITTEN, Finding, PersonalData, find, pieces
from forms.question_types import language_of, question_type
from forms.question_types.file import Attached, attached
from forms.questionnaire import Question, Section


@dataclass(frozen=True)
class Difference:
    """How an answer is other than before: `kind` is new, changed, removed or quote; `earlier` is what it said."""

    kind: str
    earlier: str = ""


@dataclass(frozen=True)
class CopyLine:
    """One question with its answer as text; `problem` says what has to be put right before sending.

    `joint` is what a collecting body sends beside it. `is_sent` is False for an answer that is kept in the draft but
    not asked for now, `is_typed` for a calculated value. `difference` is to what was sent before, None where it is the
    same or nothing was.
    """

    question: Question
    text: str
    quote_permission: QuotePermission
    problem: str = ""
    reference: str = ""
    is_sent: bool = True
    is_typed: bool = True
    joint: JointPart | None = None
    difference: Difference | None = None
    secrecy: Secrecy = NOT_SECRET
    findings: tuple[Finding, ...] = ()
    files: tuple[Attached, ...] = ()
    language: str = ""

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


def drafted_sections(ready: Ready, locale: str, before: Submission | None = None) -> list[CopySection]:
    """The draft as it would be sent, section by section; questions without an answer too.

    What the form's rules leave out is there only where something is kept of it, and said not to be sent. `before` is
    what was sent last.
    """
    sent_now = {key: (value, permission) for key, value, permission, _ in ready.answers()}
    problems = {problem.question_key: problem.message for problem in ready.checked.problems}
    sections = []
    for section in ready.questionnaire.sections:
        lines = (_drafted(ready, question, problems.get(question.key, ""), locale) for question in _asked(section))
        kept = tuple(line for line in lines if line.text or (line.is_sent and line.is_typed))
        if kept:
            sections.append(CopySection(section, compared(kept, sent_now, before)))
    return sections


def sent_sections(submission: Submission, own: OwnForm, before: Submission | None = None) -> list[CopySection]:
    """The submission as it was frozen, in the form's order; what was answered, or was answered in the one `before`."""
    sent_now = {one.question_key: (one.value, one.quote_permission) for one in submission.answers}
    gone = {one.question_key for one in before.answers} if before else frozenset()
    answers = {answer.question_key: answer for answer in submission.answers}
    joint = sent_joint(submission)
    sections = []
    for section in own.questionnaire.sections:
        lines = tuple(
            _sent(question, answers.get(question.key), submission, joint.part(question.key) if joint else None)
            for question in _asked(section)
            if question.key in answers or question.key in gone
        )
        if lines:
            sections.append(CopySection(section, compared(lines, sent_now, before)))
    return sections


def sent_joint(submission: Submission) -> JointAnswer | None:
    """What a collecting body sent beside its answers, as it was frozen."""
    return from_json(submission.joint) if submission.joint else None


def _sent(question: Question, answer: Answer | None, submission: Submission, joint: JointPart | None) -> CopyLine:
    if answer is None:
        return CopyLine(question, "", QuotePermission.NAMED)
    return CopyLine(
        question,
        answer.text,
        answer.quote_permission,
        reference=answer.reference,
        joint=joint,
        secrecy=Secrecy(answer.may_be_secret, answer.secrecy_reason),
        files=attached(answer.value),
        language=language_of(question.type, submission.written_in, submission.language),
    )


def compared(
    lines: Iterable[CopyLine], sent_now: Mapping[str, tuple[Json, QuotePermission]], before: Submission | None
) -> tuple[CopyLine, ...]:
    """The lines, each with how it differs from what was sent before."""
    if before is None:
        return tuple(lines)
    earlier = {one.question_key: one for one in before.answers}
    return tuple(
        replace(line, difference=_difference(earlier.get(line.question.key), sent_now.get(line.question.key)))
        for line in lines
    )


def _difference(before: Answer | None, now: tuple[Json, QuotePermission] | None) -> Difference | None:
    if before is None:
        return Difference("new") if now is not None else None
    if now is None:
        return Difference("removed", before.text)
    if encode(now[0]) != encode(before.value):
        return Difference("changed", before.text)
    return Difference("quote") if now[1] is not before.quote_permission else None


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
        joint=ready.joint.part(question.key) if ready.joint else None,
        secrecy=ready.secrecies.get(question.key, NOT_SECRET),
        findings=find(text) if is_sent and question.type in WRITTEN else (),
    )
