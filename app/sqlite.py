"""SQLite for many writers at once: they stand in line to begin, and their commits reach the disk together.

Left alone, SQLite lets whoever happens to wake first begin, and syncs the disk for each commit while all others wait.
"""

import fcntl
import os
import sqlite3
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import OperationalError
from sqlalchemy.pool import ConnectionPoolEntry

KNOCK_SECONDS = 0.0005  # far less than a writer's turn takes

# Not everywhere is there a call that leaves out the file's times.
_sync_file = getattr(os, "fdatasync", os.fsync)


class SharedSync:
    """Brings the write-ahead log to disk, once for all who wait for it in this process."""

    def __init__(self, log: Path) -> None:
        self._log = log
        self._turn = threading.Lock()
        self._begun = 0
        self._failed = 0

    def sync(self) -> None:
        """Return when all that was written before is on disk: a sync that began since will do, whoever began it.

        Raises OperationalError where the disk failed; also for all who waited, since nobody knows then what it kept.
        """
        enough = self._begun + 1
        with self._turn:
            if self._begun < enough:
                self._begin()
            if enough <= self._failed:
                raise sqlite3.OperationalError("disk I/O error")

    def _begin(self) -> None:
        self._begun += 1
        try:
            descriptor = os.open(self._log, os.O_RDWR)
            try:
                _sync_file(descriptor)
            finally:
                os.close(descriptor)
        except OSError:
            # The kernel tells a failure once; a second try would succeed and keep nothing.
            self._begun += 1
            self._failed = self._begun


class KeptConnection(sqlite3.Connection):
    """A connection whose `commit` returns when what it wrote is on disk."""

    disk: SharedSync | None = None  # none: SQLite itself sees to it
    reads_only = False

    def commit(self) -> None:
        """End the transaction, so that the next may write; then wait for the disk, together with others."""
        wrote = self.in_transaction and not self.reads_only
        super().commit()
        if wrote and self.disk is not None:
            self.disk.sync()


def make_sqlite_engine(url: str, busy_seconds: float) -> Engine:
    """An engine over a file that only its owner can read; why it is safe stands among docs/decisions."""
    file = Path(url.removeprefix("sqlite:///"))
    _make_file(file)
    how = {"timeout": busy_seconds, "check_same_thread": False, "factory": KeptConnection}
    engine = create_engine(url, connect_args=how, hide_parameters=True)
    event.listen(engine, "connect", partial(_prepare, SharedSync(Path(f"{file}-wal"))))
    event.listen(engine, "begin", partial(_begin, Path(f"{file}-line")))
    return engine


def _make_file(file: Path) -> None:
    # Made by us, so that nobody else on the machine can read it; SQLite gives its side files the same mode.
    file.parent.mkdir(parents=True, exist_ok=True)
    file.touch(mode=0o600, exist_ok=True)


def _prepare(disk: SharedSync, connection: DBAPIConnection, _entry: ConnectionPoolEntry) -> None:
    # Python's own transaction handling is switched off: _begin says when and how one begins.
    connection.isolation_level = None
    cursor = connection.cursor()
    cursor.execute("PRAGMA foreign_keys=ON")
    if cursor.execute("PRAGMA journal_mode=WAL").fetchone()[0] == "wal":
        # NORMAL syncs all that keeps the file whole; what makes a commit last is the sync that `commit` waits for.
        cursor.execute("PRAGMA synchronous=NORMAL")
        connection.disk = disk
    else:
        cursor.execute("PRAGMA synchronous=FULL")
    cursor.close()


def _begin(line: Path, connection: Connection) -> None:
    # A transaction that first reads and then writes can't wait its turn; so writers take their turn at once.
    driver = connection.connection.driver_connection
    if not isinstance(driver, KeptConnection):
        raise TypeError("not a connection to SQLite of ours")
    driver.reads_only = connection.get_execution_options().get("postgresql_readonly", False)
    # Said to the driver itself: through SQLAlchemy each would cost as much as a query.
    driver.execute(f"PRAGMA query_only={int(driver.reads_only)}")
    if driver.reads_only:
        driver.execute("BEGIN DEFERRED")
        return
    try:
        _begin_in_line(driver, line)
    except sqlite3.OperationalError as error:
        # Only here can a locked database be met, and its error must be SQLAlchemy's, as everywhere else.
        raise OperationalError("BEGIN IMMEDIATE", None, error) from error


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
