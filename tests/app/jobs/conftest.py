"""Mail that really goes out over SMTP, to a relay on loopback."""

from collections.abc import Iterator

import pytest
from flask import Flask

from tests.app.jobs.relay import Relay, running_relay


@pytest.fixture
def relay(app_context: Flask, monkeypatch: pytest.MonkeyPatch) -> Iterator[Relay]:
    """A relay that the application sends through."""
    with running_relay() as relay:
        monkeypatch.setitem(app_context.config, "MAIL_DIRECTORY", "")
        monkeypatch.setitem(app_context.config, "MAIL_SERVER", "127.0.0.1")
        monkeypatch.setitem(app_context.config, "MAIL_PORT", relay.port)
        yield relay
