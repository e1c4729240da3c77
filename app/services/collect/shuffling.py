"""Keeps the database's own book-keeping from telling in which order views came in.

SQLite keeps the tables of views in key order (app/models/collections.py); only its write-ahead log remembers what was
written when, until it is emptied. PostgreSQL lays rows where there is room and numbers the transaction that wrote them:
rewriting them all in one transaction, in key order, gives them one number and an order that tells nothing.
"""

import sqlite3
from datetime import datetime

from sqlalchemy import bindparam, func, select, text, update

from app.extensions import SQLITE_BUSY_SECONDS, db
from app.models import Collection, CollectionState, MemberAnswer, MemberView


def open_collections(moment: datetime) -> int:
    """How many collections take views now, by their own word."""
    query = select(func.count()).select_from(Collection).where(Collection.state == CollectionState.OPEN)
    still = query.where(Collection.closes_at.is_(None) | (Collection.closes_at > moment))
    return int(db.session.scalar(still) or 0)


def rewrite_views() -> None:
    """Rewrite views and answers in key order where more than one transaction wrote them. For PostgreSQL alone."""
    if db.session.connection().dialect.name != "postgresql":
        return
    if _several_wrote(MemberView.__tablename__):
        keys = db.session.scalars(select(MemberView.id).order_by(MemberView.id)).all()
        again = update(MemberView).where(MemberView.id == bindparam("key")).values(is_sent=MemberView.is_sent)
        db.session.connection().execute(again, [{"key": key} for key in keys])
    if _several_wrote(MemberAnswer.__tablename__):
        rows = db.session.execute(
            select(MemberAnswer.view_id, MemberAnswer.question_key).order_by(
                MemberAnswer.view_id, MemberAnswer.question_key
            )
        ).all()
        again = (
            update(MemberAnswer)
            .where(MemberAnswer.view_id == bindparam("view"), MemberAnswer.question_key == bindparam("key"))
            .values(typed=MemberAnswer.typed)
        )
        db.session.connection().execute(again, [{"view": view, "key": key} for view, key in rows])


def empty_log() -> None:
    """Write SQLite's log into its file and cut it off; where somebody reads just then, the next round does it."""
    opened = db.engine.raw_connection()
    try:
        driver = opened.driver_connection
        if isinstance(driver, sqlite3.Connection):
            driver.execute("PRAGMA busy_timeout=0")
            driver.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
            driver.execute(f"PRAGMA busy_timeout={SQLITE_BUSY_SECONDS * 1000}")
    finally:
        opened.close()


def _several_wrote(table: str) -> bool:
    wrote = text(f"SELECT count(DISTINCT xmin::text) FROM {table}")  # noqa: S608 - the names of our own tables
    return int(db.session.scalar(wrote) or 0) > 1
