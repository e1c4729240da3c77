"""What people tell us about pages that they can't use."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.models.base import Base, HasCreatedAt, HasId
from app.models.people import Staff


class AccessibilityReport(HasId, HasCreatedAt, Base):
    """A fault in accessibility, told without signing in. `reply_to` is whatever the person wants to be reached at."""

    __tablename__ = "accessibility_report"
    __table_args__ = (
        CheckConstraint("text <> ''", name="says_something"),
        CheckConstraint("(handled_at IS NULL) = (handled_by_id IS NULL)", name="handled_by_somebody"),
    )

    text: Mapped[str]
    # Which page it was about, in the person's own words or as an address.
    page: Mapped[str] = mapped_column(default="")
    reply_to: Mapped[str] = mapped_column(default="")
    handled_at: Mapped[datetime | None]
    handled_by_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))

    handled_by: Mapped[Staff | None] = relationship()
