"""What runs when: the one table of jobs, and how a run is noted."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from app.extensions import db
from app.jobs import cleaning, file_cleaning, outbox_mailer, reminders, shuffling
from app.models import now
from app.services import job_runs

log = logging.getLogger(__name__)
Counts = dict[str, int]


@dataclass(frozen=True)
class Job:
    """A job, and how long after the beginning of one run the next may begin."""

    name: str
    run: Callable[[datetime], Counts]
    every: timedelta


# Reminders stand before the mailer, so that one round queues and sends them.
JOBS = (
    Job("reminders", reminders.run, timedelta(minutes=10)),
    Job("outbox_mailer", outbox_mailer.run, timedelta(seconds=10)),
    Job("shuffling", shuffling.run, timedelta(minutes=10)),
    Job("cleaning", cleaning.run, timedelta(days=1)),
    Job("file_cleaning", file_cleaning.run, timedelta(hours=6)),
)


def run_job(job: Job, moment: datetime) -> Counts:
    """Run it now and leave its heartbeat. A failure is noted and raised."""
    with db.transaction():
        run_id = job_runs.begin(job.name, moment).id
    try:
        counts = job.run(moment)
    except Exception as error:
        log.error("job_failed", extra={"job": job.name, "error": type(error).__name__})  # noqa: TRY400 - no traceback
        with db.transaction():
            job_runs.end(run_id, now(), {}, failed=True)
        raise
    with db.transaction():
        job_runs.end(run_id, now(), counts)
    return counts


def run_all() -> dict[str, Counts]:
    """Run every job once, the mailer until nothing more is due; counts by job."""
    totals: dict[str, Counts] = {}
    for job in JOBS:
        counts = totals[job.name] = run_job(job, now())
        while job.run is outbox_mailer.run and outbox_mailer.has_more(counts):
            counts = run_job(job, now())
            totals[job.name] = _sum(totals[job.name], counts)
    return totals


def _sum(before: Counts, after: Counts) -> Counts:
    total = {name: before.get(name, 0) + count for name, count in after.items()}
    return total | {"waiting": after["waiting"]}


class Rounds:
    """Runs each job when its time has come, by a clock that can't be set back."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._next = dict.fromkeys((job.name for job in JOBS), 0.0)

    def run_due(self) -> None:
        """Run what is due. A job that fails is noted and tried again at its next time."""
        for job in JOBS:
            if self._clock() < self._next[job.name]:
                continue
            self._next[job.name] = self._clock() + job.every.total_seconds()
            self._run(job)

    def _run(self, job: Job) -> None:
        try:
            counts = run_job(job, now())
        except Exception as error:  # noqa: BLE001 - the worker lives on; the heartbeat says what failed
            log.error("round_failed", extra={"job": job.name, "error": type(error).__name__})  # noqa: TRY400 - no traceback
            db.session.rollback()
            return
        if job.run is outbox_mailer.run and outbox_mailer.has_more(counts):
            self._next[job.name] = 0.0
