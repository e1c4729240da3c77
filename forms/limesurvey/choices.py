"""LimeSurvey's answers and subquestions as choices."""

from collections.abc import Sequence

from forms.imports import sentences
from forms.imports.context import Workshop
from forms.imports.keys import choice_keys
from forms.limesurvey.source import Item
from forms.localised import Localised
from forms.questionnaire import Choice


def choices_of(items: Sequence[Item], workshop: Workshop) -> tuple[tuple[Choice, ...], dict[str, str]]:
    """Return choices of the items' texts, and their keys by the items' codes."""
    workshop.spend(len(items))
    keys = choice_keys([item.code for item in items])
    labels: dict[str, Localised] = {}
    for item in items:
        labels.setdefault(keys[item.code], workshop.texts.label(item.texts, item.place.at(item.code)))
        if item.relevance.strip() not in {"", "1"}:
            workshop.report.warn(item.place.at(item.code), sentences.CONDITION, value=item.relevance)
    return tuple(Choice(key, label) for key, label in labels.items()), keys
