"""A question in other words for some kinds of organisations: the same question, with one key and one theme.

Both raise Conflict where somebody else came between, and `editing.NoSuchPartError` where the question is not there.
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from functools import reduce

from flask_babel import gettext

from app.models import Meeting, Staff
from app.services.ask import questionnaires
from app.services.ask.questionnaire_parts import LONGEST_LABEL, LONGEST_TEXT, texts
from app.services.input_checks import Checks
from forms import editing, parts
from forms.audience import OrganisationKind
from forms.questionnaire import Question, Questionnaire, Wording
from forms.secretariat.questionnaire import PLAIN


@dataclass(frozen=True)
class WordingInput:
    """A wording as typed. `kinds` are the ticked values."""

    kinds: tuple[str, ...]
    label: Mapping[str, str]
    hint: Mapping[str, str] = field(default_factory=dict)


def set_wording(meeting: Meeting, seen: int, key: str, typed: WordingInput, staff: Staff | None = None) -> None:
    """Give the ticked kinds these words for the question, in place of others they had. Raises RefusedInput."""
    wordings = _as_wordings(typed)
    _change(meeting, seen, key, lambda question: reduce(editing.with_wording, wordings, question), staff)


def remove_wording(meeting: Meeting, seen: int, key: str, kinds: Collection[str], staff: Staff | None = None) -> None:
    """Let these kinds, or those who choose plain language, read the question's own words again."""
    known, plain = [kind for kind in OrganisationKind if kind.value in kinds], PLAIN in kinds
    _change(meeting, seen, key, lambda question: editing.without_wording(question, known, plain=plain), staff)


def _as_wordings(typed: WordingInput) -> list[Wording]:
    """The words for the ticked kinds, and the same in plain language where that is ticked."""
    checks = Checks()
    kinds, plain = frozenset(kind for kind in OrganisationKind if kind.value in typed.kinds), PLAIN in typed.kinds
    if not kinds and not plain:
        checks.refuse("kinds", gettext("Välj vilka som ska läsa de här orden."))
    elif len(kinds) + plain < len(set(typed.kinds)):
        checks.refuse("kinds", gettext("Välj bland de typer av organisationer som finns."))
    label = texts(checks, "label", typed.label, LONGEST_LABEL)
    if not label:
        checks.refuse("label_sv", gettext("Skriv frågans text."))
    hint = texts(checks, "hint", typed.hint, LONGEST_TEXT)
    checks.done()
    of_kinds = [Wording(kinds, label, hint)] if kinds else []
    return [*of_kinds, Wording(frozenset(), label, hint, plain=True)] if plain else of_kinds


def _change(meeting: Meeting, seen: int, key: str, edit: Callable[[Question], Question], staff: Staff | None) -> None:
    def change(form: Questionnaire) -> Questionnaire:
        question = next((one for one in form.with_inner() if one.key == key), None)
        if question is None:
            raise editing.NoSuchPartError(key)
        return editing.replace_question(form, edit(question))

    questionnaires.change(meeting, seen, change, staff, touches=lambda _: [parts.question_part(key)])
