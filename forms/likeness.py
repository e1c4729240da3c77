"""Finds answers that say the same, word for word or nearly, and marks where they differ."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from functools import cached_property, lru_cache
from heapq import nsmallest
from itertools import pairwise
from zlib import crc32

# How large a part of the words two texts must share to be nearly the same, and of the pairs of words in a row.
NEARLY = 0.85
NEARLY_IN_ORDER = 0.65
# Shorter texts are alike only when they are equal: "120 kvinnor" and "121 kvinnor" are not the same answer.
FEWEST_WORDS = 6
# What keeps the work in proportion to the number of texts, whatever they say.
SKETCH = 24
MOST_CANDIDATES = 4
MOST_PIECES = 4000

_WORD = re.compile(r"\w+")
_PIECE = re.compile(r"\w+\s*|[^\w\s]+\s*|\s+")


class Change(StrEnum):
    """What a piece of a text is, read against another: the names of the tags that show it."""

    SAME = "same"
    ADDED = "ins"
    REMOVED = "del"


@dataclass(frozen=True)
class Likes:
    """Texts that say the same, by their places in what was given. `exact` where only case and signs may differ."""

    places: tuple[int, ...]
    exact: bool


def alike(texts: Sequence[str], *, nearly: bool = True) -> list[Likes]:
    """Group the texts: each stands in one group, in the place of the group's first.

    Equal but for case, spaces and punctuation, or, where wanted, nearly: 85 per cent of the words are those of the
    group's first text, and most stand in its order. The time grows with the number of texts, not with its square.
    """
    by_words: dict[tuple[str, ...], list[int]] = {}
    for place, text in enumerate(texts):
        by_words.setdefault(tuple(_WORD.findall(text.casefold())) or (text,), []).append(place)
    leaders = _Leaders()
    groups: dict[int, list[tuple[str, ...]]] = {}
    for number, words in enumerate(by_words):
        groups.setdefault(leaders.place(words) if nearly else number, []).append(words)
    found = [
        Likes(tuple(sorted(place for words in one for place in by_words[words])), len(one) == 1)
        for one in groups.values()
    ]
    return sorted(found, key=lambda group: group.places)


def differences(first: str, other: str) -> list[tuple[Change, str]]:
    """The other text in pieces, as a change of the first: what is the same, what is added, what is gone."""
    before, after = _PIECE.findall(first), _PIECE.findall(other)
    if max(len(before), len(after)) > MOST_PIECES:
        return [(Change.SAME, other)]
    found: list[tuple[Change, str]] = []
    for tag, a, b, c, d in SequenceMatcher(None, before, after).get_opcodes():
        if tag == "equal":
            found.append((Change.SAME, "".join(after[c:d])))
            continue
        found += [(Change.REMOVED, "".join(before[a:b]))] if a < b else []
        found += [(Change.ADDED, "".join(after[c:d]))] if c < d else []
    return found


@lru_cache(maxsize=20_000)
def _number(word: str) -> int:
    return crc32(word.encode())


class _Leaders:
    """The first text of each group, found again by the pairs of words that its like must share with it."""

    def __init__(self) -> None:
        self._texts: list[_Text] = []
        self._by_pair: dict[int, list[int]] = {}

    def place(self, words: tuple[str, ...]) -> int:
        """The number of the group that the text belongs to; a new one where it is like none before it."""
        text = _Text(words)
        if len(words) >= FEWEST_WORDS:
            for number in self._candidates(text):
                if text.is_near(self._texts[number]):
                    return number
            for pair in text.sketch:
                self._by_pair.setdefault(pair, []).append(len(self._texts))
        self._texts.append(text)
        return len(self._texts) - 1

    def _candidates(self, text: "_Text") -> Iterator[int]:
        # A pair of words that stands in very many texts ("vi ser") says little, and would make the work grow.
        shared = Counter(
            number for pair in text.sketch for number in self._by_pair.get(pair, ())[: 8 * MOST_CANDIDATES]
        )
        for number, count in shared.most_common(MOST_CANDIDATES):
            if 4 * count >= len(text.sketch):
                yield number


class _Text:
    """A text's words, counted, and a sketch of it: a few of its word pairs, the same ones in texts that are alike."""

    def __init__(self, words: tuple[str, ...]) -> None:
        self.words = words

    @cached_property
    def counts(self) -> tuple[Counter[str], Counter[tuple[str, str]]]:
        return Counter(self.words), Counter(pairwise(self.words))

    @cached_property
    def sketch(self) -> tuple[int, ...]:
        numbers = [_number(word) for word in self.words]
        return tuple(nsmallest(SKETCH, {one * 31 + other & 0xFFFFFFFF for one, other in pairwise(numbers)}))

    def is_near(self, other: "_Text") -> bool:
        (words, pairs), (other_words, other_pairs) = self.counts, other.counts
        shared = 2 * (words & other_words).total() >= NEARLY * (words.total() + other_words.total())
        return shared and 2 * (pairs & other_pairs).total() >= NEARLY_IN_ORDER * (pairs.total() + other_pairs.total())
