"""Headings of a sheet: what column each one means, in all the spellings that workbooks use."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from forms.audience import OrganisationKind
from forms.xlsform import sentences
from forms.xlsform.languages import language_code
from forms.xlsform.report import Place, Report

LOCALISED = frozenset((
    "label", "hint", "low_label", "high_label", "constraint_message", "required_message", "guidance_hint", "intro",
    "form_title", "translated_title", "image", "big-image", "audio", "video", "item_label",
    *(f"{name}_{kind}" for kind in (*OrganisationKind, "plain") for name in ("label", "hint")),
))  # fmt: skip
"""Columns that may stand once for each language."""

_SURVEY = {
    "caption": "label",
    "relevance": "relevant",
    "command": "type",
    "tag": "name",
    "value": "name",
    "constraining_message": "constraint_message",
    "constraintmsg": "constraint_message",
    "jr:constraintmsg": "constraint_message",
    "jr:requiredmsg": "required_message",
    "requiredmsg": "required_message",
    "readonly": "read_only",
    "calculate": "calculation",
    "count": "repeat_count",
    "jr:count": "repeat_count",
    "jr:noapperrorstring": "no_app_error_string",
    "noapperrorstring": "no_app_error_string",
}
_CHOICES = {"caption": "label", "value": "name"}
_SETTINGS = {"title": "form_title", "set_form_title": "form_title", "set_form_id": "form_id", "id_string": "form_id"}
_ALIASES = {"survey": _SURVEY, "choices": _CHOICES, "settings": _SETTINGS}
_PREFIXES = ("bind", "media", "control", "body")


@dataclass(frozen=True)
class Column:
    """A heading: canonical name, language code ("" where the heading names none), and how it is written.

    A column that no sheet of ours knows keeps its heading as its name.
    """

    name: str
    language: str
    heading: str


def read_headings(
    kind: str, known: frozenset[str], place: Place, headings: Sequence[str], report: Report
) -> list[Column]:
    """Return a column for each heading, name "" where there is none. `kind` is survey, choices or settings.

    A heading that stands twice, in one spelling or two, is refused; a language named twice becomes two.
    """
    columns: list[Column] = []
    seen: dict[tuple[str, str], Column] = {}
    for heading in headings:
        column = _column(_ALIASES[kind], known, heading)
        first = seen.get((column.name, column.language))
        number = 2
        while first and column.language and _language(column) != _language(first):
            column = replace(column, language=f"{first.language.removesuffix(f'-x{number - 1}')}-x{number}")
            first, number = seen.get((column.name, column.language)), number + 1
        if first and column.name:
            report.refuse(place.at(column.heading), sentences.SAME_COLUMN, name=column.heading)
        seen[(column.name, column.language)] = column
        columns.append(column)
    return columns


def _column(aliases: dict[str, str], known: frozenset[str], heading: str) -> Column:
    parts = [part.strip() for part in re.split("::" if "::" in heading else r"(?<!jr):", heading)]
    if parts[0].casefold() in _PREFIXES and len(parts) > 1:
        parts = parts[1:]
    plain = re.sub(r"\s+", "_", parts[0].casefold())
    name = aliases.get(plain, plain)
    if name not in known or (len(parts) > 1 and name not in LOCALISED):
        return Column(heading, "", heading)
    return Column(name, language_code(parts[1]) if len(parts) > 1 and parts[1] else "", heading)


def _language(column: Column) -> str:
    return re.split("::?", column.heading)[-1].strip()
