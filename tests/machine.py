"""The service as it runs on a machine: gunicorn and the worker as processes of their own, over a database of their own."""

import os
import secrets
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

from flask import Flask
from sqlalchemy import make_url

import config
from app import create_app
from app.cli.serve import web_server
from tests.databases import TestDatabase, administer, open_database
from tests.suites import require_or_skip

ROOT = Path(__file__).parents[1]
START_SECONDS = 120


def free_port() -> int:
    """A port of loopback that nobody listens on just now."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port: int = one.getsockname()[1]
        return port


@dataclass
class Machine:
    """Where the service answers, its processes, and the application in this process for what no page shows."""

    database: TestDatabase
    folder: Path
    settings: dict[str, str]
    app: Flask
    web: subprocess.Popen[bytes] | None = None
    workers: list[subprocess.Popen[bytes]] = field(default_factory=list)

    @property
    def url(self) -> str:
        return self.settings["BASE_URL"]

    @property
    def log(self) -> Path:
        """What server and workers say on standard output and standard error."""
        return self.folder / "processes.log"

    def start_web(self) -> None:
        """Start gunicorn as `radslag serve` does, and wait until it is ready."""
        self.web = self._start(*web_server(self.url.removeprefix("http://"), workers=2, threads=4))
        until = time.monotonic() + START_SECONDS
        while not self._is_ready():
            assert self.web.poll() is None, self.log.read_text()
            assert time.monotonic() < until, "the server did not start"
            time.sleep(0.05)

    def kill_web(self) -> None:
        """kill -9 of the server and all that it started."""
        if self.web is not None:
            _kill(self.web)
            self.web = None

    def start_worker(self) -> subprocess.Popen[bytes]:
        """Start `radslag worker`."""
        self.workers.append(self._start("-m", "app.cli", "worker"))
        return self.workers[-1]

    def work_once(self) -> str:
        """Run `radslag worker --once` to its end; returns what it printed and logged."""
        command = [sys.executable, "-m", "app.cli", "worker", "--once"]
        done = subprocess.run(command, cwd=ROOT, env=self._environment(), capture_output=True, timeout=300, check=False)
        assert done.returncode == 0, done.stderr.decode()
        return (done.stdout + done.stderr).decode()

    def kill_workers(self) -> None:
        """kill -9 of every worker."""
        while self.workers:
            _kill(self.workers.pop())

    def _start(self, *arguments: str) -> subprocess.Popen[bytes]:
        with self.log.open("ab") as log:
            return subprocess.Popen(
                [sys.executable, *arguments],
                cwd=ROOT,
                env=self._environment(),
                stdout=log,
                stderr=log,
                start_new_session=True,
            )

    def _environment(self) -> dict[str, str]:
        kept = {name: value for name, value in os.environ.items() if name not in self.settings}
        return {**kept, "MAIL_DIRECTORY": "", **self.settings, "PYTHONWARNINGS": "default"}

    def _is_ready(self) -> bool:
        try:
            with urllib.request.urlopen(f"{self.url}/health/ready", timeout=5) as answer:
                return bool(answer.status == 200)
        except (urllib.error.URLError, OSError):
            return False


def _kill(process: subprocess.Popen[bytes]) -> None:
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


@contextmanager
def machine(kind: str, folder: Path, **settings: str) -> Iterator[Machine]:
    """A machine over a new database of this kind; nothing is started yet, all is ended and dropped afterwards."""
    database = open_database(kind, folder)
    if database is None:
        require_or_skip(kind, "no PostgreSQL server answers; see docs/operations.md")
    if not database.is_sqlite:
        # The other tests do without; here "acknowledged" must mean on disk.
        administer(f'ALTER DATABASE "{make_url(database.url).database}" SET synchronous_commit = on')
    environment = {
        "DATABASE_URL": database.url,
        "BASE_URL": f"http://127.0.0.1:{free_port()}",
        "SECRET_KEY": secrets.token_hex(32),
        "MAIL_DEFAULT_SENDER": "radslag@stad.example",
        **settings,
    }
    app = create_app(config.load(environment))
    made = Machine(database, folder, environment, app)
    try:
        yield made
    finally:
        made.kill_web()
        made.kill_workers()
        app.extensions["radslag_engine"].dispose()
        database.drop()
