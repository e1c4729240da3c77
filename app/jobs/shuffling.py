"""Lays members' views in the order of their random keys, so that a copy of the database tells no order of arrival."""

from datetime import datetime

from app.extensions import db
from app.services.collect import shuffling


def run(now: datetime) -> dict[str, int]:
    """Shuffle where views came in lately. Counts `collections` alone: a count of views would tell when they came."""
    with db.reading():
        collections = shuffling.lately_open(now)
    if collections:
        shuffling.shuffle()
    return {"collections": collections}
