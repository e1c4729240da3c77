"""The sheet of choices: lists of alternatives by name."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from forms.questionnaire import Choice
from forms.xlsform import sentences
from forms.xlsform.report import Report
from forms.xlsform.sheets import Row, Sheet
from forms.xlsform.tree import NO

ChoiceLists: TypeAlias = Mapping[str, tuple[Choice, ...]]

MOST_CHOICES = 20_000
"""Rows of the sheet: more than any list that a person chooses from."""

MEDIA = ("image", "big-image", "audio", "video")
KNOWN_CHOICE_COLUMNS = frozenset({"list_name", "name", "label", "exclusive", *MEDIA})


@dataclass
class _Lists:
    """The lists as they fill."""

    report: Report
    columns: tuple[str, ...]
    languages: frozenset[str]
    allow_doubles: bool
    lists: dict[str, list[Choice]] = field(default_factory=dict)
    names: set[tuple[str, str]] = field(default_factory=set)


def read_choices(sheet: Sheet, languages: frozenset[str], allow_doubles: bool, report: Report) -> ChoiceLists:
    """Return the lists in the sheet's order. Doubled names are refused, unless the form allows them."""
    if len(sheet.rows) > MOST_CHOICES:
        report.refuse(sheet.place, sentences.TOO_MANY_CHOICES)
        return {}
    further: list[str] = []
    for column in sheet.columns:
        if column.name in KNOWN_CHOICE_COLUMNS:
            continue
        if " " in column.name:
            report.info(sheet.place.at(column.heading), sentences.UNUSED_COLUMN, name=column.heading)
        else:
            further.append(column.name)
    found = _Lists(report, tuple(further), languages, allow_doubles)
    for row in sheet.rows:
        _read(row, found)
    return {name: tuple(choices) for name, choices in found.lists.items()}


def _read(row: Row, found: _Lists) -> None:
    list_name, name = row.source("list_name"), row.source("name")
    if not list_name:
        found.report.warn(row.place.at("list_name"), sentences.NO_CHOICE_LIST)
        return
    choices = found.lists.setdefault(list_name, [])
    if not name:
        found.report.refuse(row.place.at("name"), sentences.NO_CHOICE_NAME)
        return
    if (list_name, name) in found.names:
        if not found.allow_doubles:
            found.report.refuse(row.place.at("name"), sentences.SAME_CHOICE, name=name, list=list_name)
            return
        found.report.warn(row.place.at("name"), sentences.SAME_CHOICE_TWICE, name=name, list=list_name)
    found.names.add((list_name, name))
    choices.append(_choice(row, name, found))


def _choice(row: Row, name: str, found: _Lists) -> Choice:
    label = row.localised("label")
    missing = sorted(found.languages - set(label.languages))
    if not label:
        found.report.warn(row.place.at("label"), sentences.NO_CHOICE_LABEL, name=name)
    elif missing:
        found.report.info(row.place.at("label"), sentences.NOT_TRANSLATED, languages=", ".join(missing))
    for (column, _), text in row.cells.items():
        if column in MEDIA:
            found.report.warn(row.place.at(column), sentences.NOT_CARRIED, column=column, value=text)
    columns = tuple((column, row.text(column)) for column in sorted(found.columns) if row.text(column))
    return Choice(name, label, exclusive=row.text("exclusive").casefold() not in NO, columns=columns)
