"""What a page keeps out of sight by the form's rules, so that a save can tell what has come into sight since."""

from collections.abc import Collection, Iterator

from forms.documents import Json
from forms.logic.bindings import has_inner_rules, items_of
from forms.logic.items import is_asked, item_scope
from forms.logic.outcome import Outcome
from forms.question_types import question_type
from forms.questionnaire import Question, Questionnaire, Section


def out_of_sight(section: Section, outcome: Outcome) -> list[str]:
    """Return a mark for each question, `key=choice`, and `group/item/key` that can't be seen; items count from 0."""
    found: list[str] = []
    for question in section.questions:
        if question.key in outcome.unasked and question_type(question.type).is_answered:
            found.append(question.key)
        found.extend(f"{question.key}={choice}" for choice in sorted(outcome.away.get(question.key, ())))
        if has_inner_rules(question):
            found.extend(_in_items(question, outcome.values.get(question.key), outcome))
    return found


def asked_sections(questionnaire: Questionnaire, unasked: Collection[str]) -> list[Section]:
    """Return the sections in which something is asked or told."""
    return [
        section
        for section in questionnaire.sections
        if not section.questions or any(question.key not in unasked for question in section.questions)
    ]


def _in_items(group: Question, value: Json, outcome: Outcome) -> Iterator[str]:
    # Where the items can't be read, or there is none yet, each is shown as one in which nothing is answered.
    for number in range(len(items_of(value)) + 1):
        scope = item_scope(outcome.scope, group, value, number + 1)
        yield from (f"{group.key}/{number}/{inner.key}" for inner in group.questions if not is_asked(inner, scope))
