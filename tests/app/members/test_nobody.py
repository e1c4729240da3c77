"""A view belongs to nobody: from a whole copy of the database and all logs, none can be tied to a member or a time."""

import io
import json
import logging
import subprocess
import zipfile
from itertools import pairwise
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import DateTime, ForeignKeyConstraint, Table, select, text

from app.extensions import db, hash_token, make_engine
from app.jobs import shuffling
from app.models import Base, Collection, MemberAnswer, MemberView, now
from app.models.base import UtcDateTime
from app.services import backup
from tests.databases import TestDatabase
from tests.factories.collecting import Collecting

# What a view, and whatever points at a view, may point at. Nothing here is a person, a session or a mail.
HARMLESS = {"member_view", "member_answer", "collection", "view_group", "minority_view"}
TELLING = (
    "_at",
    "_on",
    "time",
    "date",
    "address",
    "ip",
    "agent",
    "email",
    "contact",
    "staff",
    "session",
    "device",
    "name",
)
SENTENCES = [f"Röst nummer {number} av många." for number in range(1, 31)]


def tables_of_views() -> set[str]:
    """The tables of views, and every table that points at them, however many steps away."""
    found, grown = set(), {"member_view"}
    while grown != found:
        found = set(grown)
        grown |= {table.name for table in Base.metadata.sorted_tables if targets(table) & (found - {"collection"})}
    return found


def targets(table: Table) -> set[str]:
    return {
        constraint.elements[0].column.table.name
        for constraint in table.constraints
        if isinstance(constraint, ForeignKeyConstraint)
    }


def test_the_schema_has_no_place_for_a_time_or_a_person() -> None:
    names = tables_of_views()
    assert {"member_view", "member_answer", "view_mark", "joint_citation"} <= names
    for name in names:
        table = Base.metadata.tables[name]
        assert targets(table) <= HARMLESS, name
        for column in table.columns:
            assert not isinstance(column.type, DateTime | UtcDateTime), column
            assert not column.name.endswith(TELLING), column


def test_nothing_else_points_at_a_view() -> None:
    """No table of people, mail, audit or sessions knows a view's key."""
    own = tables_of_views()
    columns = {
        f"{table.name}.{column.name}"
        for table in Base.metadata.sorted_tables
        for column in table.columns
        if table.name not in own and "view" in column.name
    }
    assert columns == set()


def test_rows_of_views_have_no_number_of_their_own(database: TestDatabase) -> None:
    for name in tables_of_views():
        table = Base.metadata.tables[name]
        assert not any(column.autoincrement is True for column in table.primary_key), name
        if database.is_sqlite:
            engine = make_engine(database.url)
            with engine.connect() as connection:
                made = connection.scalar(text("SELECT sql FROM sqlite_master WHERE name = :name"), {"name": name})
            engine.dispose()
            assert "WITHOUT ROWID" in made, name


@pytest.fixture
def written(collecting: Collecting, caplog: pytest.LogCaptureFixture) -> tuple[Collecting, str, list[str]]:
    """Thirty views that came in one after the other; what was logged meanwhile; what their members hold."""
    held: list[str] = []
    with caplog.at_level(logging.DEBUG):
        for number, sentence in enumerate(SENTENCES):
            phone, words, link = collecting.sent(sentence)
            held += [words, link.rpartition("/")[2]]
            if number % 5 == 0:
                phone.post("/voice/question/2", data={"q-ord": f"kort {number}"})
    with collecting.app.app_context():
        shuffling.run(now())
    return collecting, caplog.text, held


def test_a_copy_of_the_database_tells_no_order_no_time_and_no_secret(written, app: Flask) -> None:
    _, log, held = written
    copy = io.BytesIO()
    with app.app_context():
        backup.write(copy)
    with zipfile.ZipFile(copy) as archive:
        texts = {name: archive.read(name).decode() for name in archive.namelist()}
    views = [json.loads(line) for line in texts["tables/member_view.jsonl"].splitlines()]
    assert [set(view) for view in views] == [set(MemberView.__table__.columns.keys())] * len(SENTENCES)
    whole = "".join(texts.values())
    for secret in held:
        assert secret not in whole
        assert secret not in log
    keys = [view["id"] for view in views]
    for name, content in texts.items():
        if not name.endswith(tuple(f"/{own}.jsonl" for own in tables_of_views())):
            assert not [key for key in keys if key in content], name
            assert not [view for view in views if view["secret_hash"] in content], name
    answers = [json.loads(line) for line in texts["tables/member_answer.jsonl"].splitlines()]
    assert_unordered([place_of(row["typed"]) for row in answers if row["question_key"] == "tycker"])
    assert not [sentence for sentence in SENTENCES if sentence in log]


def test_members_leave_no_trace_in_any_other_table(written, app: Flask) -> None:
    """The audit trail, sessions, mails and runs are what they were before the first member came."""
    collecting, _, _ = written
    with app.app_context():
        before = others(app)
    collecting.sent("En till.")[0].post("/voice/withdraw")
    collecting.app.test_client().post(f"{collecting.path}/return", data={"words": "fel fel fel fel"})
    with app.app_context():
        assert others(app) == before
        collection = db.session.get(Collection, collecting.collection_id)
        assert collection is not None
        assert hash_token(collecting.path.rpartition("/")[2]) == collection.token_hash


def others(app: Flask) -> dict[str, list[str]]:
    own = tables_of_views()
    return {
        table.name: sorted(str(tuple(row)) for row in db.session.execute(select(table)))
        for table in Base.metadata.sorted_tables
        if table.name not in own
    }


def test_bytes_on_disk_tell_no_order(written, database: TestDatabase, app: Flask) -> None:
    """As they lie: pages of SQLite's file, and the heap of PostgreSQL with the transactions that wrote it."""
    if database.is_sqlite:
        file = Path(database.url.removeprefix("sqlite:///"))
        assert not Path(f"{file}-wal").exists() or Path(f"{file}-wal").stat().st_size == 0, "the log is emptied"
        content = on_disk(file)
        places = [content.find(f"nummer {number} av".encode()) for number in range(1, len(SENTENCES) + 1)]
        assert -1 not in places
        assert_unordered([number for _, number in sorted(zip(places, range(len(places)), strict=True))])
    else:
        with app.app_context():
            rows = db.session.execute(
                text("SELECT xmin::text, typed FROM member_answer WHERE question_key = 'tycker' ORDER BY ctid")
            ).all()
            views = db.session.execute(text("SELECT count(DISTINCT xmin::text) FROM member_view")).scalar()
        assert (len({row[0] for row in rows}), views) == (1, 1)
        assert_unordered([place_of(row[1]) for row in rows])


def test_a_withdrawn_view_is_gone_from_the_file(collecting: Collecting, database: TestDatabase, app: Flask) -> None:
    secret = "Mycket hemlig mening som ska bort."
    phone, _, _ = collecting.sent(secret)
    collecting.sent("Den här står kvar på sidan.")
    phone.post("/voice/withdraw")
    with app.app_context():
        assert db.session.scalars(select(MemberAnswer.typed)).all() == ["Den här står kvar på sidan."]
        shuffling.run(now())
    if database.is_sqlite:
        file = Path(database.url.removeprefix("sqlite:///"))
        for path in (file, Path(f"{file}-wal")):
            assert not path.exists() or secret.encode() not in on_disk(path), path


def on_disk(path: Path) -> bytes:
    """The bytes of a database's file, read by a process of its own.

    Whoever closes a file drops every lock that their process holds on it, SQLite's own too. The next process to come
    then takes itself for the only one, and clears the log away under those who still read it.
    """
    return subprocess.run(["cat", path], capture_output=True, check=True).stdout


def place_of(sentence: str) -> int:
    return SENTENCES.index(sentence)


def assert_unordered(places: list[int]) -> None:
    """Thirty places in random order are neither rising nor falling; by chance they would be once in 10^32."""
    assert len(places) == len(SENTENCES)
    rising = sum(later > earlier for earlier, later in pairwise(places))
    assert 4 < rising < len(places) - 5, places
