"""How hard a text is to read: LIX, the Swedish readability index, which holds for English too."""

import re
from collections.abc import Iterable

LONG_WORD = 6
"""A word of more letters than this counts as long."""
LIX_ADULTS = 40
LIX_YOUTH = 35

# A word may hold an apostrophe, a hyphen or a colon inside ("e-post", "EU:s").
_WORD = re.compile(r"[^\W_]+(?:['’:-][^\W_]+)*")
# A sentence ends at . ! ? or a line's end; not at the dots inside "bl.a." or "3.5".
_END = re.compile(r"[.!?…]+(?=\s|[”\"')\]]|$)|\n+")
_SHORTENED = re.compile(
    r"\b(?:t\.\s?ex|bl\.\s?a|m\.\s?m|d\.\s?v\.\s?s|s\.\s?k|e\.g|i\.e|etc|ca|nr|kl|dvs|osv|resp)\.", re.IGNORECASE
)


def words(text: str) -> list[str]:
    """Return the words of a text."""
    return _WORD.findall(text)


def sentences(text: str) -> list[str]:
    """Return the sentences that have words, each without the sign that ends it."""
    whole = _SHORTENED.sub(lambda found: found[0].replace(".", ""), text)
    return [part.strip() for part in _END.split(whole) if words(part)]


def lix(text: str) -> int | None:
    """Return words a sentence plus the percentage of long words, rounded; None for a text without words."""
    all_words = words(text)
    if not all_words:
        return None
    long = sum(len(re.sub(r"\W", "", word)) > LONG_WORD for word in all_words)
    return round(len(all_words) / len(sentences(text)) + 100 * long / len(all_words))


def as_one_text(texts: Iterable[str]) -> str:
    """Return texts of a form as one, each at least a sentence of its own."""
    return "\n".join(text for text in texts if text.strip())
