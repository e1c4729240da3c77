"""What a receipt's copy holds: the answers of a submission as they were frozen, in the form's order."""

from collections.abc import Iterator

from flask_babel import force_locale, gettext

from app.mail.copies import CopiedAnswer, CopiedSection, verbatim
from app.models import Answer, Submission
from app.queries.answer import drafts as draft_queries
from forms.joint_answer import JointAnswer, JointPart, from_json, told
from forms.question_types import language_of
from forms.questionnaire import Question, Section


def copy_of(submission: Submission, locale: str) -> tuple[CopiedSection, ...]:
    """The whole copy, worded in `locale`. What may be secret by the sender's own mark is said to be left out."""
    with force_locale(locale):
        if submission.abstention_reason:
            reason = CopiedAnswer(
                gettext("Varför ni avstår"), verbatim(submission.abstention_reason), submission.written_in
            )
            return (CopiedSection("", (reason,)),)
        return tuple(_sections(submission, locale))


def _sections(submission: Submission, locale: str) -> Iterator[CopiedSection]:
    form = draft_queries.own_form(submission.request, submission.version_id).questionnaire
    answers = {answer.question_key: answer for answer in submission.answers}
    joint = from_json(submission.joint) if submission.joint else None
    for section in form.sections:
        copied = tuple(_answers(section, answers, joint, locale))
        if copied:
            yield CopiedSection(verbatim(section.title.text(locale)), copied)


def _answers(
    section: Section, answers: dict[str, Answer], joint: JointAnswer | None, locale: str
) -> Iterator[CopiedAnswer]:
    for question in section.questions:
        answer = answers.get(question.key)
        if answer is not None:
            part = joint.part(question.key) if joint else None
            yield _answer(question, answer, part, locale)


def _answer(question: Question, answer: Answer, part: JointPart | None, locale: str) -> CopiedAnswer:
    label = verbatim(question.label.text(locale)) or question.key
    if answer.may_be_secret:
        left_out = gettext("Svaret kan innehålla sekretess. Det står inte i mejlet, men i kvittot på webben.")
        return CopiedAnswer(label, left_out, locale)
    sent = answer.submission
    language = language_of(question.type, sent.written_in, sent.language)
    text = "\n\n".join((answer.text, *(_beside(part, locale) if part else ())))
    return CopiedAnswer(label, verbatim(text), language)


def _beside(part: JointPart, locale: str) -> Iterator[str]:
    """What a collecting body sends with the answer: the sentences that rest on members' words, and minority views."""
    for one in part.citations:
        yield "\n".join((f"{one.sentence} ({told(one.members, locale)})", *(f"– {text}" for text in one.excerpts)))
    for other in part.minorities:
        first = gettext("Minoritetsröst (%(members)s): %(text)s", members=told(other.members, locale), text=other.text)
        yield "\n".join((first, *(f"– {text}" for text in other.excerpts)))
