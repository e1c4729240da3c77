"""Notes each run of a job: the heartbeat by which the secretariat sees that mail goes out."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import select

from app.extensions import db
from app.models import JobRun


def begin(job: str, moment: datetime) -> JobRun:
    """Note that a run begins. A run that found nothing to do gives its row to the next, so that rows stay few."""
    run = db.session.scalar(select(JobRun).where(JobRun.job == job).order_by(JobRun.id.desc()).limit(1))
    if run is None or run.failed or run.finished_at is None or any(run.counts.values()):
        run = JobRun(job=job)
        db.session.add(run)
    run.started_at, run.finished_at, run.failed, run.counts = moment, None, False, {}
    db.session.flush()
    return run


def end(run_id: int, moment: datetime, counts: Mapping[str, int], *, failed: bool = False) -> None:
    """Note how the run ended and what it counted."""
    run = db.session.get_one(JobRun, run_id)
    run.finished_at, run.failed, run.counts = moment, failed, dict(counts)
