"""What two people can change apart from each other in one form, and what has changed since one of them looked."""

from collections.abc import Collection, Mapping
from dataclasses import replace

from forms.questionnaire import Questionnaire

TEXTS, ORDER, LANGUAGES = "texts", "order", "languages"
ALL = ""
"""The stamp of what has none of its own: of a form from before there were stamps."""


def section_part(key: str) -> str:
    """Return the name of a section's own texts, audience and rule."""
    return f"section:{key}"


def question_part(key: str) -> str:
    """Return the name of all that one question is, but for the questions inside it."""
    return f"question:{key}"


def parts(form: Questionnaire) -> dict[str, object]:
    """Return each part of the form by its name; two equal parts are unchanged."""
    found: dict[str, object] = {TEXTS: (form.title, form.intro), ORDER: order(form), LANGUAGES: form.more_languages}
    found |= {section_part(one.key): replace(one, questions=()) for one in form.sections}
    return found | {question_part(one.key): replace(one, questions=()) for one in form.with_inner()}


def order(form: Questionnaire) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Return which sections there are, and which questions in each."""
    return tuple((section.key, tuple(one.key for one in section.with_inner())) for section in form.sections)


def within(form: Questionnaire, key: str) -> tuple[str, ...]:
    """Return the parts that go away with the section or question of this key."""
    for section in form.sections:
        if section.key == key:
            return (section_part(key), *(question_part(one.key) for one in section.with_inner()))
    inner = next((one.questions for one in form.with_inner() if one.key == key), ())
    return (question_part(key), *(question_part(one.key) for one in inner))


def stamped(stamps: Mapping[str, int], before: Questionnaire, after: Questionnaire, revision: int) -> dict[str, int]:
    """Return the stamps after a change: the revision of the last change of each part that is there."""
    old, floor = parts(before), stamps.get(ALL, 0)
    kept = {name: stamps.get(name, floor) if old.get(name) == part else revision for name, part in parts(after).items()}
    return {ALL: floor, **kept}


def untouched(stamps: Mapping[str, int], names: Collection[str], seen: int) -> bool:
    """Whether none of these parts has changed since the revision that somebody saw."""
    return all(stamps.get(name, stamps.get(ALL, 0)) <= seen for name in names)
