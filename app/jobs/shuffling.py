"""Lays members' views in the order of their random keys, so that a copy of the database tells no order of arrival."""

from datetime import datetime

from app.extensions import db
from app.services.collect import shuffling


def run(now: datetime) -> dict[str, int]:
    """Shuffle. Counts open `collections` alone: a count of views would tell when they came."""
    with db.transaction():
        collections = shuffling.open_collections(now)
        shuffling.rewrite_views()
    shuffling.empty_log()
    return {"collections": collections}
