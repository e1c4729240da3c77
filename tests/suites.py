"""Suites that need a program of the machine: skipped where it is missing, failed where it is required."""

import os
from typing import NoReturn

import pytest


def require_or_skip(suite: str, reason: str) -> NoReturn:
    """Skip with the reason; fail instead where RADSLAG_REQUIRE_SUITES names the suite, as .ci/run does."""
    if is_required(suite):
        pytest.fail(f"required suite {suite} can't run: {reason}")
    pytest.skip(f"{suite}: {reason}")


def is_required(suite: str) -> bool:
    """Whether RADSLAG_REQUIRE_SUITES names the suite."""
    return suite in os.environ.get("RADSLAG_REQUIRE_SUITES", "").split(",")
