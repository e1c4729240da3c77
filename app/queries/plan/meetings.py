"""Reads meetings, with what nearly every page about one needs."""

from sqlalchemy import Select, select
from sqlalchemy.orm import joinedload, selectinload

from app.extensions import db
from app.models import Meeting, MeetingTheme, now


def by_id(meeting_id: int) -> Meeting:
    """The meeting with its council and headline themes; raises NoResultFound where there is none."""
    return db.session.scalars(_whole().where(Meeting.id == meeting_id)).unique().one()


def of_council(council_id: int) -> list[Meeting]:
    """The council's meetings, the latest first."""
    return _all(_whole().where(Meeting.council_id == council_id).order_by(Meeting.starts_at.desc(), Meeting.id.desc()))


def everyone() -> list[Meeting]:
    """The meetings of all councils, the latest first."""
    return _all(_whole().order_by(Meeting.starts_at.desc(), Meeting.id.desc()))


def upcoming() -> list[Meeting]:
    """Meetings that have not begun, the nearest first."""
    return _all(_whole().where(Meeting.starts_at > now()).order_by(Meeting.starts_at, Meeting.id))


def held() -> list[Meeting]:
    """Meetings that have begun or are over, the latest first."""
    return _all(_whole().where(Meeting.starts_at <= now()).order_by(Meeting.starts_at.desc(), Meeting.id.desc()))


def _all(query: Select[Meeting]) -> list[Meeting]:
    return list(db.session.scalars(query).unique())


def _whole() -> Select[Meeting]:
    return select(Meeting).options(
        joinedload(Meeting.council), selectinload(Meeting.headline_themes).joinedload(MeetingTheme.theme)
    )
