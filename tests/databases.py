"""Real databases for tests: a SQLite file, and a PostgreSQL database of the test process's own."""

import os
import sqlite3
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import psycopg
from flask import Flask
from sqlalchemy import Engine, event, make_url, update
from sqlalchemy.exc import OperationalError

from app.extensions import SQLITE_BUSY_SECONDS, make_engine
from app.models import Base, Council
from migrations import chain

POSTGRESQL = os.environ.get("TEST_POSTGRESQL_URL", "postgresql+psycopg:///postgres")


_DELETE_ALL = "; ".join(f'DELETE FROM "{table.name}"' for table in reversed(Base.metadata.sorted_tables))


@dataclass(frozen=True)
class TestDatabase:
    """A migrated database, and how to empty and drop it."""

    __test__ = False

    url: str

    @property
    def is_sqlite(self) -> bool:
        return self.url.startswith("sqlite")

    def empty(self) -> None:
        """Remove every row, keep the tables. One message to the driver: after every test, it has to be quick."""
        if self.is_sqlite:
            self._emptying.executescript(f"BEGIN IMMEDIATE; {_DELETE_ALL}; COMMIT")
        else:
            # A test that left a transaction open fails here instead of waiting for ever.
            self._emptying.execute(f"BEGIN; SET LOCAL lock_timeout = '10s'; {_DELETE_ALL}; COMMIT")

    @cached_property
    def _emptying(self) -> Any:
        if not self.is_sqlite:
            return psycopg.connect(self.url.replace("+psycopg", ""), autocommit=True)
        connection = sqlite3.connect(self.url.removeprefix("sqlite:///"), timeout=SQLITE_BUSY_SECONDS)
        connection.isolation_level = None
        connection.execute("PRAGMA synchronous=OFF")
        return connection

    def drop(self) -> None:
        """Remove the database itself; a SQLite file goes with its folder."""
        if "_emptying" in self.__dict__:
            self._emptying.close()
        if not self.is_sqlite:
            administer(f'DROP DATABASE "{make_url(self.url).database}" WITH (FORCE)')


def engines_of(app: Flask) -> list[Engine]:
    """The application's engines: on SQLite one that writes and one that reads, elsewhere the one that does both."""
    engines = [app.extensions["radslag_engine"], app.extensions["radslag_reading_engine"]]
    return engines if engines[0].pool is not engines[1].pool else engines[:1]


@contextmanager
def statements_of(app: Flask) -> Iterator[list[str]]:
    """The statements that the application sends meanwhile, settings of a connection among them."""
    seen: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        seen.append(statement)

    for engine in engines_of(app):
        event.listen(engine, "before_cursor_execute", note)
    try:
        yield seen
    finally:
        for engine in engines_of(app):
            event.remove(engine, "before_cursor_execute", note)


def commit_lightly(app: Flask) -> None:
    """Let this application's commits to SQLite not wait for the disk, like those to PostgreSQL in tests.

    What "acknowledged" means on disk is for tests/faults, whose machines are processes of their own.
    """
    engine = app.extensions["radslag_engine"]
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _leave_to_the_system)


def _leave_to_the_system(connection: Any, _entry: object) -> None:
    connection.execute("PRAGMA synchronous=OFF")


def write_meanwhile(app: Flask) -> bool:
    """Whether another connection can write at once, whatever the test holds. It writes nothing that stays."""
    engine = app.extensions["radslag_engine"]
    with engine.connect() as other:
        if engine.dialect.name == "sqlite":
            other.connection.driver_connection.execute("PRAGMA busy_timeout=50")
        try:
            other.execute(update(Council).values(name="annan"))
        except OperationalError:
            return False
        finally:
            other.rollback()
            if engine.dialect.name == "sqlite":
                other.connection.driver_connection.execute(f"PRAGMA busy_timeout={SQLITE_BUSY_SECONDS * 1000}")
    return True


def open_database(kind: str, folder: Path) -> TestDatabase | None:
    """A new migrated database of this kind, or None where no server answers."""
    url = f"sqlite:///{folder / 'test.sqlite3'}" if kind == "sqlite" else create_postgresql()
    if url is None:
        return None
    engine = make_engine(url)
    with engine.begin() as connection:
        chain.upgrade(connection)
    engine.dispose()
    return TestDatabase(url)


def create_postgresql() -> str | None:
    """The URL of a new, empty PostgreSQL database, or None where no server answers."""
    name = f"radslag_test_{uuid.uuid4().hex[:12]}"
    try:
        administer(f'CREATE DATABASE "{name}"')
    except psycopg.OperationalError:
        return None
    # Tests lose nothing by it, and each commit costs a tenth.
    administer(f'ALTER DATABASE "{name}" SET synchronous_commit = off')
    return make_url(POSTGRESQL).set(database=name).render_as_string(hide_password=False)


def administer(statement: str) -> None:
    """Run one statement on the server's own database, outside a transaction."""
    with psycopg.connect(POSTGRESQL.replace("+psycopg", ""), autocommit=True, connect_timeout=5) as connection:
        connection.execute(statement)
