"""Deletes what has had its time: rows of the machinery, and what people wrote on the way to what they sent."""

from datetime import datetime, timedelta

from sqlalchemy import delete, func, or_, select

from app.extensions import db
from app.models import (
    BrowserSession,
    Collection,
    Device,
    DeviceSession,
    Draft,
    DraftComment,
    DraftTask,
    DraftWording,
    InputRequest,
    JobRun,
    MailboxCode,
    Meeting,
    MemberView,
    SectionVisit,
)

# How long things are kept that people can ask about: the page on privacy says these numbers.
# Long enough for a late answer, or for one more version after the meeting.
WORKING_NOTES_KEPT = timedelta(days=30)
# Long enough to open a collection again that was closed by mistake.
UNSENT_VIEWS_KEPT = timedelta(days=14)
SESSIONS_KEPT = timedelta(days=30)
REPORTS_KEPT = timedelta(days=365)


def remove_sessions(before: datetime) -> int:
    """Delete browser sessions that ended or ran out before the moment; returns how many."""
    over = or_(BrowserSession.expires_at < before, BrowserSession.ended_at < before)
    return len(db.session.execute(delete(BrowserSession).where(over).returning(BrowserSession.id)).all())


def remove_codes(before: datetime) -> int:
    """Delete mailed codes that ran out before the moment; returns how many."""
    query = delete(MailboxCode).where(MailboxCode.expires_at < before).returning(MailboxCode.id)
    return len(db.session.execute(query).all())


def remove_devices(moment: datetime) -> int:
    """Delete devices that are neither remembered nor point to any session that is still kept; returns how many."""
    forgotten = or_(Device.remembered_until.is_(None), Device.remembered_until < moment, Device.ended_at.is_not(None))
    query = delete(Device).where(forgotten, Device.id.not_in(select(DeviceSession.device_id)))
    return len(db.session.execute(query.returning(Device.id).execution_options(synchronize_session=False)).all())


def remove_runs(before: datetime) -> int:
    """Delete heartbeats older than the moment, but never a job's last; returns how many."""
    last = select(func.max(JobRun.id)).group_by(JobRun.job)
    query = delete(JobRun).where(JobRun.started_at < before, JobRun.id.not_in(last)).returning(JobRun.id)
    return len(db.session.execute(query.execution_options(synchronize_session=False)).all())


def remove_unsent_views(before: datetime) -> int:
    """Delete what members began and never sent, where collecting ended before the moment; returns how many."""
    over = or_(Collection.closed_at < before, Collection.closes_at < before)
    ended = select(Collection.id).where(over)
    query = delete(MemberView).where(MemberView.is_sent.is_(False), MemberView.collection_id.in_(ended))
    return len(db.session.execute(query.returning(MemberView.id)).all())


def remove_working_notes(before: datetime) -> int:
    """Delete what colleagues kept beside their drafts for meetings held before the moment; returns how many.

    That is comments, who answers what and what is done, earlier wordings, and who was last seen where. Drafts stay.
    """
    requests = select(InputRequest.id).join(Meeting).where(Meeting.starts_at < before)
    drafts = select(Draft.id).where(Draft.request_id.in_(requests))
    queries = (
        delete(DraftComment).where(DraftComment.draft_id.in_(drafts)).returning(DraftComment.draft_id),
        delete(DraftTask).where(DraftTask.draft_id.in_(drafts)).returning(DraftTask.draft_id),
        delete(DraftWording).where(DraftWording.draft_id.in_(drafts)).returning(DraftWording.draft_id),
        delete(SectionVisit).where(SectionVisit.request_id.in_(requests)).returning(SectionVisit.request_id),
    )
    found = (db.session.execute(query.execution_options(synchronize_session=False)) for query in queries)
    return sum(len(removed.all()) for removed in found)
