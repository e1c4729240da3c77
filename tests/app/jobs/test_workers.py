"""Several workers at once, and workers that are killed: each mail goes out, and none twice but for the allowed case."""

import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import func, select

from app.extensions import db
from app.jobs import schedule
from app.models import JobRun, OutboxMessage, OutboxState, now
from app.services.issue import outbox
from app.services.issue.outbox import QueuedMail
from tests.app.jobs.relay import Relay
from tests.factories import scenes

MAILS = 60
PROGRAM = [sys.executable, "-c", "from app.cli import main; main()", "worker", "--once"]


@pytest.fixture
def queued(app_context: Flask) -> int:
    """Many mails to five contacts."""
    with db.transaction():
        scene = scenes.issued()
        links = list(scene.invitations.values())
        mails = [QueuedMail("invitation", f"event:{n}", links[n % 5].contact_id, links[n % 5].id) for n in range(MAILS)]
        return outbox.queue_many(mails)


@pytest.fixture
def start(app_context: Flask, relay: Relay) -> Iterator:
    """Starts `radslag worker --once` as a process of its own."""
    started: list[subprocess.Popen[bytes]] = []

    def begin() -> subprocess.Popen[bytes]:
        environment = {
            "DATABASE_URL": app_context.config["DATABASE_URL"],
            "SECRET_KEY": app_context.config["SECRET_KEY"],
            "MAIL_SERVER": "127.0.0.1",
            "MAIL_PORT": str(relay.port),
            "PATH": "/usr/bin:/bin",
        }
        process = subprocess.Popen(PROGRAM, env=environment, stdout=subprocess.DEVNULL)
        started.append(process)
        return process

    yield begin
    for process in started:
        process.kill()
        process.wait()


def count_sent() -> int:
    db.session.rollback()
    query = select(func.count()).select_from(OutboxMessage).where(OutboxMessage.state == OutboxState.SENT)
    sent = db.session.scalar(query) or 0
    db.session.rollback()
    return sent


def test_two_workers_at_once_send_each_mail_once(queued: int, relay: Relay, start) -> None:
    workers = [start(), start()]
    for process in workers:
        process.wait(timeout=120)
        assert process.returncode == 0
    assert len(relay.taken) == len(set(relay.message_ids)) == queued
    assert count_sent() == queued


def test_killed_workers_lose_nothing_and_repeat_at_most_the_mail_in_their_hands(
    queued: int, relay: Relay, start
) -> None:
    kills = 0
    for stop_at in (5, 20, 45):
        process = start()
        deadline = time.monotonic() + 60
        while len(relay.taken) < stop_at and time.monotonic() < deadline:
            time.sleep(0.005)
        process.send_signal(signal.SIGKILL)
        process.wait()
        kills += 1
    last = start()
    last.wait(timeout=120)
    assert last.returncode == 0
    assert count_sent() == queued, "what a dead worker had claimed is taken up at once"
    times = Counter(relay.message_ids)
    assert len(times) == queued
    assert sum(times.values()) - queued <= kills


def test_a_job_that_fails_is_noted_and_stops_no_other(app_context: Flask, monkeypatch, tmp_path: Path) -> None:
    def fail(_now) -> dict[str, int]:
        raise RuntimeError("broken")

    broken = schedule.Job("reminders", fail, schedule.JOBS[0].every)
    monkeypatch.setattr(schedule, "JOBS", (broken, *schedule.JOBS[1:]))
    schedule.Rounds(time.monotonic).run_due()
    runs = {run.job: run for run in db.session.scalars(select(JobRun))}
    assert runs["reminders"].failed
    assert runs["outbox_mailer"].finished_at is not None
    assert not runs["outbox_mailer"].failed


def test_rounds_keep_their_pace_whatever_the_wall_clock_says(app_context: Flask) -> None:
    clock = [0.0]
    rounds = schedule.Rounds(lambda: clock[0])
    seen: list[str] = []

    def noted(job: schedule.Job) -> None:
        seen.append(job.name)

    rounds._run = noted
    for clock[0] in (0.0, 5.0, 10.0, 20.0, 600.0):
        rounds.run_due()
    assert Counter(seen) == {"outbox_mailer": 4, "reminders": 2, "shuffling": 2, "cleaning": 1, "file_cleaning": 1}


def test_idle_runs_leave_one_row(app_context: Flask) -> None:
    for _ in range(3):
        schedule.run_job(schedule.JOBS[1], now())
    assert len(db.session.scalars(select(JobRun)).all()) == 1
