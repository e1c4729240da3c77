"""A text's sentences, each with a hash by which a citation finds it again after the text was edited elsewhere."""

import hashlib
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

# After these a full stop ends no sentence.
_ABBREVIATIONS = frozenset(
    {"bl.a", "ca", "dvs", "e.d", "e.g", "etc", "ev", "f.d", "i.e", "jfr", "kl", "m.fl", "m.m", "nr", "o.d", "osv"}
    | {"p.g.a", "resp", "s.k", "t.ex", "t.o.m", "tel", "vs"}
)
_MAY_END = re.compile(r"[.!?…]+[\"'”’»)\]]*(?=\s)")
_LAST_WORD = re.compile(r"[\w.]+$")


@dataclass(frozen=True)
class Sentence:
    """One sentence as it stands, without the space around it. `sha256` is the same for the same words anywhere."""

    text: str
    sha256: str


def sentences(text: str) -> tuple[Sentence, ...]:
    """The sentences of a text in order. A line break always ends one; put together they are the whole text."""
    found = [part for line in text.splitlines() for part in _of_line(line)]
    return tuple(Sentence(part, sentence_sha256(part)) for part in found)


def sentence_sha256(text: str) -> str:
    """The hash of one sentence: of its words, however wide the space between them."""
    words = " ".join(unicodedata.normalize("NFC", text).split())
    return hashlib.sha256(words.encode(errors="surrogatepass")).hexdigest()


def _of_line(line: str) -> Iterator[str]:
    start = 0
    for end in _MAY_END.finditer(line):
        if _ends(line, end):
            yield from _filled(line[start : end.end()])
            start = end.end()
    yield from _filled(line[start:])


def _ends(line: str, end: re.Match[str]) -> bool:
    if end.group() != ".":
        return True
    word = _LAST_WORD.search(line[: end.start()])
    if word and word.group().lower() in _ABBREVIATIONS:
        return False
    following = line[end.end() :].lstrip()
    return not following[:1].islower()


def _filled(part: str) -> Iterator[str]:
    if part := part.strip():
        yield part
