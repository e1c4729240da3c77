"""Fixtures for all tests: one application per database, a clean database per test, clients that are signed in."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import HealthCheck, settings

import config
from app import create_app
from app.extensions import db, limiter
from app.models import Staff
from app.services import staff as staff_service
from tests.databases import TestDatabase, commit_lightly, engines_of, open_database
from tests.passwords import PASSWORD, hash_quickly
from tests.suites import require_or_skip

hash_quickly()

# How long an example takes says nothing of the code on a machine that is shared.
settings.register_profile("shared-machine", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("shared-machine")

KINDS = ["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)]


class ReadingClient(FlaskClient):
    """Reads every answer to its end and closes it, as a browser does: a download may hold a file open till then."""

    def open(self, *args: Any, **given: Any) -> Any:
        given.setdefault("buffered", True)
        return super().open(*args, **given)


@dataclass(frozen=True)
class Running:
    """A migrated database, and the application over it with mail going to a folder."""

    database: TestDatabase
    app: Flask


class Runnings:
    """One of each kind a test process, made when first asked for: tests come in random order."""

    def __init__(self, folders: pytest.TempPathFactory) -> None:
        self._folders = folders
        self._made: dict[str, Running | None] = {}

    def get(self, kind: str) -> Running:
        if kind not in self._made:
            self._made[kind] = self._make(kind)
        return self._made[kind] or require_or_skip(kind, "no PostgreSQL server answers; see docs/operations.md")

    def _make(self, kind: str) -> Running | None:
        database = open_database(kind, self._folders.mktemp("database"))
        if database is None:
            return None
        environment = {
            "DATABASE_URL": database.url,
            "MAIL_DIRECTORY": str(self._folders.mktemp("mail")),
            "BASE_URL": "http://localhost",
            "FILE_STORE": str(self._folders.mktemp("files")),
            "SECRET_KEY": "only-for-tests-only-for-tests-only",
        }
        limiter.enabled = True  # an application made without it never gets all of it
        app = create_app(config.load(environment))
        app.config.update(WTF_CSRF_ENABLED=False)
        app.test_client_class = ReadingClient
        limiter.enabled = False
        commit_lightly(app)
        return Running(database, app)

    def end(self) -> None:
        for running in filter(None, self._made.values()):
            running.app.extensions["radslag_engine"].dispose()
            running.database.drop()


@pytest.fixture(scope="session")
def runnings(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Runnings]:
    """The databases and applications of this test process."""
    all_of_them = Runnings(tmp_path_factory)
    yield all_of_them
    all_of_them.end()


@pytest.fixture(params=KINDS)
def running(request: pytest.FixtureRequest, runnings: Runnings) -> Running:
    """A test that asks for an application runs on each kind of database."""
    return runnings.get(request.param)


@pytest.fixture
def database(running: Running) -> TestDatabase:
    """The database that the test runs on."""
    return running.database


@pytest.fixture
def app(running: Running) -> Iterator[Flask]:
    """The application over an empty database."""
    for message in Path(running.app.config["MAIL_DIRECTORY"]).glob("*.eml"):
        message.unlink()
    shutil.rmtree(running.app.config["FILE_STORE"], ignore_errors=True)
    yield running.app
    # Its connections stay for the next test; one that is still out may hold a transaction.
    assert not any(engine.pool.checkedout() for engine in engines_of(running.app))
    running.database.empty()


@pytest.fixture
def app_context(app: Flask) -> Iterator[Flask]:
    """An application context, for tests of services and queries."""
    with app.app_context():
        yield app


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    """A browser that nobody is signed in with."""
    return app.test_client()


def sign_in(app: Flask, role: str) -> FlaskClient:
    """A browser that a new person of this role has signed in with."""
    from app.models import StaffRole

    address = f"{role}@stad.example"
    with app.app_context(), db.transaction():
        staff_service.add(address, StaffRole(role), PASSWORD)
    client = app.test_client()
    answer = client.post("/sign-in", data={"email": address, "password": PASSWORD})
    assert answer.status_code == 302, answer.text
    return client


@pytest.fixture
def secretariat(app: Flask) -> FlaskClient:
    """A signed-in secretary."""
    return sign_in(app, "secretariat")


@pytest.fixture
def chair(app: Flask) -> FlaskClient:
    """A signed-in chair."""
    return sign_in(app, "chair")


@pytest.fixture
def admin(app: Flask) -> FlaskClient:
    """A signed-in administrator."""
    return sign_in(app, "admin")


@pytest.fixture
def staff_member(app_context: Flask) -> Staff:
    """A person of the secretariat, for services that ask who acts."""
    from app.models import StaffRole

    with db.transaction():
        return staff_service.add("secretariat@stad.example", StaffRole.SECRETARIAT, PASSWORD)


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, object]) -> dict[str, object]:
    """The system's Chromium, silent towards the network."""
    path = next(
        (p for p in ("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome") if Path(p).exists()),
        None,
    )
    if path is None:
        require_or_skip("browser", "no Chromium is installed")
    quiet = [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
    ]
    return {**browser_type_launch_args, "executable_path": path, "args": quiet}
