"""The sheet of choices as it is written: every list under one name, shared by the questions that offer the same."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain
from typing import TypeAlias

from forms.localised import Localised
from forms.question_types.yes_no import LIST_NAME as YES_NO_LIST
from forms.questionnaire import Choice
from forms.xlsform.languages import language_heading

Cells: TypeAlias = dict[str, object]
"""A row by heading; empty cells are left out."""

YES = "yes"


def texts(name: str, text: Localised) -> Cells:
    """Return the cells of a localised column."""
    return {f"{name}::{language_heading(code)}": one for code, one in text.texts}


@dataclass
class ChoiceLists:
    """Names lists of choices as they come."""

    offered_with_other: Collection[tuple[Choice, ...]] = ()
    """Choices that some question offers together with "other", in a way that other programs understand."""
    other: Choice | None = None
    """The "other" that a reader adds to such a list for the questions that share it."""
    _own: dict[tuple[tuple[Choice, ...], bool], str] = field(default_factory=dict)
    _fixed: dict[str, tuple[Choice, ...]] = field(default_factory=dict)

    def name_of(
        self, choices: tuple[Choice, ...], question_key: str, *, fixed: str = "", with_other: bool = False
    ) -> str:
        """Return the list's name: the type's own, or that of the first question that offers the same.

        A list with "other" is never shared with a question without: every reader would offer it there too. It is
        shared with one that has that very choice.
        """
        if fixed:
            self._fixed[fixed] = choices
            return fixed
        if choices and choices[-1] == self.other and choices[:-1] in self.offered_with_other:
            choices, with_other = choices[:-1], True
        if (choices, with_other) not in self._own:
            # A list called yes_no tells the type when it is read again, so no other list may be called that.
            name = question_key
            while name.casefold() == YES_NO_LIST or name in self._own.values():
                name += "_choices"
            self._own[choices, with_other] = name
        return self._own[choices, with_other]

    @property
    def names(self) -> list[str]:
        """The names of all lists."""
        return [name for name, _ in self._named()]

    @property
    def has_doubles(self) -> bool:
        """Whether some list has a name twice, which a form must allow."""
        return any(len({one.key for one in choices}) < len(choices) for _, choices in self._named())

    def table(self, languages: Sequence[str]) -> tuple[list[str], list[Cells]]:
        """Return the sheet's headings and rows, list by list."""
        rows = [_row(name, choice) for name, choices in self._named() for choice in choices]
        further = sorted({heading for row in rows for heading in row if heading.islower() or "::" not in heading})
        labels = [f"label::{language_heading(code)}" for code in languages]
        fixed = ["list_name", "name", *labels, "exclusive"]
        return [*fixed, *(heading for heading in further if heading not in fixed)], rows

    def _named(self) -> list[tuple[str, tuple[Choice, ...]]]:
        return [*chain(self._fixed.items(), ((name, choices) for (choices, _), name in self._own.items()))]


def _row(list_name: str, choice: Choice) -> Cells:
    further: Mapping[str, str] = dict(choice.columns)
    return {
        **further,
        "list_name": list_name,
        "name": choice.key,
        **texts("label", choice.label),
        "exclusive": YES if choice.exclusive else "",
    }
