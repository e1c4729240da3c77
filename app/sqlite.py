"""SQLite for many writers at once: they stand in line to begin.

Left alone, SQLite lets in whoever happens to wake first, and lets the others sleep longer each time.
"""

import fcntl
import os
import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import OperationalError
from sqlalchemy.pool import ConnectionPoolEntry, PoolProxiedConnection

KNOCK_SECONDS = 0.0005  # far less than a writer's turn takes
# secure_delete: what is deleted is overwritten, so that a withdrawn view is gone from the file too.
PRAGMAS = ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "secure_delete=ON")


def make_sqlite_engine(url: str, busy_seconds: float, *, reads_only: bool = False) -> Engine:
    """An engine over a file that only its owner can read; a commit returns when it is on disk."""
    file = Path(url.removeprefix("sqlite:///"))
    _make_file(file)
    how = {"timeout": busy_seconds, "check_same_thread": False}
    options = {"postgresql_readonly": reads_only}
    engine = create_engine(url, connect_args=how, hide_parameters=True, execution_options=options)
    event.listen(engine, "connect", _prepare)
    event.listen(engine, "begin", partial(_begin, Path(f"{file}-line")))
    return engine


def _make_file(file: Path) -> None:
    # Made by us, so that nobody else on the machine can read it; SQLite gives its side files the same mode.
    file.parent.mkdir(parents=True, exist_ok=True)
    file.touch(mode=0o600, exist_ok=True)


def _prepare(connection: DBAPIConnection, _entry: ConnectionPoolEntry) -> None:
    # Python's own transaction handling is switched off: _begin says when and how one begins.
    connection.isolation_level = None
    cursor = connection.cursor()
    for pragma in PRAGMAS:
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin(line: Path, connection: Connection) -> None:
    # A transaction that first reads and then writes can't wait its turn; so writers take their turn at once.
    reads_only = connection.get_execution_options().get("postgresql_readonly", False)
    driver = connection.connection.driver_connection
    if not isinstance(driver, sqlite3.Connection):
        raise TypeError("not a connection to SQLite")
    let_write(connection.connection, allowed=not reads_only)
    if reads_only:
        driver.execute("BEGIN DEFERRED")
        return
    try:
        _begin_in_line(driver, line)
    except sqlite3.OperationalError as error:
        # Only here can a locked database be met, and its error must be SQLAlchemy's, as everywhere else.
        raise OperationalError("BEGIN IMMEDIATE", None, error) from error


def let_write(opened: PoolProxiedConnection, *, allowed: bool) -> None:
    """Let this connection write, or only read. Said to SQLite where it is new: it then makes all statements anew."""
    driver, known = opened.driver_connection, opened.info
    if isinstance(driver, sqlite3.Connection) and known.get("may_write") is not allowed:
        # To the driver itself: through SQLAlchemy it would cost as much as a query.
        driver.execute(f"PRAGMA query_only={int(not allowed)}")
        known["may_write"] = allowed


def _begin_in_line(driver: sqlite3.Connection, line: Path) -> None:
    """Begin to write. Whoever stands first in line knocks until patience ends; the others' runs on meanwhile."""
    patience = driver.execute("PRAGMA busy_timeout").fetchone()[0]
    until = time.monotonic() + patience / 1000
    driver.execute("PRAGMA busy_timeout=0")
    try:
        with _place_in(line):
            while not _knock(driver, last=time.monotonic() >= until):
                time.sleep(KNOCK_SECONDS)
    finally:
        driver.execute(f"PRAGMA busy_timeout={patience}")


def _knock(driver: sqlite3.Connection, *, last: bool) -> bool:
    try:
        driver.execute("BEGIN IMMEDIATE")
    except sqlite3.OperationalError as error:
        if last or error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY:
            raise
        return False
    return True


@contextmanager
def _place_in(line: Path) -> Iterator[None]:
    # The kernel keeps the line, over threads and processes; whoever is killed has left it.
    descriptor = os.open(line, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)
