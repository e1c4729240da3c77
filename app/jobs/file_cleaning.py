"""Removes contents from the file store that nothing tells of: taken out of a draft, or left by a broken upload."""

from datetime import datetime, timedelta

from app.extensions import db
from app.services import stored_files

KEPT = timedelta(days=1)


def run(now: datetime) -> dict[str, int]:
    """Remove what nobody has wanted for a day. Counts `removed`, and `strays` that are removed a day later."""
    before = now - KEPT
    with db.transaction():
        strays = stored_files.adopt_strays(before, now)
    with db.reading():
        orphans = stored_files.orphans(before)
    removed = 0
    for sha256 in orphans:
        with db.transaction():
            removed += stored_files.remove_orphan(sha256, before)
    return {"removed": removed, "strays": strays}
