"""Reads persons of staff."""

from sqlalchemy import select

from app.extensions import db
from app.models import Staff


def by_email(email: str) -> Staff | None:
    """The person with this address who still works here, or None."""
    return db.session.scalar(select(Staff).where(Staff.email == email.strip().lower(), Staff.left_at.is_(None)))


def everyone() -> list[Staff]:
    """All who ever worked here, those still here first, then by address."""
    return list(db.session.scalars(select(Staff).order_by(Staff.left_at.is_not(None), Staff.email)))


def by_id(staff_id: int) -> Staff:
    """The person who works here with this id; raises NoResultFound for any other."""
    return db.session.scalars(select(Staff).where(Staff.id == staff_id, Staff.left_at.is_(None))).one()
