"""A scene with every type of question, and a browser that has opened its link."""

from collections.abc import Callable
from dataclasses import dataclass

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app.extensions import db
from exports import pdf
from forms.questionnaire_document import to_json
from tests.databases import statements_of
from tests.factories import scenes
from tests.factories.forms import full_form
from tests.factories.respondents import MEMBER, colleague_of
from tests.factories.scenes import Scene
from tests.suites import require_or_skip


@dataclass
class Answering:
    """Two colleagues' browsers at the same request, whose addresses begin with `base`."""

    scene: Scene
    base: str
    one: FlaskClient
    two: FlaskClient

    @property
    def request_id(self) -> int:
        return self.scene.requests[MEMBER].id


@pytest.fixture
def pango() -> None:
    """A machine that writes PDF."""
    if not pdf.can_write():
        require_or_skip("pdf", "Pango is not installed")


@pytest.fixture
def answering(app: Flask) -> Answering:
    with app.app_context(), db.transaction():
        scene = scenes.issued()
        scene.version.document = to_json(full_form())
        colleague = colleague_of(scene, name="Kontakt 2")
        links = [scenes.link_of(scene.invitations[MEMBER]), scenes.link_of(colleague.invitation)]
    clients = [app.test_client() for _ in links]
    for client, link in zip(clients, links, strict=True):
        assert client.post(link).status_code == 303
    return Answering(scene, f"/answer/{scene.requests[MEMBER].id}/", *clients)


@pytest.fixture
def count_statements(app: Flask) -> Callable[[Callable[[], object]], list[str]]:
    """Run something and tell which statements it sent, transactions and settings of the connection apart."""

    def count(work: Callable[[], object]) -> list[str]:
        with statements_of(app) as seen:
            work()
        return [one for one in seen if not one.startswith(("PRAGMA", "BEGIN"))]

    return count
