"""Reads who else has a meeting's form open in the builder."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from app.extensions import db
from app.models import EditorVisit, Meeting, Staff, now

HERE = timedelta(seconds=75)
"""A page's script tells of itself every half minute; one lost message does not send anybody away."""
LATELY = timedelta(minutes=15)


@dataclass(frozen=True)
class Editor:
    """A colleague, and whether they are here now or were lately."""

    name: str
    is_here: bool
    seen_at: datetime


def others(meeting: Meeting, staff: Staff) -> list[Editor]:
    """The colleagues who have the form open, or had it lately; the latest first."""
    query = (
        select(EditorVisit)
        .where(EditorVisit.meeting_id == meeting.id, EditorVisit.staff_id != staff.id)
        .where(EditorVisit.seen_at >= now() - LATELY)
        .options(joinedload(EditorVisit.staff))
        .order_by(EditorVisit.seen_at.desc(), EditorVisit.staff_id)
    )
    return [
        Editor(one.staff.name or one.staff.email, now() - one.seen_at < HERE, one.seen_at)
        for one in db.session.scalars(query)
    ]
