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
from forms import editing
from forms import questionnaire as language
from forms.beginnings import beginning
from forms.questionnaire import Section

Direction = Literal["up", "down"]
Part = Literal["section", "question"]
STEPS: dict[Direction, int] = {"up": -1, "down": 1}


def set_texts(meeting: Meeting, seen: int, typed: TextsInput, staff: Staff | None = None) -> None:
    """Set the form's title and introduction."""
    questionnaires.change(meeting, seen, partial(with_texts, typed=typed), staff)


def add_section(meeting: Meeting, seen: int, typed: SectionInput, staff: Staff | None = None) -> str:
    """Add a section last; returns its key."""
    added: list[str] = []

    def edit(form: language.Questionnaire) -> language.Questionnaire:
        section = as_section(Section("", language.NOTHING), typed, offered(meeting))
        grown = editing.add_section(form, section.title, questionnaires.taken_keys(meeting))
        added.append(grown.sections[-1].key)
        return editing.replace_section(grown, replace(section, key=added[0]))

    questionnaires.change(meeting, seen, edit, staff)
    return added[0]


def change_section(meeting: Meeting, seen: int, key: str, typed: SectionInput, staff: Staff | None = None) -> None:
    """Change a section's texts and audience."""

    def edit(form: language.Questionnaire) -> language.Questionnaire:
        before = form.section(key)
        if before is None:
            raise editing.NoSuchPartError(key)
        return editing.replace_section(form, as_section(before, typed, offered(meeting)))

    questionnaires.change(meeting, seen, edit, staff)


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

    questionnaires.change(meeting, seen, edit, staff)
    return added[0]


def change_question(meeting: Meeting, seen: int, key: str, typed: QuestionInput, staff: Staff | None = None) -> None:
    """Change everything about a question but its key and type."""

    def edit(form: language.Questionnaire) -> language.Questionnaire:
        before = next((one for one in form.with_inner() if one.key == key), None)
        if before is None:
            raise editing.NoSuchPartError(key)
        return editing.replace_question(form, as_question(before, typed, offered(meeting)))

    questionnaires.change(meeting, seen, edit, staff)


def move(meeting: Meeting, seen: int, part: Part, key: str, direction: Direction, staff: Staff | None = None) -> None:
    """Move a section, or a question within its section, one step; nothing happens at the ends."""
    step = editing.move_section if part == "section" else editing.move_question
    questionnaires.change(meeting, seen, partial(step, key=key, steps=STEPS[direction]), staff, "moved")


def move_to_section(meeting: Meeting, seen: int, key: str, section_key: str, staff: Staff | None = None) -> None:
    """Move a question last into another section, its key kept."""
    edit = partial(editing.move_question_to, key=key, section_key=section_key)
    questionnaires.change(meeting, seen, edit, staff, "moved")


def duplicate(meeting: Meeting, seen: int, part: Part, key: str, staff: Staff | None = None) -> None:
    """Put a copy with keys of its own right after a section or question."""
    twin = editing.duplicate_section if part == "section" else editing.duplicate_question
    edit = partial(twin, key=key, taken=questionnaires.taken_keys(meeting))
    questionnaires.change(meeting, seen, edit, staff)


def remove(meeting: Meeting, seen: int, part: Part, key: str, staff: Staff | None = None) -> None:
    """Remove a section with its questions, or a question. Published versions keep it."""
    without = editing.remove_section if part == "section" else editing.remove_question
    questionnaires.change(meeting, seen, partial(without, key=key), staff, "part_removed")


def offered(meeting: Meeting) -> Offered:
    """What can be chosen in the meeting's council; those who have left may stay ticked where they are."""
    organisations = frozenset(questionnaire_queries.organisation_names(meeting))
    themes = frozenset(theme.key for theme in theme_queries.of_council(meeting.council_id))
    return Offered(organisations, themes)
