"""Which themes get a sheet of their own, in which order, and what they are called."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from exports import words
from exports.records import DigestRecord, ThemeRecord


@dataclass(frozen=True)
class ThemeSheet:
    """A theme with its sheet. `key` is empty for the sheet of answers without a theme."""

    key: str
    number: int
    name: str
    description: str

    @property
    def title(self) -> str:
        """The number and the full name, as A1 says them."""
        return f"{self.number} {self.name}"

    @property
    def anchor(self) -> str:
        """The name that links to the sheet use."""
        return f"sheet:theme:{self.key}"

    def row_of(self, reference: str) -> str:
        """Return the name that links to an answer's row on this sheet use."""
        return f"theme:{self.key}:{reference}"


def theme_sheets(record: DigestRecord) -> tuple[ThemeSheet, ...]:
    """Return the themes that have a sheet: the headline themes first, then the code book's order.

    A theme that nobody wrote about and the secretariat said nothing on gets no sheet, unless the meeting is about it.
    """
    used = {key for answer in record.answers for key in answer.theme_keys or ("",)}
    used |= {line.theme for line in record.lines} | set(record.meeting.headline_themes)
    chosen = [theme for theme in in_tree_order(record.themes) if theme.key in used]
    headline = record.meeting.headline_themes
    chosen.sort(key=lambda theme: headline.index(theme.key) if theme.key in headline else len(headline))
    sheets = [ThemeSheet(theme.key, number, theme.name, theme.description) for number, theme in enumerate(chosen, 1)]
    if "" in used:
        sheets.append(ThemeSheet("", len(sheets) + 1, words.WITHOUT_THEME.text(record.locale), ""))
    return tuple(sheets)


def in_tree_order(themes: Iterable[ThemeRecord]) -> Iterator[ThemeRecord]:
    """Yield the themes of a code book, each followed by those below it; one with an unknown parent is a root."""
    ordered = sorted(themes, key=lambda theme: (theme.position, theme.key))
    known = {theme.key for theme in ordered}
    below: dict[str, list[ThemeRecord]] = {}
    for theme in ordered:
        below.setdefault(theme.parent if theme.parent in known and theme.parent else "", []).append(theme)
    waiting = list(reversed(below.get("", [])))
    while waiting:
        theme = waiting.pop()
        yield theme
        waiting.extend(reversed(below.get(theme.key, [])))
