"""Limits against floods that ask nobody who they are: they count by collection, never by address or browser."""

from flask import Response, request

from app.access import current_member
from app.extensions import hash_token

# A whole body may answer in the same minute; a machine that fills a collection may not.
BEGINNINGS = "600 per minute; 5000 per hour"
WRITES = "6000 per minute"
# Four words are 44 bits: at this rate one view of two hundred is guessed in some fifteen thousand years.
WRONG_WORDS = "60 per minute; 600 per hour"


def by_link() -> str:
    """The collection whose link stands in the address; its hash, so that no store of limits holds a link."""
    view_args = request.view_args or {}
    return f"collection:{hash_token(str(view_args.get('join_token', '')).lower())[:16]}"


def by_member() -> str:
    """The collection of the member who writes."""
    return f"collection:{current_member().collection.id}"


def was_refused(response: Response) -> bool:
    """Whether the try counts: only words that opened nothing do."""
    return response.status_code == 422
