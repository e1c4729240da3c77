"""SQLite with many writers: each in turn, and nobody's work lost with another's."""

import sqlite3
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor, wait
from pathlib import Path

import pytest
from sqlalchemy import Engine, text
from sqlalchemy.exc import OperationalError

from app import sqlite

SOON, NEVER = 0.3, 30
ADD = text("INSERT INTO word (said) VALUES (:said)")


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    """A file with a table, whose writers wait for ten seconds."""
    made = sqlite.make_sqlite_engine(f"sqlite:///{tmp_path / 'words.sqlite3'}", busy_seconds=10)
    with made.begin() as connection:
        connection.execute(text("CREATE TABLE word (number INTEGER PRIMARY KEY, said TEXT)"))
    yield made
    made.dispose()


@pytest.fixture
def pool() -> Iterator[ThreadPoolExecutor]:
    with ThreadPoolExecutor(20) as made:
        yield made


def say(engine: Engine, said: str) -> None:
    with engine.begin() as connection:
        connection.execute(ADD, {"said": said})


def words(engine: Engine) -> list[str]:
    with engine.connect() as connection:
        return list(connection.scalars(text("SELECT said FROM word ORDER BY number")))


def has_begun(engine: Engine) -> bool:
    """Whether some writer holds the turn."""
    other = sqlite3.connect(engine.url.database or "", timeout=0, isolation_level=None)
    try:
        other.execute("BEGIN IMMEDIATE")
    except sqlite3.OperationalError:
        return True
    finally:
        other.close()
    return False


def test_a_commit_returns_when_it_is_on_disk(engine: Engine) -> None:
    with engine.connect() as connection:
        told = {name: connection.execute(text(f"PRAGMA {name}")).scalar() for name in ("journal_mode", "synchronous")}
    assert told == {"journal_mode": "wal", "synchronous": 2}


def test_writers_take_their_turn_and_lose_none_of_what_others_wrote(engine: Engine, pool: ThreadPoolExecutor) -> None:
    def add_one(_: int) -> None:
        with engine.begin() as connection:
            seen = connection.scalar(text("SELECT count(*) FROM word"))
            connection.execute(ADD, {"said": str(seen)})

    list(pool.map(add_one, range(60)))
    assert words(engine) == [str(n) for n in range(60)]


def test_one_who_gives_up_takes_nothing_of_the_others_along(engine: Engine, pool: ThreadPoolExecutor) -> None:
    def say_or_regret(number: int) -> None:
        with engine.connect() as connection:
            connection.execute(ADD, {"said": str(number)})
            if number % 2:
                connection.rollback()
            else:
                connection.commit()

    list(pool.map(say_or_regret, range(40)))
    assert sorted(words(engine), key=int) == [str(n) for n in range(0, 40, 2)]


def test_nobody_who_comes_later_is_let_in_before_who_stands_first(engine: Engine, pool: ThreadPoolExecutor) -> None:
    """While one waits at the door, whoever has just written and comes again finds a line."""
    with engine.connect() as holder:
        holder.execute(ADD, {"said": "håller"})
        waiting = pool.submit(say, engine, "väntar")
        assert not wait([waiting], SOON).done
        again = pool.submit(say, engine, "kommer igen")
        assert not wait([again], SOON).done
        holder.commit()
    waiting.result(NEVER)
    again.result(NEVER)
    assert words(engine) == ["håller", "väntar", "kommer igen"]


def test_all_who_wait_in_vain_give_up_after_the_same_time(
    tmp_path: Path, engine: Engine, pool: ThreadPoolExecutor
) -> None:
    """Ten in line behind somebody who never ends don't wait ten times as long."""
    hasty = sqlite.make_sqlite_engine(str(engine.url), busy_seconds=1)
    with engine.connect() as holder:
        holder.execute(ADD, {"said": "håller"})
        waiting: list[Future[None]] = [pool.submit(say, hasty, "väntar") for _ in range(10)]
        assert len(wait(waiting, 8).done) == 10
        assert {type(one.exception()) for one in waiting} == {OperationalError}
        holder.commit()
    say(hasty, "efteråt")
    hasty.dispose()
    assert words(engine) == ["håller", "efteråt"]


def test_a_reader_waits_for_nobody(engine: Engine) -> None:
    with engine.connect() as holder:
        holder.execute(ADD, {"said": "håller"})
        assert has_begun(engine)
        assert words(engine.execution_options(postgresql_readonly=True)) == []


def test_a_connection_is_told_only_once_whether_it_may_write(engine: Engine) -> None:
    """Told again, SQLite would forget every statement that it has prepared."""
    reading = engine.execution_options(postgresql_readonly=True)
    told: list[str] = []
    with reading.connect() as connection:
        connection.connection.driver_connection.set_trace_callback(told.append)
    for _ in range(3):
        words(reading)
    with pytest.raises(OperationalError, match="readonly"):
        say(reading, "får inte")
    say(engine, "får")
    assert words(reading) == ["får"]
    assert [one for one in told if "query_only" in one] == [f"PRAGMA query_only={n}" for n in (1, 0, 1)]
