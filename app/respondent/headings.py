"""The headings of groups on a section's page: each before its first question, shown while any of its questions is."""

from dataclasses import dataclass

from forms.logic import Outcome
from forms.questionnaire import Group, Question, Section


@dataclass(frozen=True)
class Heading:
    """A group's heading: its level in HTML, and the keys of the questions under it, those of inner groups too."""

    group: Group
    level: int
    keys: tuple[str, ...]
    shown: bool


def headings(section: Section, outcome: Outcome) -> dict[str, list[Heading]]:
    """The headings that stand before a question, by its key; those of groups without words are left out."""
    found: dict[str, list[Heading]] = {}
    before: tuple[Group, ...] = ()
    for place, question in enumerate(section.questions):
        around = section.groups_of(question)
        begun = [group for group in around if group not in before and (group.title or group.hint)]
        if begun:
            rest = section.questions[place:]
            found[question.key] = [_heading(section, group, around, rest, outcome) for group in begun]
        before = around
    return found


def _heading(
    section: Section, group: Group, around: tuple[Group, ...], rest: tuple[Question, ...], outcome: Outcome
) -> Heading:
    keys = []
    for question in rest:
        if group not in section.groups_of(question):
            break
        keys.append(question.key)
    shown = any(key not in outcome.unasked for key in keys)
    return Heading(group, min(2 + around.index(group), 6), tuple(keys), shown)
