"""Lists of choices as the secretariat types or pastes them, one a line.

A line is "svenska", "svenska | engelska" or "nyckel | svenska | engelska"; cells copied from a spreadsheet have tabs in
place of "|". Bullets that came along from a document are left out.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from flask_babel import gettext

from app.services.input_checks import Checks
from forms import editing
from forms.localised import Localised
from forms.questionnaire import Choice, Question

LONGEST_CHOICE = 300
MOST_CHOICES = 200
LANGUAGES = ("sv", "en")
SEPARATORS = ("\t", "|")
_KEY = re.compile(r"[a-z][a-z0-9_-]{0,39}")
_BULLET = re.compile(r"\s*[•·▪‣◦●]\s+")
_LIST_SIGN = re.compile(r"\s*(?:[-–*]|\d{1,3}[.)])\s+")


@dataclass(frozen=True)
class ChoiceLine:
    """One line: what is read, and the key where one is given."""

    label: Localised
    key: str = ""


def choices(checks: Checks, name: str, before: tuple[Choice, ...], typed: str) -> tuple[Choice, ...]:
    """The choices that are typed; those that existed keep all that they had. What is wrong goes to the field `name`."""
    lines = _lines(typed, before)
    labels = [line.label for line in lines]
    if double := next((label for label in labels if labels.count(label) > 1), None):
        checks.refuse(name, gettext("Alternativet ”%(text)s” står två gånger.", text=double.text("sv")))
    keys = [line.key for line in lines if line.key]
    if again := next((key for key in keys if keys.count(key) > 1), None):
        checks.refuse(name, gettext("Nyckeln ”%(key)s” står två gånger.", key=again))
    if any(len(text) > LONGEST_CHOICE for label in labels for _, text in label.texts):
        checks.refuse(name, gettext("Ett alternativ får ha högst %(n)s tecken. Korta det.", n=LONGEST_CHOICE))
    if len(labels) > MOST_CHOICES:
        checks.refuse(name, gettext("En fråga får ha högst %(n)s alternativ.", n=MOST_CHOICES))
        return ()
    if not all(labels):
        checks.refuse(name, gettext("Ett alternativ saknar text. Skriv den."))
    return _as_choices(lines, before)


def with_exclusive(checks: Checks, choices: tuple[Choice, ...], typed: str) -> tuple[Choice, ...]:
    """The choices, those alone that are named so; what is named must stand among them."""
    named = {_split(line).label.text("sv") for line in typed.splitlines() if line.strip()}
    if unknown := sorted(named - {choice.label.text("sv") for choice in choices}):
        checks.refuse("exclusive", gettext("”%(text)s” står inte bland alternativen.", text=unknown[0]))
    return tuple(replace(choice, exclusive=choice.label.text("sv") in named) for choice in choices)


def lists_as_typed(question: Question) -> dict[str, str]:
    """The question's lists as a person types them, by the name of their field."""
    alone = (choice.label.text("sv") for choice in question.choices if choice.exclusive)
    return {
        "choices": choices_as_typed(question.choices),
        "rows": choices_as_typed(question.rows),
        "exclusive": "\n".join(alone),
    }


def choices_as_typed(choices: Iterable[Choice]) -> str:
    """The choices as a person types them, one a line."""
    lines = []
    for choice in choices:
        swedish, english = _on_a_line(choice.label)
        lines.append(f"{swedish} | {english}" if english or "|" in swedish else swedish)
    return "\n".join(lines)


def _lines(typed: str, before: Sequence[Choice]) -> list[ChoiceLine]:
    written = [_BULLET.sub("", line, count=1) for line in typed.splitlines() if line.strip()]
    if len(written) > 1 and all(_LIST_SIGN.match(line) for line in written):
        written = [_LIST_SIGN.sub("", line, count=1) for line in written]
    known = {_on_a_line(choice.label): choice.label for choice in before}
    return [_known(_split(line), known) or _with_key(line) or _split(line) for line in written]


def _known(line: ChoiceLine, known: dict[tuple[str, str], Localised]) -> ChoiceLine | None:
    """A line that stood there before keeps its further languages, its line ends, and its "|" if it has one."""
    label = known.get(_on_a_line(line.label))
    return ChoiceLine(label) if label else None


def _on_a_line(label: Localised) -> tuple[str, str]:
    """What stands of a label where there is one line for it; line ends come with forms from elsewhere."""
    swedish, english = (" ".join(label.get(code).split()) for code in LANGUAGES)
    return swedish, english


def _with_key(line: str) -> ChoiceLine | None:
    """A line of three parts whose first could be nothing but a key."""
    separator = next((one for one in SEPARATORS if one in line), "|")
    parts = [part.strip() for part in line.split(separator)]
    if len(parts) != 3 or not _KEY.fullmatch(parts[0]):
        return None
    return ChoiceLine(Localised.of({"sv": parts[1], "en": parts[2]}), parts[0])


def _split(line: str) -> ChoiceLine:
    separator = next((one for one in SEPARATORS if one in line), None)
    swedish, english = (line, "") if separator is None else line.rsplit(separator, maxsplit=1)
    return ChoiceLine(Localised.of({"sv": swedish.strip(), "en": english.strip()}))


def _as_choices(lines: Sequence[ChoiceLine], before: Sequence[Choice]) -> tuple[Choice, ...]:
    keyed = {line.key for line in lines if line.key}
    by_key = {choice.key: choice for choice in before if choice.key in keyed}
    rest = [choice for choice in before if choice.key not in keyed]
    by_label = iter(editing.choices_from_labels([line.label for line in lines if not line.key], rest, keyed))
    return tuple(
        replace(by_key.get(line.key, Choice(line.key, line.label)), label=line.label) if line.key else next(by_label)
        for line in lines
    )
