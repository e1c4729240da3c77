"""The commands that issue, work and tell: what they print, and how they refuse."""

import json
import signal
import subprocess
import sys
import time
from email import message_from_bytes
from pathlib import Path

import pytest
from click.testing import CliRunner
from flask import Flask
from sqlalchemy import select

from app.cli.issue import issue
from app.cli.status import status
from app.cli.worker import worker
from app.extensions import db
from app.jobs.schedule import JOBS
from app.models import InputRequest, JobRun, OutboxMessage, OutboxState, RequestState, now
from app.services.problems import Refused
from forms.audience import OrganisationKind
from tests.factories import scenes


@pytest.fixture
def scene(app_context: Flask) -> scenes.Scene:
    with db.transaction():
        return scenes.planned()


def run(command, *options: str):
    return CliRunner().invoke(command, list(options), catch_exceptions=False)


def test_issue_prints_counts_and_repeats_nothing(scene) -> None:
    meeting = str(scene.meeting.id)
    assert run(issue, "--meeting", meeting).stdout == "requests 5, invitations 5, mails 5, without contact 0\n"
    again = json.loads(run(issue, "--meeting", meeting, "--json").stdout)
    assert again == {"requests": 0, "invitations": 0, "mails": 0, "without_contact": 0}


def test_issue_refuses_what_is_not_published(scene) -> None:
    with db.transaction():
        db.session.delete(scene.version)
    with pytest.raises(Refused):
        run(issue, "--meeting", str(scene.meeting.id))
    assert db.session.scalars(select(InputRequest)).all() == []


def test_worker_once_drains_and_prints_counts_per_job(scene, app_context: Flask) -> None:
    run(issue, "--meeting", str(scene.meeting.id))
    done = run(worker, "--once", "--json")
    counts = json.loads(done.stdout)
    assert counts["outbox_mailer"]["sent"] == 5
    assert counts["outbox_mailer"]["waiting"] == 0
    files = sorted(Path(app_context.config["MAIL_DIRECTORY"]).iterdir())
    assert [file.suffix for file in files] == [".eml"] * 5
    assert all(file.name.endswith("-invitation.eml") for file in files)
    message = message_from_bytes(files[0].read_bytes())
    assert message["Auto-Submitted"] == "auto-generated"
    again = run(worker, "--once").stdout.splitlines()
    assert "outbox_mailer: sent 0, retried 0, failed 0, cancelled 0, postponed 0, unreachable 0, waiting 0" in again
    assert {run.job for run in db.session.scalars(select(JobRun))} == {job.name for job in JOBS}


def test_status_has_a_row_for_every_organisation(scene) -> None:
    meeting = str(scene.meeting.id)
    before = json.loads(run(status, "--meeting", meeting, "--json").stdout)
    assert [row["state"] for row in before] == ["not_issued"] * 5
    run(issue, "--meeting", meeting)
    run(worker, "--once")
    with db.transaction():
        request = db.session.scalars(select(InputRequest).where(InputRequest.kind == OrganisationKind.MEMBER)).one()
        request.state, request.own_deadline_at = RequestState.OPENED, now()
    rows = json.loads(run(status, "--meeting", meeting, "--json").stdout)
    assert [row["state"] for row in rows] == ["silent", *["issued"] * 4]
    assert rows[0]["silent"] is True
    assert rows[0]["sent_at"] is not None
    assert rows[0]["contacts"] == [scene.contacts[OrganisationKind.MEMBER].email]
    lines = run(status, "--meeting", meeting).stdout.splitlines()
    assert len(lines) == 5
    assert lines[0].startswith(f"{scene.organisations[OrganisationKind.MEMBER].name}\tsilent\t")


@pytest.mark.parametrize("command", [issue, status])
def test_a_meeting_must_be_named(app_context: Flask, command) -> None:
    assert run(command).exit_code == 2
    assert run(command, "--meeting", "x").exit_code == 2


def environment(app: Flask, folder: Path) -> dict[str, str]:
    return {
        "DATABASE_URL": app.config["DATABASE_URL"],
        "MAIL_DIRECTORY": str(folder),
        "SECRET_KEY": app.config["SECRET_KEY"],
        "PATH": "/usr/bin:/bin",
    }


PROGRAM = [sys.executable, "-c", "from app.cli import main; main()", "worker"]


def test_worker_stops_cleanly_when_asked(scene, app_context: Flask, tmp_path: Path) -> None:
    run(issue, "--meeting", str(scene.meeting.id))
    process = subprocess.Popen(PROGRAM, env=environment(app_context, tmp_path), stdout=subprocess.PIPE, text=True)
    deadline = time.monotonic() + 60
    while len(list(tmp_path.glob("*.eml"))) < 5 and time.monotonic() < deadline:
        time.sleep(0.1)
    process.send_signal(signal.SIGTERM)
    out, _ = process.communicate(timeout=30)
    assert process.returncode == 0
    assert out.splitlines()[-1] == "stopped"
    assert set(db.session.scalars(select(OutboxMessage.state))) == {OutboxState.SENT}
