"""Reads what people have told about pages that they can't use."""

from sqlalchemy import func, select

from app.extensions import db
from app.models import AccessibilityReport


def everything() -> list[AccessibilityReport]:
    """All reports: those that wait first, the oldest of them at the top; then the handled, the latest first."""
    waiting = AccessibilityReport.handled_at.is_not(None)
    ordered = (waiting, AccessibilityReport.handled_at.desc(), AccessibilityReport.created_at, AccessibilityReport.id)
    return list(db.session.scalars(select(AccessibilityReport).order_by(*ordered)))


def waiting() -> int:
    """How many nobody has handled yet."""
    count = select(func.count()).select_from(AccessibilityReport).where(AccessibilityReport.handled_at.is_(None))
    return db.session.scalar(count) or 0


def by_id(report_id: int) -> AccessibilityReport:
    """The report; raises NoResultFound where there is none."""
    return db.session.scalars(select(AccessibilityReport).where(AccessibilityReport.id == report_id)).one()
