"""What the builder's pages do to a draft: each verb takes the revision that the person saw, and may be refused.

All raise Conflict where somebody else came between, `editing.NoSuchPartError` where the part is not there, and those
that take typed texts raise RefusedInput.
"""

from dataclasses import dataclass, replace
from functools import partial
from typing import Literal

from app.models import Meeting, Staff
from app.queries.ask import questionnaires as questionnaire_queries
from app.queries.plan import themes as theme_queries
from app.services.ask import questionnaires
from app.services.ask.questionnaire_parts import (
    Offered,
    QuestionInput,
    SectionInput,
    TextsInput,
    as_question,
    as_section,
    with_texts,
)
from forms import editing, parts
from forms import questionnaire as language
from forms.beginnings import beginning
from forms.questionnaire import Section

Direction = Literal["up", "down"]
Part = Literal["section", "question"]
STEPS: dict[Direction, int] = {"up": -1, "down": 1}


def _nothing(_: language.Questionnaire) -> tuple[str, ...]:
    """What only adds rests on nothing that a colleague can have changed."""
    return ()


def _the_order(_: language.Questionnaire) -> tuple[str, ...]:
    """What moves something rests on the order that was seen."""
    return (parts.ORDER,)


def set_texts(
    meeting: Meeting, seen: int, typed: TextsInput, staff: Staff | None = None, *, by_itself: bool = False
) -> None:
    """Set the form's title and introduction; `by_itself` is a script that saves while typing."""
    edit = partial(with_texts, typed=typed)
    questionnaires.change(
        meeting, seen, edit, staff, touches=lambda _: [parts.TEXTS], part=parts.TEXTS if by_itself else ""
    )


def add_section(meeting: Meeting, seen: int, typed: SectionInput, staff: Staff | None = None) -> str:
    """Add a section last; returns its key."""
    added: list[str] = []

    def edit(form: language.Questionnaire) -> language.Questionnaire:
        section = as_section(Section("", language.NOTHING), typed, offered(meeting))
        grown = editing.add_section(form, section.title, questionnaires.taken_keys(meeting))
        added.append(grown.sections[-1].key)
        return editing.replace_section(grown, replace(section, key=added[0]))

    questionnaires.change(meeting, seen, edit, staff, touches=_nothing)
    return added[0]


def change_section(
    meeting: Meeting, seen: int, key: str, typed: SectionInput, staff: Staff | None = None, *, by_itself: bool = False
) -> None:
    """Change a section's texts and audience; `by_itself` is a script that saves while typing."""

    def edit(form: language.Questionnaire) -> language.Questionnaire:
        before = form.section(key)
        if before is None:
            raise editing.NoSuchPartError(key)
        return editing.replace_section(form, as_section(before, typed, offered(meeting)))

    name = parts.section_part(key)
    questionnaires.change(meeting, seen, edit, staff, touches=lambda _: [name], part=name if by_itself else "")


@dataclass(frozen=True)
class Place:
    """Where a new question goes: last in a section, or last in the repeating group with this key."""

    section_key: str
    group_key: str | None = None


def add_question(
    meeting: Meeting, seen: int, place: Place, type_name: str, typed: QuestionInput, staff: Staff | None = None
) -> str:
    """Add a question of this type at the place; returns its key."""
    added: list[str] = []

    def edit(form: language.Questionnaire) -> language.Questionnaire:
        question = as_question(beginning(type_name), typed, offered(meeting))
        taken = questionnaires.taken_keys(meeting)
        grown = editing.add_question(form, place.section_key, question, taken, place.group_key)
        before = editing.keys_of(form)
        added.append(next(one.key for one in grown.with_inner() if one.key not in before))
        return grown

    questionnaires.change(meeting, seen, edit, staff, touches=_nothing)
    return added[0]


def change_question(
    meeting: Meeting, seen: int, key: str, typed: QuestionInput, staff: Staff | None = None, *, by_itself: bool = False
) -> None:
    """Change everything about a question but its key and type; `by_itself` is a script that saves while typing."""

    def edit(form: language.Questionnaire) -> language.Questionnaire:
        before = next((one for one in form.with_inner() if one.key == key), None)
        if before is None:
            raise editing.NoSuchPartError(key)
        return editing.replace_question(form, as_question(before, typed, offered(meeting)))

    name = parts.question_part(key)
    questionnaires.change(meeting, seen, edit, staff, touches=lambda _: [name], part=name if by_itself else "")


def move(meeting: Meeting, seen: int, part: Part, key: str, direction: Direction, staff: Staff | None = None) -> None:
    """Move a section, or a question within its section, one step; nothing happens at the ends."""
    step = editing.move_section if part == "section" else editing.move_question
    edit = partial(step, key=key, steps=STEPS[direction])
    questionnaires.change(meeting, seen, edit, staff, "moved", touches=_the_order)


def move_to_section(
    meeting: Meeting, seen: int, key: str, section_key: str, before: str = "", staff: Staff | None = None
) -> None:
    """Move a question, its key kept, into a section: before the question with that key, last where there is none."""
    edit = partial(editing.move_question_to, key=key, section_key=section_key, before=before)
    questionnaires.change(meeting, seen, edit, staff, "moved", touches=_the_order)


def duplicate(meeting: Meeting, seen: int, part: Part, key: str, staff: Staff | None = None) -> None:
    """Put a copy with keys of its own right after a section or question."""
    twin = editing.duplicate_section if part == "section" else editing.duplicate_question
    edit = partial(twin, key=key, taken=questionnaires.taken_keys(meeting))
    questionnaires.change(meeting, seen, edit, staff, touches=_nothing)


def remove(meeting: Meeting, seen: int, part: Part, key: str, staff: Staff | None = None) -> None:
    """Remove a section with its questions, or a question; it can be undone. Published versions keep it."""
    without = editing.remove_section if part == "section" else editing.remove_question
    edit = partial(without, key=key)
    questionnaires.change(meeting, seen, edit, staff, "part_removed", touches=lambda form: parts.within(form, key))


def offered(meeting: Meeting) -> Offered:
    """What can be chosen in the meeting's council; those who have left may stay ticked where they are."""
    organisations = frozenset(questionnaire_queries.organisation_names(meeting))
    themes = frozenset(theme.key for theme in theme_queries.of_council(meeting.council_id))
    return Offered(organisations, themes)
