"""What `radslag doctor` asks the database."""

from datetime import UTC, datetime

from sqlalchemy import func, select

from app.extensions import db


def database_clock() -> datetime:
    """The database's present moment, in UTC."""
    found = db.session.scalar(select(func.current_timestamp()))
    moment = found if isinstance(found, datetime) else datetime.fromisoformat(str(found))
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)


def durability() -> str:
    """How surely a commit is kept: SQLite's journal and synchronous modes, or PostgreSQL's own settings."""
    connection = db.session.connection()
    if connection.dialect.name == "sqlite":
        journal = connection.exec_driver_sql("PRAGMA journal_mode").scalar()
        level = connection.exec_driver_sql("PRAGMA synchronous").scalar()
        return f"{journal}, synchronous={level}"
    names = ("fsync", "synchronous_commit")
    return ", ".join(f"{name}={connection.exec_driver_sql(f'SHOW {name}').scalar()}" for name in names)


DURABLE = frozenset({"wal, synchronous=2", "fsync=on, synchronous_commit=on"})
