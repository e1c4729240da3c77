"""Whether the database answers and takes writes, and whether its tables are the ones this code expects."""

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.exc import SQLAlchemyError

from app.extensions import db
from app.models import Council
from migrations.chain import current_revision, head_revision

LEAST_FREE_BYTES = 50 * 1024 * 1024  # some days of answers, and room for SQLite's own side files
LOCK_WAIT_SECONDS = 1  # whoever asks wants an answer soon


def database_problem() -> str:
    """One sentence on what is wrong with the database, empty where all is in order."""
    try:
        found = current_revision(db.session.connection())
        db.session.execute(select(Council.id).limit(1))
    except SQLAlchemyError:
        return "The database does not answer, or has no tables: run radslag db upgrade."
    if found != head_revision():
        return f"The database is at migration {found}, the code at {head_revision()}: run radslag db upgrade."
    db.session.rollback()  # a command's own transaction would hold the lock that is asked for next
    return _writing_problem() if db.engine.dialect.name == "sqlite" else ""


def _writing_problem() -> str:
    """A SQLite file can still be read where nothing can be written to it."""
    file = Path(db.engine.url.database or "")
    if shutil.disk_usage(file.parent).free < LEAST_FREE_BYTES:
        return "The disk that holds the database is almost full: make room on it."
    if _is_locked(file):
        return "Something holds the database's write lock: end whatever does, if this goes on."
    return ""


def _is_locked(file: Path) -> bool:
    """Whether the write lock can't be had. It is given back at once, with nothing written."""
    with closing(sqlite3.connect(file, timeout=LOCK_WAIT_SECONDS, isolation_level=None)) as connection:
        try:
            connection.execute("BEGIN IMMEDIATE")
            connection.execute("ROLLBACK")
        except sqlite3.OperationalError:
            return True
    return False
