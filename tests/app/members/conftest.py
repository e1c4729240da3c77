"""An open collection, without groups and with them."""

import pytest
from flask import Flask

from tests.factories.collecting import Collecting, begin


@pytest.fixture
def collecting(app: Flask) -> Collecting:
    return begin(app)


@pytest.fixture
def groups(app: Flask) -> Collecting:
    return begin(app, groups=True, sensitive=False)
