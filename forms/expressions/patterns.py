r"""Regular expressions that cannot hang: a set of states walks the text once, so time is text times states.

Understood: literals, `.`, classes with ranges, \d \w \s and their opposites, groups, `|`, `?`, `*`, `+`, `{m,n}`,
`^` and `$` at the ends. A pattern must match the whole text. Back references and looking around are refused, and so is
a pattern of too many states. The browser walks the same states.
"""

from dataclasses import dataclass
from functools import lru_cache
from typing import TypeAlias

from forms.documents import Json
from forms.localised import Localised

MOST_STATES = 1_200
LONGEST_TEXT = 500
"""A longer text matches nothing."""

Ranges: TypeAlias = tuple[tuple[int, int], ...]

_LAST = 0x10FFFF
_DIGIT: Ranges = ((48, 57),)
_LETTER: Ranges = ((48, 57), (65, 90), (95, 95), (97, 122), (0xC0, 0xD6), (0xD8, 0xF6), (0xF8, 0x24F))
_SPACE: Ranges = ((9, 13), (32, 32), (0xA0, 0xA0))
_CLASSES = {"d": _DIGIT, "w": _LETTER, "s": _SPACE}
_CONTROLS = {"n": "\n", "t": "\t", "r": "\r"}

NOT_A_PATTERN = Localised(
    sv="Mönstret i regex() går inte att läsa. Skriv ett kortare och enklare.",
    en="The pattern in regex() can't be read. Write a shorter and simpler one.",
)


class PatternError(ValueError):
    """A pattern that is malformed, too large, or of a kind that is not understood."""


@dataclass(frozen=True)
class Pattern:
    """States by number: (ranges, next) reads one character; (None, a, b, …) goes on to each. The last one accepts."""

    states: tuple[tuple[Ranges | None, tuple[int, ...]], ...]

    def matches(self, text: str) -> bool:
        """Whether the whole text matches."""
        if len(text) > LONGEST_TEXT:
            return False
        here = self._closure({0})
        for letter in map(ord, text):
            here = self._closure({onward for state in here for onward in self._read(state, letter)})
            if not here:
                return False
        return len(self.states) - 1 in here

    def to_json(self) -> Json:
        """Return the states for the browser."""
        return [[None if ranges is None else [list(pair) for pair in ranges], list(on)] for ranges, on in self.states]

    def _read(self, state: int, letter: int) -> tuple[int, ...]:
        ranges, onward = self.states[state]
        return onward if ranges and any(low <= letter <= high for low, high in ranges) else ()

    def _closure(self, states: set[int]) -> set[int]:
        waiting = list(states)
        while waiting:
            ranges, onward = self.states[waiting.pop()]
            fresh = [] if ranges is not None else [state for state in onward if state not in states]
            states.update(fresh)
            waiting.extend(fresh)
        return states


@lru_cache(maxsize=512)
def compiled(source: str) -> Pattern:
    """Return the pattern's states; raise PatternError."""
    return Pattern(_Reader(source).pattern())


class _Reader:
    """Reads a pattern and lays out its states, the accepting one last."""

    def __init__(self, source: str) -> None:
        self.left = list(reversed(_body(source)))
        self.states: list[tuple[Ranges | None, tuple[int, ...]]] = []
        self.depth = 0

    def pattern(self) -> tuple[tuple[Ranges | None, tuple[int, ...]], ...]:
        start, end = self._state(), self._alternatives()
        if self.left:
            raise PatternError("a bracket is not opened")
        self._lay(start, None, end[0])
        last = self._state()
        self._lay(end[1], None, last)
        return tuple(self.states)

    def _alternatives(self) -> tuple[int, int]:
        self.depth += 1
        if self.depth > 30:
            raise PatternError("too deep")
        branches = [self._sequence()]
        while self._take("|"):
            branches.append(self._sequence())
        self.depth -= 1
        if len(branches) == 1:
            return branches[0]
        start, end = self._state(), self._state()
        self._lay(start, None, *(first for first, _ in branches))
        for _, last in branches:
            self._lay(last, None, end)
        return start, end

    def _sequence(self) -> tuple[int, int]:
        start = end = self._state()
        while self.left and self.left[-1] not in "|)":
            before = list(self.left)
            first, last = self._atom()
            read = before[len(self.left) :]
            low, high = self._times()
            if (low, high) != (1, 1):
                first, last = self._repeated((first, last), read, (low, high))
            self._lay(end, None, first)
            end = last
        return start, end

    def _repeated(self, one: tuple[int, int], read: list[str], times: tuple[int, int | None]) -> tuple[int, int]:
        """`read` is the atom's source, backwards: further copies are read from it anew."""
        low, high = times
        count = max(low, 1) if high is None else high
        rest = self.left
        copies = [one]
        for _ in range(1, count):
            self.left = list(read)
            copies.append(self._atom())
        self.left = rest
        start, end = self._state(), self._state()
        at = start
        for number, (first, last) in enumerate(copies):
            self._lay(at, None, *((first, end) if number >= low else (first,)))
            at = last
        again = copies[-1][0]
        self._lay(at, None, *((again, end) if high is None else (end,)))
        if count == 0:
            self._lay(start, None, end)
        return start, end

    def _times(self) -> tuple[int, int | None]:
        times: tuple[int, int | None] = (1, 1)
        if self._take("*"):
            times = (0, None)
        elif self._take("+"):
            times = (1, None)
        elif self._take("?"):
            times = (0, 1)
        elif self._take("{"):
            times = self._braces()
        else:
            return times
        if self._take("?"):  # lazy or not is all one where the whole text must match
            return times
        if self.left and self.left[-1] in "*+{":
            raise PatternError("repeated twice")
        return times

    def _braces(self) -> tuple[int, int | None]:
        inside = self._until("}")
        low, comma, high = inside.partition(",")
        if not _count(low) or (high and not _count(high)):
            raise PatternError("not a count")
        least, most = int(low), int(high) if high else None
        most = most if comma else least
        if max(least, most or 0) > MOST_STATES or (most is not None and most < least):
            raise PatternError("not a count")
        return least, most

    def _atom(self) -> tuple[int, int]:
        if self._take("("):
            if self._take("?") and not (self._take(":")):
                raise PatternError("looks around")
            inner = self._alternatives()
            if not self._take(")"):
                raise PatternError("a bracket is not closed")
            return inner
        start, end = self._state(), self._state()
        self._lay(start, self._letters(), end)
        return start, end

    def _letters(self) -> Ranges:
        letter = self._next()
        if letter == "[":
            return self._class()
        if letter == ".":
            return _without(((10, 10),))
        if letter == "\\":
            return self._escaped()
        if letter in "*+?{}^$":
            raise PatternError("nothing to repeat")
        return ((ord(letter), ord(letter)),)

    def _escaped(self) -> Ranges:
        letter = self._next()
        if letter.lower() in _CLASSES:
            ranges = _CLASSES[letter.lower()]
            return ranges if letter.islower() else _without(ranges)
        letter = _CONTROLS.get(letter, letter)
        if letter.isalnum():
            raise PatternError("unknown escape")
        return ((ord(letter), ord(letter)),)

    def _class(self) -> Ranges:
        opposite = self._take("^")
        ranges: list[tuple[int, int]] = []
        while not self._take("]"):
            one = self._escaped() if self._take("\\") else ((code := ord(self._next()), code),)
            if len(one) == 1 and one[0][0] == one[0][1] and self._is_range():
                self._next()
                high = self._escaped() if self._take("\\") else ((code := ord(self._next()), code),)
                one = ((one[0][0], high[0][1]),)
            ranges.extend(one)
        if not ranges:
            raise PatternError("an empty class")
        return _without(tuple(ranges)) if opposite else tuple(ranges)

    def _is_range(self) -> bool:
        return len(self.left) > 1 and self.left[-1] == "-" and self.left[-2] != "]"

    def _state(self) -> int:
        if len(self.states) >= MOST_STATES:
            raise PatternError("too large")
        self.states.append((None, ()))
        return len(self.states) - 1

    def _lay(self, state: int, ranges: Ranges | None, *onward: int) -> None:
        self.states[state] = (ranges, (*self.states[state][1], *onward))

    def _next(self) -> str:
        if not self.left:
            raise PatternError("ends too soon")
        return self.left.pop()

    def _take(self, letter: str) -> bool:
        if self.left and self.left[-1] == letter:
            self.left.pop()
            return True
        return False

    def _until(self, letter: str) -> str:
        taken = ""
        while not self._take(letter):
            taken += self._next()
        return taken


def _body(source: str) -> str:
    """Drop the anchors at the ends: all of the text must match anyway."""
    body = source.removeprefix("^")
    return body[:-1] if body.endswith("$") and not body.endswith("\\$") else body


def _count(text: str) -> bool:
    return text.isascii() and text.isdecimal() and len(text) < 5


def _without(ranges: Ranges) -> Ranges:
    """Every character but these."""
    left: list[tuple[int, int]] = []
    begin = 0
    for low, high in sorted(ranges):
        if low > begin:
            left.append((begin, low - 1))
        begin = max(begin, high + 1)
    return (*left, (begin, _LAST)) if begin <= _LAST else tuple(left)
