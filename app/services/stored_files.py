"""Keeps contents in the file store before any row tells of them, and removes those that no row tells of any more."""

import hashlib
import logging
from datetime import datetime
from typing import Any, BinaryIO, cast

from flask_babel import gettext
from sqlalchemy import Delete, Insert, Table, delete, insert, select
from sqlalchemy.dialects import postgresql, sqlite

from app.extensions import db, files
from app.models import AnswerFile, DraftFile, StoredFile
from app.services.problems import Unavailable

log = logging.getLogger(__name__)
TABLE = cast("Table", StoredFile.__table__)


def _upsert(into: postgresql.Insert | sqlite.Insert) -> Insert:
    return into.on_conflict_do_update(
        index_elements=("sha256",), set_={"size": into.excluded.size, "kept_at": into.excluded.kept_at}
    )


UPSERTS = {"postgresql": _upsert(postgresql.insert(TABLE)), "sqlite": _upsert(sqlite.insert(TABLE))}


def keep(content: bytes, moment: datetime) -> str:
    """Keep the content durably and return its SHA-256; the caller's transaction then says where it belongs.

    Its row is written first, and so locked: whoever removes contents waits, and finds that this one is wanted.
    Raises Unavailable where the store can't be reached.
    """
    sha256 = hashlib.sha256(content).hexdigest()
    row: dict[str, Any] = {"sha256": sha256, "size": len(content), "kept_at": moment}
    db.session.execute(UPSERTS[db.engine.dialect.name], row)
    try:
        files.store.put(content)
    except (OSError, ImportError) as error:
        raise _away(error) from error
    return sha256


def opened(sha256: str) -> BinaryIO:
    """The content, from its beginning. Raises Unavailable where the store can't give it."""
    try:
        return files.store.open(sha256)
    except (OSError, ImportError) as error:
        raise _away(error) from error


def read(sha256: str) -> bytes:
    """The whole content. Raises Unavailable where the store can't give it."""
    with opened(sha256) as content:
        try:
            return content.read()
        except OSError as error:
            raise _away(error) from error


def adopt_strays(before: datetime, moment: datetime) -> int:
    """Give contents without a row one, as of now: so they are removed in time, unless somebody wants them first."""
    found = list(files.store.kept_before(before))
    known = set(db.session.scalars(select(StoredFile.sha256)))
    strays = [sha256 for sha256 in found if sha256 not in known]
    for sha256 in strays:
        db.session.execute(insert(StoredFile).values(sha256=sha256, size=0, kept_at=moment))
    return len(strays)


def orphans(before: datetime) -> list[str]:
    """Contents that nothing tells of, last handed in before the moment."""
    return list(db.session.scalars(select(StoredFile.sha256).where(_is_orphan(before)).order_by(StoredFile.sha256)))


def remove_orphan(sha256: str, before: datetime) -> bool:
    """Remove the content with its row, if it still is an orphan; whoever hands it in meanwhile waits, and keeps it."""
    gone: Delete = delete(StoredFile).where(StoredFile.sha256 == sha256, _is_orphan(before))
    if db.session.execute(gone.returning(StoredFile.sha256)).first() is None:
        return False
    files.store.remove(sha256)
    return True


def _is_orphan(before: datetime) -> Any:
    attached = [select(table.id).where(table.sha256 == StoredFile.sha256).exists() for table in (DraftFile, AnswerFile)]
    return (StoredFile.kept_at < before) & ~attached[0] & ~attached[1]


def _away(error: Exception) -> Unavailable:
    log.error("file_store_away", extra={"error": type(error).__name__})
    return Unavailable(gettext("Det går inte att nå filerna just nu. Försök igen om en stund."))
