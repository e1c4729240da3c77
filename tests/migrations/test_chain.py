"""The migration chain: up, down, with data, and the same schema as the models on both databases."""

from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Engine, inspect, select, text

from app.extensions import make_engine
from app.models import Base, Questionnaire
from migrations import chain
from tests.databases import administer, create_postgresql
from tests.suites import require_or_skip


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)])
def empty_engine(request: pytest.FixtureRequest, tmp_path: Path):
    """An engine over a database without any table."""
    url = f"sqlite:///{tmp_path / 'chain.sqlite3'}" if request.param == "sqlite" else create_postgresql()
    if url is None:
        require_or_skip("postgresql", "no PostgreSQL server answers")
    engine = make_engine(url)
    yield engine
    engine.dispose()
    if request.param == "postgresql":
        administer(f'DROP DATABASE "{engine.url.database}"')


def constraint_names(engine: Engine) -> set[str]:
    """Every named promise in the database: checks, unique and foreign keys."""
    inspector = inspect(engine)
    names: set[str] = set()
    for table in inspector.get_table_names():
        for found in (
            inspector.get_check_constraints(table),
            inspector.get_unique_constraints(table),
            inspector.get_foreign_keys(table),
        ):
            names |= {constraint["name"] for constraint in found if constraint["name"]}
    return names


def test_models_are_the_head_of_the_chain(empty_engine: Engine) -> None:
    with empty_engine.begin() as connection:
        assert chain.upgrade(connection) == chain.head_revision()
    with empty_engine.connect() as connection:
        assert (
            compare_metadata(MigrationContext.configure(connection, opts={"compare_type": True}), Base.metadata) == []
        )


def test_the_chain_makes_every_named_promise_of_the_models(empty_engine: Engine) -> None:
    with empty_engine.begin() as connection:
        chain.upgrade(connection)
    made_by_chain = constraint_names(empty_engine)
    with empty_engine.begin() as connection:
        chain.downgrade(connection)
        Base.metadata.create_all(connection)
    assert made_by_chain == constraint_names(empty_engine)
    assert "ck_submission_reason_only_with_abstention" in made_by_chain


def test_down_to_nothing_and_up_again(empty_engine: Engine) -> None:
    with empty_engine.begin() as connection:
        chain.upgrade(connection)
        assert chain.downgrade(connection) == ""
    assert set(inspect(empty_engine).get_table_names()) <= {"alembic_version"}
    with empty_engine.begin() as connection:
        assert chain.upgrade(connection) == chain.head_revision()


def test_each_step_down_and_up_keeps_the_rows_of_earlier_tables(empty_engine: Engine) -> None:
    with empty_engine.begin() as connection:
        chain.upgrade(connection)
        connection.execute(
            text(
                "INSERT INTO council (code, name, mailbox, phone, created_at)"
                " VALUES ('rad', 'Rådet', '', '', '2026-11-22 10:00:00+00:00')"
            )
        )
        chain.downgrade(connection, "0001")
        chain.upgrade(connection)
        assert connection.execute(text("SELECT name FROM council")).scalars().all() == ["Rådet"]


def test_a_form_of_before_the_builder_counts_as_changed_at_the_revision_that_stands(empty_engine: Engine) -> None:
    with empty_engine.begin() as connection:
        chain.upgrade(connection, "0005")
        for statement in (
            "INSERT INTO council (id, code, name, mailbox, phone, created_at) VALUES (1, 'rad', 'Rådet', '', '', '2026-11-22 10:00:00+00:00')",
            "INSERT INTO meeting (id, council_id, title, starts_at, deadline_at, place, agenda, dnr, purpose, can_influence, settled, phone, created_at) VALUES (1, 1, 'Möte', '2027-05-20 10:00:00+00:00', '2027-05-04 10:00:00+00:00', '', '', '', '', '', '', '', '2026-11-22 10:00:00+00:00')",
            "INSERT INTO questionnaire (id, meeting_id, document, revision, changed_at, created_at) VALUES (1, 1, '{}', 7, '2026-11-22 10:00:00+00:00', '2026-11-22 10:00:00+00:00')",
            "INSERT INTO questionnaire_version (questionnaire_id, number, document, sha256, published_at) VALUES (1, 1, '{}', '"
            + "0" * 64
            + "', '2026-11-22 10:00:00+00:00')",
        ):
            connection.execute(text(statement))
    with empty_engine.begin() as connection:
        chain.upgrade(connection)
        assert connection.execute(select(Questionnaire.stamps)).scalar_one() == {"": 7}
        chain.downgrade(connection, "0005")
        assert connection.execute(text("SELECT revision FROM questionnaire")).scalar_one() == 7


def test_an_upgrade_that_fails_half_way_changes_nothing(empty_engine: Engine) -> None:
    class Stopped(Exception):
        pass

    def upgrade_and_stop() -> None:
        with empty_engine.begin() as connection:
            chain.upgrade(connection, "0003")
            raise Stopped

    with pytest.raises(Stopped):
        upgrade_and_stop()
    assert inspect(empty_engine).get_table_names() == []
