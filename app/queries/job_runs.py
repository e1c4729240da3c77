"""Reads what ran when."""

from sqlalchemy import func, select

from app.extensions import db
from app.models import JobRun


def latest() -> dict[str, JobRun]:
    """The last run of each job, by the job's name."""
    last = select(func.max(JobRun.id)).group_by(JobRun.job)
    query = select(JobRun).where(JobRun.id.in_(last)).order_by(JobRun.job)
    return {run.job: run for run in db.session.scalars(query)}
