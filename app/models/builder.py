"""What the form builder keeps beside the form: its latest changes, so that they can be undone, and who is writing."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.models.base import Base, HasId
from app.models.people import Staff


class QuestionnaireStep(HasId, Base):
    """One change of a draft, with the document on its other side: before it, or after it once it is undone."""

    __tablename__ = "questionnaire_step"

    questionnaire_id: Mapped[int] = mapped_column(ForeignKey("questionnaire.id"), index=True)
    document: Mapped[dict[str, Any]] = mapped_column(JSON)
    # What somebody goes on writing in, so that a minute of saving by itself is one step; "" for everything else.
    part: Mapped[str] = mapped_column(default="")
    undone: Mapped[bool] = mapped_column(default=False)
    taken_at: Mapped[datetime]
    taken_by_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))

    taken_by: Mapped[Staff | None] = relationship()


class EditorVisit(Base):
    """When a person of staff last had a meeting's form open in the builder. Kept for a day."""

    __tablename__ = "editor_visit"

    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id"), primary_key=True)
    staff_id: Mapped[int] = mapped_column(ForeignKey("staff.id"), primary_key=True)
    seen_at: Mapped[datetime]

    staff: Mapped[Staff] = relationship()
