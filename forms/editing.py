"""The builder's moves on a questionnaire. Pure: each returns a new questionnaire, and keys stay what they are."""

import re
import unicodedata
from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from typing import TypeVar

from forms.audience import OrganisationKind
from forms.localised import Localised
from forms.question_types.choosing import OTHER_KEY
from forms.questionnaire import Choice, Question, Questionnaire, Section, Wording

T = TypeVar("T")

LONGEST_KEY = 40
_WITHOUT_DECOMPOSITION = str.maketrans({"ø": "o", "æ": "ae", "ð": "d", "þ": "th", "ł": "l", "đ": "d"})


class NoSuchPartError(LookupError):
    """The questionnaire has no section or question with this key; somebody else may have removed it."""


def key_from(text: str, taken: Collection[str], fallback: str) -> str:
    """Return a new key that says something of the text ("Vad behövs?" → "vad_behovs") and is not taken."""
    plain = unicodedata.normalize("NFKD", text.casefold().translate(_WITHOUT_DECOMPOSITION))
    words = re.findall(r"[a-z0-9]+", plain.encode("ascii", "ignore").decode())
    stem = "_".join(words)[:LONGEST_KEY].strip("_") or fallback
    stem = stem if stem[0].isalpha() else f"{fallback}_{stem}"
    key, number = stem, 2
    while key in taken:
        key, number = f"{stem}_{number}", number + 1
    return key


def keys_of(questionnaire: Questionnaire) -> set[str]:
    """Return every key in use, of sections and questions alike."""
    return {section.key for section in questionnaire.sections} | {one.key for one in questionnaire.with_inner()}


def add_section(questionnaire: Questionnaire, title: Localised, taken: Collection[str] = ()) -> Questionnaire:
    """Add an empty section last. `taken` are keys of earlier versions that must not come back with a new meaning."""
    key = key_from(title.text("sv"), keys_of(questionnaire) | set(taken), "section")
    return replace(questionnaire, sections=(*questionnaire.sections, Section(key, title)))


def replace_section(questionnaire: Questionnaire, section: Section) -> Questionnaire:
    """Put the section in the place of the one with its key."""
    place = _section_place(questionnaire, section.key)
    return replace(questionnaire, sections=_put(questionnaire.sections, place, section))


def move_section(questionnaire: Questionnaire, key: str, steps: int) -> Questionnaire:
    """Move the section down by so many steps, up when negative; it stops at the ends."""
    place = _section_place(questionnaire, key)
    return replace(questionnaire, sections=_shifted(questionnaire.sections, place, steps))


def duplicate_section(questionnaire: Questionnaire, key: str, taken: Collection[str] = ()) -> Questionnaire:
    """Put a copy of the section after it, with new keys throughout."""
    place = _section_place(questionnaire, key)
    section = questionnaire.sections[place]
    used = keys_of(questionnaire) | set(taken)
    section_key = key_from(section.title.text("sv"), used, "section")
    used.add(section_key)
    copies = tuple(_with_new_keys(question, used, keep=False) for question in section.questions)
    copy = replace(section, key=section_key, questions=copies)
    return replace(questionnaire, sections=_inserted(questionnaire.sections, place + 1, copy))


def remove_section(questionnaire: Questionnaire, key: str) -> Questionnaire:
    """Remove the section with its questions."""
    place = _section_place(questionnaire, key)
    return replace(questionnaire, sections=_without(questionnaire.sections, place))


def add_question(
    questionnaire: Questionnaire,
    section_key: str,
    question: Question,
    taken: Collection[str] = (),
    group_key: str | None = None,
) -> Questionnaire:
    """Add the question last in the section, or in the repeating group with this key.

    Keys that are empty or used, its own and those inside it, are replaced by new ones made from labels.
    """
    question = _with_new_keys(question, keys_of(questionnaire) | set(taken), keep=True)
    if group_key is not None:
        return _among_questions(questionnaire, group_key, lambda all_, at: _put(all_, at, _grown(all_[at], question)))
    section = _section(questionnaire, section_key)
    return replace_section(questionnaire, replace(section, questions=(*section.questions, question)))


def replace_question(questionnaire: Questionnaire, question: Question) -> Questionnaire:
    """Put the question in the place of the one with its key."""
    return _among_questions(questionnaire, question.key, lambda all_, at: _put(all_, at, question))


def with_wording(question: Question, wording: Wording) -> Question:
    """Give the kinds of the wording these words, in place of others they had; the first kinds' wordings stand first.

    A plain wording takes the place of the plain one, and stands last.
    """
    others = without_wording(question, wording.kinds, plain=wording.plain).wordings
    order = list(OrganisationKind)
    both = sorted(
        (*others, wording), key=lambda one: min((order.index(kind) for kind in one.kinds), default=len(order))
    )
    return replace(question, wordings=tuple(both))


def without_wording(question: Question, kinds: Collection[OrganisationKind], *, plain: bool = False) -> Question:
    """Let these kinds read the question's own words again; with `plain`, take away those in plain language."""
    left = (replace(one, kinds=one.kinds - set(kinds)) for one in question.wordings)
    return replace(question, wordings=tuple(one for one in left if one.kinds or (one.plain and not plain)))


def move_question(questionnaire: Questionnaire, key: str, steps: int) -> Questionnaire:
    """Move the question down by so many steps within its section or group, up when negative; it stops at the ends."""
    return _among_questions(questionnaire, key, lambda all_, at: _shifted(all_, at, steps))


def move_question_to(questionnaire: Questionnaire, key: str, section_key: str, before: str = "") -> Questionnaire:
    """Move the question, its key kept, into a section: before the question with that key, last where there is none."""
    section, place = _question_place(questionnaire, key)
    question = section.questions[place]
    if before == key:
        return questionnaire
    without = replace_section(questionnaire, replace(section, questions=_without(section.questions, place)))
    target = _section(without, section_key)
    if target.key != section.key:
        question = replace(question, group=None)  # groups are of the section that it stood in
    at = next((number for number, one in enumerate(target.questions) if one.key == before), len(target.questions))
    return replace_section(without, replace(target, questions=_inserted(target.questions, at, question)))


def duplicate_question(questionnaire: Questionnaire, key: str, taken: Collection[str] = ()) -> Questionnaire:
    """Put a copy of the question after it, with new keys."""
    used = keys_of(questionnaire) | set(taken)
    return _among_questions(
        questionnaire, key, lambda all_, at: _inserted(all_, at + 1, _with_new_keys(all_[at], used, keep=False))
    )


def remove_question(questionnaire: Questionnaire, key: str) -> Questionnaire:
    """Remove the question."""
    return _among_questions(questionnaire, key, _without)


def choices_from_labels(
    labels: Sequence[Localised], existing: Sequence[Choice] = (), used: Collection[str] = ()
) -> tuple[Choice, ...]:
    """Return choices for a pasted list of labels; those that existed keep all that they had. `used` keys are not given.

    A label that is new at the place of one that is gone, in a list of the same length, is the old one reworded.
    """
    known = {choice.label: choice for choice in existing}
    if len(labels) == len(existing):
        gone = {choice.label for choice in existing} - set(labels)
        reworded = {label: old for label, old in zip(labels, existing, strict=True) if old.label in gone}
        known = reworded | known
    taken = {OTHER_KEY, *used, *(choice.key for choice in known.values())}
    choices: list[Choice] = []
    for label in labels:
        old = known.pop(label, None)
        choice = replace(old, label=label) if old else Choice(key_from(label.text("sv"), taken, "choice"), label)
        taken.add(choice.key)
        choices.append(choice)
    return tuple(choices)


def _section_place(questionnaire: Questionnaire, key: str) -> int:
    for place, section in enumerate(questionnaire.sections):
        if section.key == key:
            return place
    raise NoSuchPartError(key)


def _section(questionnaire: Questionnaire, key: str) -> Section:
    return questionnaire.sections[_section_place(questionnaire, key)]


def _question_place(questionnaire: Questionnaire, key: str) -> tuple[Section, int]:
    for section in questionnaire.sections:
        for place, question in enumerate(section.questions):
            if question.key == key:
                return section, place
    raise NoSuchPartError(key)


def _among_questions(
    questionnaire: Questionnaire, key: str, change: Callable[[tuple[Question, ...], int], tuple[Question, ...]]
) -> Questionnaire:
    """Change the questions among which the one with this key stands: its section's, or its repeating group's."""
    for section in questionnaire.sections:
        changed = _changed(section.questions, key, change)
        if changed is not None:
            return replace_section(questionnaire, replace(section, questions=changed))
    raise NoSuchPartError(key)


def _changed(
    questions: tuple[Question, ...], key: str, change: Callable[[tuple[Question, ...], int], tuple[Question, ...]]
) -> tuple[Question, ...] | None:
    for place, question in enumerate(questions):
        if question.key == key:
            return change(questions, place)
        inner = _changed(question.questions, key, change)
        if inner is not None:
            return _put(questions, place, replace(question, questions=inner))
    return None


def _grown(group: Question, question: Question) -> Question:
    return replace(group, questions=(*group.questions, question))


def _with_new_keys(question: Question, used: set[str], *, keep: bool) -> Question:
    """Give the question and those inside it keys of their own, and count them as used; `keep` leaves good ones."""
    key = question.key
    if not keep or not key or key in used:
        key = key_from(question.label.text("sv"), used, "question")
    used.add(key)
    return replace(
        question, key=key, questions=tuple(_with_new_keys(inner, used, keep=keep) for inner in question.questions)
    )


def _put(items: tuple[T, ...], place: int, item: T) -> tuple[T, ...]:
    return (*items[:place], item, *items[place + 1 :])


def _inserted(items: tuple[T, ...], place: int, item: T) -> tuple[T, ...]:
    return (*items[:place], item, *items[place:])


def _without(items: tuple[T, ...], place: int) -> tuple[T, ...]:
    return (*items[:place], *items[place + 1 :])


def _shifted(items: tuple[T, ...], place: int, steps: int) -> tuple[T, ...]:
    target = min(max(place + steps, 0), len(items) - 1)
    return _inserted(_without(items, place), target, items[place])
