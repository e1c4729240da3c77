"""Deletes what has had its time: rows of the machinery, and what members began and never sent."""

from datetime import datetime

from sqlalchemy import delete, func, or_, select

from app.extensions import db
from app.models import BrowserSession, Collection, Device, DeviceSession, JobRun, MailboxCode, MemberView


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
