"""Names and words as people mean them: what differs only in spaces, case or composition is the same."""

import re
import unicodedata

# Controls, soft hyphens, zero-width characters and marks that turn the direction of writing have no place in a name.
_INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u00ad\u200b\u200e\u200f\u2028\u2029\u202a-\u202e\u2060-\u2069"
    "\U000e0000-\U000e007f]"
)


def clean_name(text: str) -> str:
    """Return the name in composed form on one line, with single spaces and nothing invisible in it."""
    return " ".join(_INVISIBLE.sub("", unicodedata.normalize("NFC", text)).split())


def same_name_key(name: str) -> str:
    """Return what two spellings of one name share: composed, folded case, single spaces."""
    return unicodedata.normalize("NFC", clean_name(name).casefold())


def word_key(text: str) -> str:
    """Return a header or a word of choice without case, spaces and signs: " E-post: " becomes "epost"."""
    return "".join(character for character in same_name_key(text) if character.isalnum())
