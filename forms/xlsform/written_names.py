"""What the rows of questions are called in a workbook, where two questions had one name in the workbook they came from.

Elsewhere two groups may hold a question of one name each; here a key is the form's own, so that an answer can be
followed from meeting to meeting. The second question then has a key of its own and remembers its name.
"""

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from forms.questionnaire import Question, Questionnaire, Section
from forms.questionnaire_document import to_json
from forms.xlsform.references import names_in


def with_usable_names(questionnaire: Questionnaire) -> Questionnaire:
    """Return the form without the remembered names that a workbook cannot hold now.

    A name that some rule or text quotes has to mean one row, and rows side by side have to differ.
    """
    if not any(question.source_name for question in questionnaire.with_inner()):
        return questionnaire
    quoted = frozenset(names_in(json.dumps(to_json(questionnaire), ensure_ascii=False)))
    sections = tuple(
        replace(section, questions=_kept(section, section.questions, quoted)) for section in questionnaire.sections
    )
    return replace(questionnaire, sections=sections)


def _kept(section: Section, questions: tuple[Question, ...], quoted: frozenset[str]) -> tuple[Question, ...]:
    taken = Counter((one.group, name) for one in questions for name in _names(one))
    taken.update((group.parent, group.key) for group in section.groups)
    return tuple(
        replace(
            one,
            source_name=one.source_name if _is_usable(one, quoted) and _is_alone(one, taken) else "",
            questions=_kept(section, one.questions, quoted),
        )
        for one in questions
    )


def _names(question: Question) -> Iterator[str]:
    """Yield each name that the question may have or bring along, once."""
    own = {question.key, question.source_name} - {""}
    yield from own
    yield from (f"{name}_other" for name in own if question.other)


def _is_usable(question: Question, quoted: frozenset[str]) -> bool:
    # Other programs tell repeating groups apart by name alone.
    return question.type != "repeat" and quoted.isdisjoint((question.key, question.source_name))


def _is_alone(question: Question, taken: Counter[tuple[str | None, str]]) -> bool:
    return all(taken[question.group, name] == 1 for name in _names(question))
