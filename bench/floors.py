"""The floors: the least that a page or a durable save can cost on the same server."""

import json
import os
import sqlite3
import threading
from datetime import UTC, datetime

from flask import Flask, request

_local = threading.local()


def create_app() -> Flask:
    """A bare page, and a bare save of fifteen rows in one durable transaction."""
    app = Flask("floor")

    @app.get("/")
    def page() -> str:
        return "ok"

    @app.post("/save")
    def save() -> str:
        connection = _connection()
        now = datetime.now(UTC).isoformat()
        client = int(request.args["client"])
        text = request.get_data(as_text=True)
        rows = [(client, f"q{n}", json.dumps(text[:200]), "named", 1, now, 1) for n in range(15)]
        connection.execute("BEGIN IMMEDIATE")
        connection.executemany(
            "INSERT INTO draft_answer VALUES (?, ?, ?, ?, ?, ?, ?)"
            " ON CONFLICT (draft_id, question_key) DO UPDATE SET typed = excluded.typed, version = version + 1",
            rows,
        )
        connection.execute("COMMIT")
        return "ok"

    return app


def _connection() -> sqlite3.Connection:
    if not hasattr(_local, "connection"):
        _local.connection = sqlite3.connect(os.environ["FLOOR_DATABASE"], timeout=30, isolation_level=None)
        for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON"):
            _local.connection.execute(f"PRAGMA {pragma}")
        _local.connection.execute(
            "CREATE TABLE IF NOT EXISTS draft_answer (draft_id, question_key, typed, permission, version, changed_at,"
            " changed_by, UNIQUE (draft_id, question_key))"
        )
    connection: sqlite3.Connection = _local.connection
    return connection
