"""`python -m bench.uploads [FOLDER]`: hostile files at every route that takes one, in a real server's shape.

Each file is tried and, where a second page would write it, written. The table shows the worst of each route; below it
stands every file that broke a promise: a 5xx, more time or memory than promised, or rows that a refusal left behind.
Without a folder, the files are those that the tests refuse.
"""

import io
import os
import re
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from werkzeug.test import TestResponse

import config
from app import create_app
from app.extensions import db, limiter
from app.models import Questionnaire, StaffRole
from app.services import staff
from forms.audience import OrganisationKind
from migrations import chain
from tests.access.places import everything_stored
from tests.app.uploads.test_refusing import CASES
from tests.factories import scenes

PASSWORD = "bara för mätningen"
MOST_SECONDS, MOST_MIB = 5, 300
HIDDEN = re.compile(r'<input type="hidden" name="(name|content)"\s+value="([^"]*)"', re.DOTALL)


@dataclass(frozen=True)
class Tried:
    """What came of one file at one route."""

    file: str
    status: int
    seconds: float
    mebibytes: float
    wrote: bool

    @property
    def is_broken(self) -> bool:
        """Whether a promise was broken."""
        left_behind = self.wrote and self.status >= 400
        return self.status >= 500 or self.seconds > MOST_SECONDS or self.mebibytes > MOST_MIB or left_behind


class Memory:
    """The most that this process and its children have held at once, above what it held before."""

    def __init__(self) -> None:
        self.peak = 0.0

    @contextmanager
    def watched(self) -> Iterator[None]:
        """Look every hundredth of a second while something is done."""
        before, done = _held(), threading.Event()
        self.peak = 0.0

        def look() -> None:
            while not done.wait(0.01):
                self.peak = max(self.peak, _held() - before)

        watcher = threading.Thread(target=look)
        watcher.start()
        try:
            yield
        finally:
            done.set()
            watcher.join()


def main(folder: str = "") -> None:
    """Print what came of every file at every route."""
    files = _files(folder)
    print("| route | files | refused | slowest s | file | most MB over base | file |\n|---|---|---|---|---|---|---|")
    broken = []
    with _service() as (app, routes):
        for name, (client, address) in routes.items():
            tried = [_try(app, client, address, file, data) for file, data in files.items()]
            slow, large = max(tried, key=lambda one: one.seconds), max(tried, key=lambda one: one.mebibytes)
            refused = sum(one.status >= 400 for one in tried)
            print(
                f"| {name} | {len(tried)} | {refused} | {slow.seconds:.1f} | {slow.file} "
                f"| {large.mebibytes:.0f} | {large.file} |",
                flush=True,
            )
            broken += [(name, one) for one in tried if one.is_broken]
    for name, one in broken:
        print(f"- {name}: {one}")
    print(f"\n{len(broken)} promises broken.")


def _files(folder: str) -> dict[str, bytes]:
    if not folder:
        return {f"{name}.xlsx": data for name, (data, _) in CASES.items()}
    found = sorted(path for path in Path(folder).rglob("*") if path.is_file())
    return {path.name: path.read_bytes() for path in found}


@contextmanager
def _service() -> Iterator[tuple[Flask, Mapping[str, tuple[FlaskClient, str]]]]:
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{Path(folder) / 'uploads.sqlite3'}"
        app = create_app(config.load({"DATABASE_URL": url, "MAIL_DIRECTORY": folder}))
        app.config["WTF_CSRF_ENABLED"] = limiter.enabled = False
        with app.app_context(), db.transaction():
            chain.upgrade(db.session.connection())
            staff.add("matning@stad.example", StaffRole.SECRETARIAT, PASSWORD)
            scene = scenes.issued()
            link = scenes.link_of(scene.invitations[OrganisationKind.MEMBER])
            council, meeting = scene.council.id, scene.meeting.id
            request = scene.requests[OrganisationKind.MEMBER].id
        secretariat, respondent = app.test_client(), app.test_client()
        secretariat.post("/sign-in", data={"email": "matning@stad.example", "password": PASSWORD})
        respondent.post(link)
        yield (
            app,
            {
                "organisations": (secretariat, f"/secretariat/councils/{council}/organisations/import"),
                "themes": (secretariat, f"/secretariat/councils/{council}/themes/import"),
                "form": (secretariat, f"/secretariat/meetings/{meeting}/form/import"),
                "answer workbook": (respondent, f"/answer/{request}/workbook"),
            },
        )
        app.extensions["radslag_engine"].dispose()


def _try(app: Flask, client: FlaskClient, address: str, name: str, data: bytes) -> Tried:
    before, memory, begun = everything_stored(app), Memory(), time.perf_counter()
    with memory.watched():
        answer = _post(client, address, {"file": (io.BytesIO(data), name), "replace": "y", "revision": _revision(app)})
    seconds, status = time.perf_counter() - begun, answer.status_code
    carried = dict(HIDDEN.findall(answer.text))
    if status < 400 and "content" in carried and address.endswith("/import"):
        begun = time.perf_counter()
        with memory.watched():
            status = _post(client, f"{address}/run", carried).status_code
        seconds = max(seconds, time.perf_counter() - begun)
    return Tried(name, status, seconds, memory.peak, everything_stored(app) != before)


def _post(client: FlaskClient, address: str, data: Mapping[str, object]) -> TestResponse:
    return client.post(address, data=data, content_type="multipart/form-data")


def _revision(app: Flask) -> str:
    with app.app_context():
        return str(db.session.scalars(select(Questionnaire.revision)).one())


def _held() -> float:
    """Mebibytes that this process and its children hold."""
    children = Path(f"/proc/{os.getpid()}/task").glob("*/children")
    pids = [str(os.getpid()), *(pid for path in children for pid in path.read_text().split())]
    return sum(_resident(pid) for pid in pids)


def _resident(pid: str) -> float:
    try:
        status = Path(f"/proc/{pid}/status").read_text()
    except (FileNotFoundError, ProcessLookupError):
        return 0.0
    found = re.search(r"VmRSS:\s+(\d+) kB", status)
    return int(found[1]) / 1024 if found else 0.0


if __name__ == "__main__":
    main(*sys.argv[1:2])
