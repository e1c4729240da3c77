"""The four plain words with which a member comes back to their view: 44 bits that a person can say and remember."""

import re
import secrets
from functools import cache
from pathlib import Path

HOW_MANY = 4
_LIST = Path(__file__).with_suffix(".txt")


@cache
def word_list() -> tuple[str, ...]:
    """Return the words in order: short, everyday, harmless, and without å, ä and ö for keyboards that lack them."""
    return tuple(_LIST.read_text(encoding="utf-8").split())


def new_words() -> str:
    """Return four words drawn at random, with spaces between."""
    return " ".join(secrets.choice(word_list()) for _ in range(HOW_MANY))


def as_typed(text: str) -> str:
    """Return the words as they are kept, however somebody wrote them: capitals, commas, lines or hyphens between."""
    return " ".join(re.findall(r"[^\W\d_]+", text[:200].casefold()))
