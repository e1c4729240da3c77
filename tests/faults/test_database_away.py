"""A database that is locked, full, restarting or gone: a plain page that gives the text back, and work goes on after."""

import sqlite3
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import event, select

import config
from app import create_app, extensions
from app.extensions import db
from app.models import DraftAnswer
from app.queries import health
from tests.databases import TestDatabase, open_database
from tests.factories import scenes
from tests.machine import free_port
from tests.suites import require_or_skip

TEXT = "En lång text som ingen vill skriva en gång till."


@pytest.fixture
def application(monkeypatch: pytest.MonkeyPatch) -> Iterator[object]:
    """Makes applications over a given database; SQLite waits a moment for a lock, and not ten seconds."""
    monkeypatch.setattr(extensions, "SQLITE_BUSY_SECONDS", 0.2)
    made: list[Flask] = []

    def make(url: str) -> Flask:
        app = create_app(config.load({"DATABASE_URL": url, "BASE_URL": "http://localhost"}))
        app.config["WTF_CSRF_ENABLED"] = False
        made.append(app)
        return app

    yield make
    for app in made:
        app.extensions["radslag_engine"].dispose()


def opened(kind: str, folder: Path) -> TestDatabase:
    database = open_database(kind, folder)
    if database is None:
        require_or_skip(kind, "no PostgreSQL server answers; see docs/operations.md")
    return database


def writing(app: Flask) -> tuple[FlaskClient, str]:
    """A browser with an open form, and the address of its section."""
    with app.app_context(), db.transaction():
        scene = scenes.issued()
        request_id, link = scene.requests["member"].id, scenes.link_of(scene.invitations["member"])
    client = app.test_client()
    assert client.post(link).status_code == 303
    return client, f"/answer/{request_id}/section/lage"


def gives_the_text_back(client: FlaskClient, path: str) -> None:
    answer = client.post(path, data={"q-vad_ser_ni": TEXT, "q-vad_ser_ni-seen-version": "0"})
    assert answer.status_code == 503
    assert TEXT in answer.text
    assert "<h1" in answer.text


def saves(app: Flask, client: FlaskClient, path: str) -> None:
    assert client.post(path, data={"q-vad_ser_ni": TEXT, "q-vad_ser_ni-seen-version": "0"}).status_code == 303
    with app.app_context():
        assert db.session.scalars(select(DraftAnswer)).one().typed == TEXT


@contextmanager
def held(file: str) -> Iterator[None]:
    """Somebody else is writing, and takes their time."""
    connection = sqlite3.connect(file, isolation_level=None)
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
    finally:
        connection.rollback()
        connection.close()


def test_a_locked_database_gives_the_text_back(application, tmp_path: Path) -> None:
    database = opened("sqlite", tmp_path)
    app = application(database.url)
    client, path = writing(app)
    with held(database.url.removeprefix("sqlite:///")):
        gives_the_text_back(client, path)
        assert client.get("/health/ready").status_code == 503
        assert client.get("/health/live").status_code == 200
        assert TEXT not in client.get(path).text  # reading goes on
    assert client.get("/health/ready").status_code == 200
    saves(app, client, path)


def test_a_full_database_gives_the_text_back(application, tmp_path: Path) -> None:
    app = application(opened("sqlite", tmp_path).url)
    client, path = writing(app)
    engine = app.extensions["radslag_engine"]
    engine.dispose()

    def fill(connection: sqlite3.Connection, _record: object) -> None:
        # The file may grow no more: SQLite then says what it says when the disk is full.
        connection.execute(f"PRAGMA max_page_count={connection.execute('PRAGMA page_count').fetchone()[0]}")

    event.listen(engine, "connect", fill)
    long = {"q-vad_ser_ni": TEXT * 4000, "q-vad_ser_ni-seen-version": "0"}
    answer = client.post(path, data=long)
    assert answer.status_code == 503
    assert TEXT * 4000 in answer.text
    event.remove(engine, "connect", fill)
    engine.dispose()
    assert client.post(path, data=long).status_code == 303


def test_a_disk_with_no_room_is_not_ready(application, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    client = application(opened("sqlite", tmp_path).url).test_client()
    assert client.get("/health/ready").status_code == 200
    monkeypatch.setattr(health, "LEAST_FREE_BYTES", 2**70)
    answer = client.get("/health/ready")
    assert answer.status_code == 503
    assert "disk" in answer.json["reason"]


@pytest.fixture
def postgresql(tmp_path: Path) -> Iterator[TestDatabase]:
    database = opened("postgresql", tmp_path)
    yield database
    database.drop()


@pytest.mark.postgresql
def test_ended_connections_are_replaced(application, postgresql: TestDatabase) -> None:
    app = application(postgresql.url)
    client, path = writing(app)
    with psycopg.connect(postgresql.url.replace("+psycopg", ""), autocommit=True) as other:
        assert end_others(other) > 0
    saves(app, client, path)


@pytest.mark.postgresql
def test_a_connection_ended_in_the_middle_gives_the_text_back(application, postgresql: TestDatabase) -> None:
    app = application(postgresql.url)
    client, path = writing(app)
    address = postgresql.url.replace("+psycopg", "")
    with psycopg.connect(address) as holder, psycopg.connect(address, autocommit=True) as other:
        holder.execute("SELECT id FROM input_request FOR UPDATE")
        ender = threading.Thread(target=end_the_waiting, args=(other,))
        ender.start()
        gives_the_text_back(client, path)
        ender.join()
        holder.rollback()
    saves(app, client, path)


def end_the_waiting(connection: psycopg.Connection) -> None:
    """End the connection that waits for a lock, as soon as one does."""
    until = time.monotonic() + 30
    while time.monotonic() < until:
        waiting = "wait_event_type = 'Lock' AND datname = current_database()"
        if connection.execute(f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE {waiting}").fetchall():
            return
        time.sleep(0.05)
    raise AssertionError("nobody waited for the lock")


def end_others(connection: psycopg.Connection) -> int:
    others = "pid <> pg_backend_pid() AND datname = current_database()"
    return len(connection.execute(f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE {others}").fetchall())


def test_a_server_that_is_gone_is_said_plainly(application) -> None:
    client = application(f"postgresql+psycopg://127.0.0.1:{free_port()}/radslag").test_client()
    assert client.get("/health/live").status_code == 200
    answer = client.get("/health/ready")
    assert (answer.status_code, answer.json["status"]) == (503, "unavailable")
    assert client.get("/invitation/whatever").status_code == 503
