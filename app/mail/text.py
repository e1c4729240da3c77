"""Text for mails: cleaned of what could break a header or pass for a link, in paragraphs, wrapped."""

import re
import unicodedata
from textwrap import fill

WIDTH = 72  # RFC 3676 advises 66 to 78
LONGEST_WORD = 240  # an SMTP line holds 998 octets, a letter up to four; no link is longer
_BLANK_LINES = re.compile(r"\n\s*\n")
_SCHEME = re.compile(r"\b(?:https?|ftp)://", re.IGNORECASE)


def plain(text: str) -> str:
    """The text without control characters, and with addresses of pages written without their `https://`.

    The personal link is the only one that a mail may carry.
    """
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    kept = "".join(c for c in lines if c == "\n" or unicodedata.category(c) not in {"Cc", "Cf", "Cs", "Zl", "Zp"})
    return _SCHEME.sub("", kept)


def one_line(text: str) -> str:
    """The cleaned text on one line: what may stand in a header."""
    return " ".join(plain(text).split())


def paragraphs(text: str) -> list[str]:
    """The text's paragraphs, which blank lines part; the lines of each are kept."""
    parts = (part.strip() for part in _BLANK_LINES.split(text.strip()))
    return ["\n".join(" ".join(line.split()) for line in part.splitlines()) for part in parts if part]


def wrapped(paragraph: str) -> str:
    """The paragraph in lines that a mail program shows whole; a link is never broken."""
    return "\n".join(_wrap_line(line) for line in paragraph.splitlines())


def _wrap_line(line: str) -> str:
    words = " ".join(piece for word in line.split() for piece in _pieces(word))
    return fill(words, WIDTH, break_on_hyphens=False, break_long_words=False)


def _pieces(word: str) -> list[str]:
    return [word[i : i + LONGEST_WORD] for i in range(0, len(word), LONGEST_WORD)]
