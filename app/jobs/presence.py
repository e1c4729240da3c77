"""Tells a worker whether others are at work, so that what a dead one left behind is taken up at once.

Every mailer holds a shared lock while it runs. The lock is the operating system's or the database server's, and ends
with the process, however that ends. Whoever gets the lock alone knows that every claim there is belongs to the dead.
"""

import fcntl
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import func, select

from app.extensions import db

LOCK_NUMBER = 7_230_411  # any number, as long as nothing else in this database locks the same


@contextmanager
def at_work(when_alone: Callable[[], None]) -> Iterator[None]:
    """Hold the lock of a running mailer. `when_alone` is called first where no other mailer runs."""
    with _file_lock(when_alone) if db.engine.dialect.name == "sqlite" else _server_lock(when_alone):
        yield


@contextmanager
def _file_lock(when_alone: Callable[[], None]) -> Iterator[None]:
    with Path(f"{db.engine.url.database}-mailer").open("a") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            pass
        else:
            when_alone()
        fcntl.flock(file, fcntl.LOCK_SH)
        yield


@contextmanager
def _server_lock(when_alone: Callable[[], None]) -> Iterator[None]:
    with db.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        if connection.scalar(select(func.pg_try_advisory_lock(LOCK_NUMBER))):
            try:
                when_alone()
            finally:
                connection.execute(select(func.pg_advisory_unlock(LOCK_NUMBER)))
        connection.execute(select(func.pg_advisory_lock_shared(LOCK_NUMBER)))
        try:
            yield
        finally:
            # The connection goes back to the pool, and would keep the lock.
            connection.execute(select(func.pg_advisory_unlock_shared(LOCK_NUMBER)))
