"""The copy of what was sent, which ends a receipt: every answer word for word, as text and as HTML."""

import textwrap
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from flask_babel import gettext

from app.mail.text import LONGEST_WORD, WIDTH

INDENT = "  "


@dataclass(frozen=True)
class CopiedAnswer:
    """A question and its answer as they were sent, in lines. `language` is that of the answer."""

    question: str
    text: str
    language: str


@dataclass(frozen=True)
class CopiedSection:
    """The answers of one section. An abstention's reason stands in one without a title."""

    title: str
    answers: tuple[CopiedAnswer, ...]


def heading() -> str:
    """What stands above the copy, in the language that is set."""
    return str(gettext("Det här skickade ni"))


def verbatim(text: str) -> str:
    """The text with nothing changed but line ends, and control characters that no mail may carry left out."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(c for c in lines if c in "\n\t" or unicodedata.category(c) not in {"Cc", "Cs"})


def as_text(sections: tuple[CopiedSection, ...]) -> str:
    """The copy for the text part: answers indented, lines of a width that mail programs show whole."""
    return "\n\n".join((heading(), *_blocks(sections)))


def _blocks(sections: tuple[CopiedSection, ...]) -> Iterator[str]:
    for section in sections:
        if section.title:
            yield _wrapped(section.title, "")
        for answer in section.answers:
            yield f"{_wrapped(answer.question, '')}\n\n{_wrapped(answer.text, INDENT)}"


def _wrapped(text: str, indent: str) -> str:
    return "\n".join(_line(line, indent) for line in text.split("\n"))


def _line(line: str, indent: str) -> str:
    if len(indent + line) <= WIDTH:
        return (indent + line).rstrip()
    words = " ".join(piece for word in line.split(" ") for piece in _pieces(word))
    return textwrap.fill(
        words,
        WIDTH,
        initial_indent=indent,
        subsequent_indent=indent,
        expand_tabs=False,
        replace_whitespace=False,
        break_long_words=False,
        break_on_hyphens=False,
    )


def _pieces(word: str) -> list[str]:
    # An empty word is one of several spaces in a row: they stay.
    return [word[i : i + LONGEST_WORD] for i in range(0, len(word) or 1, LONGEST_WORD)]
