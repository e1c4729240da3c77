"""Keeps the database's own book-keeping from telling in which order views came in.

Both databases lay new rows where there is room, which is mostly after those that came before, and PostgreSQL numbers
the transaction that wrote a row. Rewriting all views at once, in the order of their random keys, leaves an order that
tells nothing. SQLite's write-ahead log remembers what was written when, until it is emptied.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta

from sqlalchemy import Table, bindparam, func, or_, select, text, update

from app.extensions import SQLITE_BUSY_SECONDS, db
from app.models import Base, Collection, MemberAnswer, MemberView
from app.sqlite import let_write

TABLES = [Base.metadata.tables[one.__tablename__] for one in (MemberView, MemberAnswer)]
# The last views come just before collecting ends, and their order has to go too.
AFTERWARDS = timedelta(days=1)


def lately_open(moment: datetime) -> int:
    """How many collections take views, or did so the day before."""
    before = moment - AFTERWARDS
    query = select(func.count()).where(
        Collection.opened_at.is_not(None),
        or_(Collection.closed_at.is_(None), Collection.closed_at > before),
        or_(Collection.closes_at.is_(None), Collection.closes_at > before),
    )
    return int(db.session.scalar(query) or 0)


def shuffle() -> None:
    """Rewrite views and their answers in key order, in a transaction of its own."""
    if db.engine.dialect.name == "postgresql":
        with db.transaction():
            for table in filter(_several_wrote, TABLES):
                _rewrite(table)
        return
    with _driver() as driver:
        # Rows are put back as they were within one transaction, so nothing that points at them may be taken along.
        driver.execute("PRAGMA foreign_keys=OFF")
        try:
            driver.execute("BEGIN IMMEDIATE")
            for table in TABLES:
                _lay_anew(driver, table)
            driver.execute("COMMIT")
        finally:
            if driver.in_transaction:
                driver.execute("ROLLBACK")
            driver.execute("PRAGMA foreign_keys=ON")
        _empty_log(driver)


def _several_wrote(table: Table) -> bool:
    wrote = text(f"SELECT count(DISTINCT xmin::text) FROM {table.name}")  # noqa: S608 - the names of our own tables
    return int(db.session.scalar(wrote) or 0) > 1


def _rewrite(table: Table) -> None:
    """Write each row again as it is, one after the other: PostgreSQL lays it anew, under this transaction's number."""
    keys = tuple(table.primary_key.columns)
    rows = [row._asdict() for row in db.session.execute(select(*keys).order_by(*keys))]
    other = next(column for column in table.columns if column not in keys)
    here = [key == bindparam(f"key_{key.name}") for key in keys]
    again = update(table).where(*here).values({other.name: other})
    db.session.connection().execute(again, [{f"key_{name}": value for name, value in row.items()} for row in rows])


def _lay_anew(driver: sqlite3.Connection, table: Table) -> None:
    order = ", ".join(key.name for key in table.primary_key.columns)
    rows = driver.execute(f"SELECT * FROM {table.name} ORDER BY {order}").fetchall()  # noqa: S608 - our own names
    driver.execute(f"DELETE FROM {table.name}")  # noqa: S608 - as above
    marks = ", ".join("?" * len(table.columns))
    driver.executemany(f"INSERT INTO {table.name} VALUES ({marks})", rows)  # noqa: S608 - as above


def _empty_log(driver: sqlite3.Connection) -> None:
    """Write the log into the file and cut it off; where somebody reads just then, the next round does it."""
    driver.execute("PRAGMA busy_timeout=0")
    driver.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    driver.execute(f"PRAGMA busy_timeout={SQLITE_BUSY_SECONDS * 1000}")


@contextmanager
def _driver() -> Iterator[sqlite3.Connection]:
    """SQLite's own connection, outside of any transaction of ours."""
    opened = db.engine.raw_connection()
    try:
        driver = opened.driver_connection
        if not isinstance(driver, sqlite3.Connection):
            raise TypeError("not a connection to SQLite")
        let_write(opened, allowed=True)
        yield driver
    finally:
        opened.close()
