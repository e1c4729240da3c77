"""The buttons of a repeating group: one more item, or without one. They save the page like any other button."""

from collections.abc import Iterable
from dataclasses import dataclass

from werkzeug.datastructures import MultiDict

from forms.builder import field_name
from forms.question_types import question_type
from forms.questionnaire import Question

ADD, REMOVE = "add-item", "remove-item"


@dataclass(frozen=True)
class Pressed:
    """What was asked for: one more item of this question, or, with a number, that the item goes."""

    question: Question
    number: int | None = None


def pressed(questions: Iterable[Question], posted: MultiDict[str, str]) -> Pressed | None:
    """Return which button at one of these questions sent the page; None for any other."""
    repeated = {question.key: question for question in questions if question_type(question.type).is_repeated}
    if question := repeated.get(posted.get(ADD, "")):
        return Pressed(question)
    number, _, key = posted.get(REMOVE, "").partition("-")
    question = repeated.get(key)
    return Pressed(question, int(number)) if question and number.isascii() and number.isdecimal() else None


def without_removed(posted: MultiDict[str, str], button: Pressed | None) -> MultiDict[str, str]:
    """Return what was sent, less the inputs of the item that is to go."""
    if button is None or button.number is None:
        return posted
    begins = f"{field_name(button.question.key)}-{button.number}-"
    return MultiDict((name, value) for name, value in posted.items(multi=True) if not name.startswith(begins))


def place_of(button: Pressed, items: int) -> str:
    """Return the id of what to look at next: the new item, after so many that stand filled, or the group."""
    group = field_name(button.question.key)
    return group if button.number is not None else f"{group}-{items}"
