"""Reads councils."""

from sqlalchemy import select

from app.extensions import db
from app.models import Council


def everyone() -> list[Council]:
    """All councils by name."""
    return list(db.session.scalars(select(Council).order_by(Council.name, Council.id)))


def by_id(council_id: int) -> Council:
    """The council; raises NoResultFound where there is none."""
    return db.session.scalars(select(Council).where(Council.id == council_id)).one()


def by_code(code: str) -> Council | None:
    """The council with this code, in whatever case, or None."""
    return db.session.scalar(select(Council).where(Council.code == code.strip().lower()))
