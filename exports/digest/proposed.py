"""Proposals as organisations wrote them: what a repeating group was answered with, until a line takes each over."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from exports.cleaning import clean
from exports.digest.contents import Contents, NumberedLine, Shown
from exports.digest.themes import ThemeSheet
from exports.records import Coverage
from exports.text_fit import parts

WIDTH = 48
_WORD = re.compile(r"\w{4,}")


@dataclass(frozen=True)
class Proposed:
    """One proposal in an organisation's own words, in pieces that fit in a row. Its number follows the lines' own."""

    answer: Shown
    number: int
    theme: ThemeSheet
    pieces: tuple[str, ...]


def proposed(contents: Contents) -> tuple[Proposed, ...]:
    """Return the proposals that no line has taken over, by theme and then as answers stand in the workbook.

    What the secretariat has set aside makes no proposal; it stands among all answers only.
    """
    found: list[Proposed] = []
    for theme in contents.themes:
        for answer in contents.of_theme(theme):
            if (answer.record.theme_keys or ("",))[0] != theme.key or answer.record.coverage is Coverage.SET_ASIDE:
                continue
            for text in _left(answer, contents):
                number = len(contents.proposals) + len(found) + 1
                found.append(Proposed(answer, number, theme, tuple(parts(clean(text)[0], WIDTH))))
    return tuple(found)


def numbers_by_answer(contents: Contents) -> dict[str, list[int]]:
    """Return the numbers of the proposals that each answer makes or that rest on it, by Svars-id."""
    found = {reference: [line.number for line in lines] for reference, lines in contents.proposals_by_answer.items()}
    for one in proposed(contents):
        found.setdefault(one.answer.reference, []).append(one.number)
    return found


def _left(answer: Shown, contents: Contents) -> Iterator[str]:
    """Yield the answer's proposals less those that lines have taken over: a line takes the one most like it."""
    left = list(answer.record.proposals)
    for line in contents.proposals_by_answer.get(answer.reference, []):
        like = {number: _likeness(line, text) for number, text in enumerate(left)}
        nearest = max(like, key=lambda number: like[number], default=None)
        if nearest is not None and (len(left) == 1 or like[nearest]):
            del left[nearest]
    yield from left


def _likeness(line: NumberedLine, text: str) -> int:
    said, written = (set(_WORD.findall(one.casefold())) for one in (line.record.wording, text))
    return len(said & written)
