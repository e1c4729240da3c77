"""The village of neighbours, for the tests that look over fences."""

from collections.abc import Iterator

import pytest
from flask import Flask

from tests.access import watching
from tests.access.watching import Village


@pytest.fixture
def village(app: Flask) -> Iterator[Village]:
    yield from watching.village(app)
