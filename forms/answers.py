"""From what was typed to what is sent: checking a whole draft, and the canonical bytes of a submission."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from forms.documents import Json, JsonObject
from forms.localised import Localised
from forms.logic import MISSING, Outcome, has_rules, work_out
from forms.question_types import question_type
from forms.question_types.base import InvalidAnswer
from forms.questionnaire import Question, Questionnaire


class QuotePermission(StrEnum):
    """How an answer may be shown to others than the chair."""

    NAMED = "named"
    KIND_ONLY = "kind_only"
    CHAIR_ONLY = "chair_only"


QUOTE_PERMISSION_NAMES = {
    QuotePermission.NAMED: Localised(sv="Får citeras med vårt namn", en="May be quoted with our name"),
    QuotePermission.KIND_ONLY: Localised(
        sv="Får citeras, men bara som vår typ av organisation", en="May be quoted, but only as our kind of organisation"
    ),
    QuotePermission.CHAIR_ONLY: Localised(sv="Bara för ordföranden", en="For the chair only"),
}


NO_OUTCOME = Outcome()


@dataclass(frozen=True)
class Secrecy:
    """What the sender says of an answer: whether it may be secret, and why. A reason stays while unmarked."""

    marked: bool = False
    reason: str = ""

    @property
    def as_sent(self) -> "Secrecy":
        """The same as it is frozen: a reason only where the answer is marked."""
        return Secrecy(marked=True, reason=self.reason.strip()) if self.marked else NOT_SECRET


NOT_SECRET = Secrecy()


@dataclass(frozen=True)
class AnswerProblem:
    """One thing to put right before sending; `label` and `message` are in the person's language."""

    section_key: str
    question_key: str
    label: str
    message: str


@dataclass(frozen=True)
class Check:
    """The outcome of checking a draft: values by question key, what stops sending, and what the form's rules did."""

    values: Mapping[str, Json]
    problems: tuple[AnswerProblem, ...]
    outcome: Outcome = NO_OUTCOME

    @property
    def can_be_sent(self) -> bool:
        """Whether nothing has to be put right."""
        return not self.problems

    @property
    def is_blank(self) -> bool:
        """Whether nobody has answered anything: defaults and calculated values are no answer."""
        return not self.values.keys() - self.outcome.computed


def check(questionnaire: Questionnaire, typed_by_key: Mapping[str, Json], locale: str, now: str = "") -> Check:
    """Clean every typed answer of one organisation's own form; unanswered questions are absent from the values.

    Keys that the form does not ask are left out, and so is what its rules leave out: they stay in the draft and are
    never sent. Calculated values are among the values. `now` is what `today()` is, from `forms.logic.clock`.
    """
    if has_rules(questionnaire):
        return _checked_by_rules(questionnaire, typed_by_key, locale, now)
    values: dict[str, Json] = {}
    problems: list[AnswerProblem] = []
    for section in questionnaire.sections:
        for question in section.questions:
            try:
                values |= _cleaned(question, typed_by_key.get(question.key), locale)
            except InvalidAnswer as invalid:
                problems.append(AnswerProblem(section.key, question.key, question.label.text(locale), str(invalid)))
    return Check(values, tuple(problems))


def _checked_by_rules(questionnaire: Questionnaire, typed: Mapping[str, Json], locale: str, now: str) -> Check:
    outcome = work_out(questionnaire, typed, locale, now)
    problems = tuple(
        AnswerProblem(section.key, question.key, question.label.text(locale), outcome.messages[question.key])
        for section in questionnaire.sections
        for question in section.questions
        if question.key in outcome.messages
    )
    return Check(outcome.values, problems, outcome)


def _cleaned(question: Question, typed: Json, locale: str) -> dict[str, Json]:
    kind = question_type(question.type)
    if not kind.is_answered:
        return {}
    if kind.is_empty(question, typed):
        if question.required:
            raise InvalidAnswer(MISSING.text(locale))
        return {}
    return {question.key: kind.clean(question, typed, locale)}


def encode(value: Json) -> str:
    """Return the one JSON text of a typed answer or a value: sorted keys, no spaces, letters as they are."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)


def decode(text: str) -> Json:
    """Read what `encode` wrote."""
    decoded: Json = json.loads(text)
    return decoded


def content_sha256(content: JsonObject) -> str:
    """Return the hash (64 hexadecimal digits) of a submission's content: what was sent, by whom, for which version."""
    return hashlib.sha256(encode(content).encode()).hexdigest()
