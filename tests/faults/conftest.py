"""Machines whose server is running, one a database."""

from collections.abc import Iterator

import pytest

from tests.machine import Machine, free_port, machine


@pytest.fixture(scope="package", params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)])
def host(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Machine]:
    """A machine that serves; no relay answers where its mail should go."""
    settings = {"MAIL_SERVER": "127.0.0.1", "MAIL_PORT": str(free_port())}
    with machine(request.param, tmp_path_factory.mktemp("machine"), **settings) as made:
        made.start_web()
        yield made
