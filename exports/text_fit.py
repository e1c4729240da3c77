"""How much room a text takes in a column, and where to break one that is too long for a row.

Widths are in the unit of a column: one digit of the workbook's font. The table follows Arial at 11 points, with
some to spare, because a row that is a line too high costs paper while one that is a line too low loses words.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from math import ceil

POINTS_PER_LINE = 15
MOST_POINTS = 409
MOST_LINES = MOST_POINTS // POINTS_PER_LINE
MOST_CHARACTERS = 2000
_PADDING = 2.4

_WIDTHS = {
    **dict.fromkeys("ijl'|\u2019", 0.43),
    **dict.fromkeys("t .,:;/\\[]!I\xa0", 0.54),
    **dict.fromkeys("fr-()\u201c\u201d", 0.64),
    **dict.fromkeys('cksvxyzJ*"\u2022', 0.95),
    **dict.fromkeys("FTZ", 1.15),
    **dict.fromkeys("ABEKPSVXYÅÄ", 1.25),
    **dict.fromkeys("CDHNRUw&", 1.34),
    **dict.fromkeys("GOQÖ", 1.45),
    **dict.fromkeys("Mm", 1.56),
    **dict.fromkeys("W%", 1.75),
    **dict.fromkeys("@\u2014\u2026", 1.9),
    "\u2013": 1.05,
    "\t": 8.0,
}
_LATIN = 1.05
_OTHER = 1.5
_WIDE = 2.4
_LONG_WORD = 40
_FIRST_OTHER = "\u0250"
_FIRST_WIDE = "\u1100"
_SHORT_TEXT = 200
_SPACE = _WIDTHS[" "]
_ODD_SPACE = re.compile(r"[^\S \n]")
_WORDS = re.compile(r"\n|[^\S\n]+|\S+")


def _character(character: str) -> float:
    known = _WIDTHS.get(character)
    if known is not None:
        return known
    if character >= _FIRST_WIDE:
        return _WIDE
    return _OTHER if character >= _FIRST_OTHER else _LATIN


@lru_cache(maxsize=65536)
def _common_width(word: str) -> float:
    return sum(map(_character, word))


def _width(word: str) -> float:
    # Only what looks like a word is worth remembering; a pasted blob would fill the memory.
    return _common_width(word) if len(word) < _LONG_WORD else sum(map(_character, word))


def _walk(text: str, start: int, room: float) -> Iterator[tuple[int, int]]:
    """Lay the text out from `start`, yielding (the index after each word, lines used so far)."""
    lines, used = 1, 0.0
    for match in _WORDS.finditer(text, start):
        word = match.group()
        if word == "\n":
            lines, used = lines + 1, 0.0
        elif word.isspace():
            used += _width(word)
        else:
            more, used = _place(word, used, room)
            lines += more
        yield match.end(), lines


def _place(word: str, used: float, room: float) -> tuple[int, float]:
    """Return how many new lines a word begins, and how much of the last line is then used."""
    width = _width(word)
    if used + width <= room:
        return 0, used + width
    begun = 1 if used else 0
    if width <= room:
        return begun, width
    # A word longer than a line is broken wherever the line ends; a spare line, for breaks that fall badly.
    whole = int(width // (room * 0.95))
    return begun + whole, width - whole * room if width > whole * room else 0.0


def _room(column_width: float) -> float:
    return max(column_width - _PADDING, 1.0)


def lines_needed(text: str, column_width: float) -> int:
    """Return how many lines a wrapped text takes in a column of that width; an empty text takes one."""
    if len(text) * 2 < column_width and "\n" not in text:
        return 1
    # Names, questions and other short texts come back on row after row.
    return _lines_again(text, column_width) if len(text) <= _SHORT_TEXT else _lines(text, _room(column_width))


@lru_cache(maxsize=16384)
def _lines_again(text: str, column_width: float) -> int:
    return _lines(text, _room(column_width))


def _lines(text: str, room: float) -> int:
    if _ODD_SPACE.search(text):
        return max(lines for _, lines in _walk(text, 0, room))
    return sum(_lines_of_paragraph(paragraph, room) for paragraph in text.split("\n"))


def _lines_of_paragraph(paragraph: str, room: float) -> int:
    """Count the lines as `_walk` does, several times faster, for words with nothing but spaces between them."""
    lines, used = 1, -_SPACE
    for word in paragraph.split(" "):
        used += _SPACE
        width = _width(word)
        if used + width <= room:
            used += width
        elif width:
            more, used = _place(word, used, room)
            lines += more
    return lines


def row_height(lines: float) -> int:
    """Return the height in points of a row within what a workbook allows; a line of larger letters is more than one."""
    return min(ceil(max(lines, 1) * POINTS_PER_LINE), MOST_POINTS)


def parts(text: str, column_width: float, most: int = MOST_CHARACTERS, most_lines: int = MOST_LINES) -> tuple[str, ...]:
    """Break a text into the parts that rows can hold and print; put together again they are the text exactly.

    A part ends at a word where there is one, has at most `most` characters, and fits the highest row there is.
    """
    room = _room(column_width)
    if len(text) <= most and _lines(text, room) <= most_lines:
        return (text,)
    found = []
    start = 0
    while start < len(text):
        end = _end_of_part(text, start, room, most, most_lines)
        found.append(text[start:end])
        start = end
    return tuple(found)


def _end_of_part(text: str, start: int, room: float, most: int, most_lines: int) -> int:
    limit = start + most
    fits = word = start
    for end, lines in _walk(text, start, room):
        if end > limit or lines > most_lines:
            break
        word = end
        # The space after a word stays with it, so that no row begins with one.
        fits = end if text[end - 1].isspace() else fits
    else:
        return len(text)
    if word > start:
        return fits if fits > start else word
    # One word fills more than a whole row: break inside it.
    return min(limit, start + max(int(room * 0.95 * (most_lines - 1) / _WIDE), 1), len(text))
