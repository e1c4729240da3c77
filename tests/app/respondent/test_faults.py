"""When the database can't take a save, nobody loses what they wrote."""

from collections.abc import Iterator

import pytest
from flask import Flask
from sqlalchemy import Engine, event, text

from app import access
from tests.app.respondent.conftest import Answering
from tests.databases import write_meanwhile


@pytest.fixture
def impatient(app: Flask) -> Iterator[Engine]:
    """Connections that wait for a lock for a moment instead of seconds."""
    engine: Engine = app.extensions["radslag_engine"]
    sqlite = engine.dialect.name == "sqlite"

    def hurry(connection: object, *_rest: object) -> None:
        cursor = connection.cursor()  # type: ignore[attr-defined]
        cursor.execute("PRAGMA busy_timeout=50" if sqlite else "SET lock_timeout = '50ms'")
        cursor.close()
        if not sqlite:
            connection.commit()  # type: ignore[attr-defined]

    event.listen(engine, "checkout", hurry)
    yield engine
    event.remove(engine, "checkout", hurry)
    engine.dispose()


def test_a_locked_database_gives_the_typed_text_back(impatient: Engine, answering: Answering) -> None:
    data = {"q-vad_ser_ni": "Det jag skrev", "q-vad_ser_ni-version": "0"}
    with impatient.connect() as other, other.begin():
        other.execute(text("UPDATE input_request SET note = 'låst'"))
        answer = answering.one.post(answering.base + "section/det_ni_ser", data=data)
    assert answer.status_code == 503
    assert "Det jag skrev" in answer.text
    assert answering.one.post(answering.base + "section/det_ni_ser", data=data).status_code == 303


def test_finding_out_who_comes_keeps_no_writer_waiting(
    app: Flask, answering: Answering, monkeypatch: pytest.MonkeyPatch
) -> None:
    found, let_others = access._find_respondent, []

    def find(request_id: int) -> access.Respondent | None:
        respondent = found(request_id)
        let_others.append(write_meanwhile(app))
        return respondent

    monkeypatch.setattr(access, "_find_respondent", find)
    data = {"q-vad_ser_ni": "Det jag skrev", "q-vad_ser_ni-version": "0"}
    assert answering.one.post(answering.base + "section/det_ni_ser", data=data).status_code == 303
    assert let_others == [True]
