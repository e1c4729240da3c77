"""Notes where in the form somebody is, and tells who else is there: a kindness, never a lock."""

from datetime import timedelta
from typing import cast

from sqlalchemy import Insert, Table, func, select
from sqlalchemy.dialects import postgresql, sqlite

from app.access import Respondent
from app.extensions import db
from app.models import Contact, SectionVisit, now

VISITS = cast("Table", SectionVisit.__table__)
# The page tells of itself twice within this; whoever has gone is gone soon after.
HERE = timedelta(seconds=75)


def visit(respondent: Respondent, section_key: str) -> list[str]:
    """Note that this person has the section open; returns the names of the others who do, in order."""
    moment = now()
    row = {
        "request_id": respondent.request.id,
        "contact_id": respondent.contact.id,
        "section_key": section_key,
        "seen_at": moment,
    }
    db.session.execute(_UPSERTS[db.engine.dialect.name], row)
    name = func.coalesce(func.nullif(Contact.name, ""), func.nullif(Contact.role, ""), Contact.email)
    query = select(name).join(SectionVisit, SectionVisit.contact_id == Contact.id)
    query = query.where(
        SectionVisit.request_id == respondent.request.id,
        SectionVisit.section_key == section_key,
        SectionVisit.contact_id != respondent.contact.id,
        SectionVisit.seen_at > moment - HERE,
    )
    return list(db.session.scalars(query.order_by(name, Contact.id)))


def _upsert(into: postgresql.Insert | sqlite.Insert) -> Insert:
    return into.on_conflict_do_update(
        index_elements=("request_id", "contact_id"),
        set_={"section_key": into.excluded.section_key, "seen_at": into.excluded.seen_at},
    )


_UPSERTS = {"postgresql": _upsert(postgresql.insert(VISITS)), "sqlite": _upsert(sqlite.insert(VISITS))}
