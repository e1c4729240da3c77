"""What a corrected form asks otherwise than the one before, question by question, and what becomes of the answers."""

from dataclasses import dataclass, replace
from enum import StrEnum

from forms.localised import Localised
from forms.questionnaire import Question, Questionnaire

ASIDE = "@"
"""No key of a question has this sign: it parts the key from how an answer laid aside was typed."""

# What is typed for these stands as it is in one another's inputs; where it is no number or date, the page says so.
_TYPED_AS_TEXT = frozenset({"short_text", "long_text", "integer", "decimal", "range", "date", "time"})


class ChangeKind(StrEnum):
    """In what a question is another than before; a question can be changed in several ways."""

    NEW = "new"
    REMOVED = "removed"
    TYPE = "type"
    REWORDED = "reworded"
    OPTIONS = "options"
    NEEDED = "needed"
    EXPLAINED = "explained"


CHANGE_NAMES = {
    ChangeKind.NEW: Localised(sv="Ny fråga.", en="New question."),
    ChangeKind.REMOVED: Localised(sv="Frågan är borttagen.", en="The question is removed."),
    ChangeKind.TYPE: Localised(
        sv="Frågan besvaras på ett annat sätt än förut.", en="The question is answered in another way than before."
    ),
    ChangeKind.REWORDED: Localised(sv="Frågan har fått en ny text.", en="The question has a new wording."),
    ChangeKind.OPTIONS: Localised(sv="Svarsalternativen har ändrats.", en="The options have changed."),
    ChangeKind.NEEDED: Localised(sv="Frågan måste nu besvaras.", en="The question must now be answered."),
    ChangeKind.EXPLAINED: Localised(
        sv="Hjälptexten eller gränserna för svaret har ändrats.",
        en="The help text or the limits of the answer have changed.",
    ),
}


@dataclass(frozen=True)
class QuestionChange:
    """One question that is another than before; `before` is None for a new one, and equals `question` if removed."""

    question: Question
    before: Question | None
    kinds: tuple[ChangeKind, ...]

    @property
    def earlier_label(self) -> Localised | None:
        """The text that the question had, where it has a new one."""
        return self.before.label if self.before and ChangeKind.REWORDED in self.kinds else None


def changes(before: Questionnaire, after: Questionnaire) -> tuple[QuestionChange, ...]:
    """Return what an organisation's own form asks otherwise, in the new form's order, what is removed last.

    Where a question stands, its theme and its section's texts are no changes: they do not alter what is answered.
    """
    old = {question.key: question for question in before.questions()}
    new = {question.key: question for question in after.questions()}
    found = [_change(old.get(key), question) for key, question in new.items()]
    gone = [QuestionChange(one, one, (ChangeKind.REMOVED,)) for key, one in old.items() if key not in new]
    return (*(change for change in found if change.kinds), *gone)


def keeps_answer(before: Question, after: Question) -> bool:
    """Whether what was typed for the one stands, as it was typed, in the other's inputs."""
    return _way_of_typing(before) == _way_of_typing(after)


def aside_key(question: Question) -> str:
    """Return the key that an answer is kept under once its question is answered in another way."""
    return f"{question.key}{ASIDE}{_way_of_typing(question)}"


def asked_key(key: str) -> str:
    """Return the question's own key of a key that an answer is kept under."""
    return key.partition(ASIDE)[0]


def kept_under(typed_for: Question, now: Question | None) -> str:
    """Return the key that an answer typed for the one belongs under, where the form now has the other."""
    return typed_for.key if now is None or keeps_answer(typed_for, now) else aside_key(typed_for)


def _way_of_typing(question: Question) -> str:
    return "text" if question.type in _TYPED_AS_TEXT else question.type


def _change(before: Question | None, after: Question) -> QuestionChange:
    if before is None:
        return QuestionChange(after, None, (ChangeKind.NEW,))
    altered = {
        ChangeKind.TYPE: before.type != after.type,
        ChangeKind.REWORDED: before.label != after.label,
        ChangeKind.OPTIONS: before.type == after.type and _offered(before) != _offered(after),
        ChangeKind.NEEDED: after.required and not before.required,
        ChangeKind.EXPLAINED: before.type == after.type and _explained(before) != _explained(after),
    }
    return QuestionChange(after, before, tuple(kind for kind, is_so in altered.items() if is_so))


def _offered(question: Question) -> object:
    return question.choices, question.other, question.rows, question.questions


def _explained(question: Question) -> Question:
    """The question without all that has a kind of change of its own, or that nobody who answers sees."""
    return replace(
        Question(question.key, question.type, Localised()),
        hint=question.hint,
        minimum=question.minimum,
        maximum=question.maximum,
        step=question.step,
        low_label=question.low_label,
        high_label=question.high_label,
    )
