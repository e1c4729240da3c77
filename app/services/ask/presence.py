"""Notes who has a meeting's form open in the builder."""

from datetime import datetime

from sqlalchemy import delete
from sqlalchemy.dialects.postgresql import insert as postgresql_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert

from app.extensions import db
from app.models import EditorVisit, Staff, now


def note(meeting_id: int, staff: Staff) -> None:
    """Note that the person has the form open now."""
    # Two of a person's pages may tell of it in the same moment.
    upsert = sqlite_insert if db.session.get_bind().dialect.name == "sqlite" else postgresql_insert
    visit = upsert(EditorVisit).values(meeting_id=meeting_id, staff_id=staff.id, seen_at=now())
    place = [EditorVisit.meeting_id, EditorVisit.staff_id]
    db.session.execute(visit.on_conflict_do_update(index_elements=place, set_={"seen_at": visit.excluded.seen_at}))


def forget(before: datetime) -> int:
    """Delete visits older than the moment; returns how many."""
    query = delete(EditorVisit).where(EditorVisit.seen_at < before).returning(EditorVisit.staff_id)
    return len(db.session.execute(query.execution_options(synchronize_session=False)).all())
