"""Real databases for tests: a SQLite file, and a PostgreSQL database of the test process's own."""

import os
import uuid
from dataclasses import dataclass
from pathlib import Path

import psycopg
from flask import Flask
from sqlalchemy import make_url, text, update
from sqlalchemy.exc import OperationalError

from app.extensions import SQLITE_BUSY_SECONDS, make_engine
from app.models import Base, Council
from migrations import chain

POSTGRESQL = os.environ.get("TEST_POSTGRESQL_URL", "postgresql+psycopg:///postgres")


@dataclass(frozen=True)
class TestDatabase:
    """A migrated database, and how to empty and drop it."""

    __test__ = False

    url: str

    @property
    def is_sqlite(self) -> bool:
        return self.url.startswith("sqlite")

    def empty(self) -> None:
        """Remove every row, keep the tables."""
        engine = make_engine(self.url)
        with engine.begin() as connection:
            if self.is_sqlite:
                connection.execute(text("PRAGMA defer_foreign_keys=ON"))
            else:
                # A test that left a transaction open fails here instead of waiting for ever.
                connection.execute(text("SET LOCAL lock_timeout = '10s'"))
            for table in reversed(Base.metadata.sorted_tables):
                connection.execute(table.delete())
        engine.dispose()

    def drop(self) -> None:
        """Remove the database itself; a SQLite file goes with its folder."""
        if not self.is_sqlite:
            administer(f'DROP DATABASE "{make_url(self.url).database}" WITH (FORCE)')


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
