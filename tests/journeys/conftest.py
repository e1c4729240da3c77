"""A real server on 127.0.0.1 over a database of its own, and browsers that visit it."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from flask import Flask, Response, request
from playwright.sync_api import Browser, Page, expect
from werkzeug.serving import make_server

import config
from app import create_app
from app.extensions import db, limiter
from forms.audience import OrganisationKind
from forms.questionnaire_document import to_json
from tests.databases import open_database
from tests.factories import scenes
from tests.factories.forms import full_form
from tests.factories.scenes import Scene
from tests.journeys.judge import SOURCES

expect.set_options(timeout=30_000)  # a shared machine may be slow; what never comes, never comes


@dataclass(frozen=True)
class LiveServer:
    """Where the service answers, and the application behind it for what a page can't show."""

    url: str
    app: Flask

    def scene(self, change: Callable[[Scene], None] | None = None, days_to_deadline: int = 30) -> Scene:
        """An issued meeting whose form has every type of question."""
        with self.app.app_context(), db.transaction():
            scene = scenes.issued(days_to_deadline)
            scene.version.document = to_json(full_form())
            if change:
                change(scene)
        return scene

    def link(self, scene: Scene, kind: OrganisationKind | str = OrganisationKind.MEMBER) -> str:
        """The full personal link of the contact of that kind of organisation."""
        with self.app.app_context():
            return self.url + scenes.link_of(scene.invitations[OrganisationKind(kind)])


@contextmanager
def serving(folder: Path) -> Iterator[LiveServer]:
    """The service as it runs for people: CSRF on, mail to a folder, SQLite with nothing in it."""
    database = open_database("sqlite", folder)
    assert database is not None
    settings = {"DATABASE_URL": database.url, "MAIL_DIRECTORY": str(folder), "BASE_URL": "http://127.0.0.1"}
    settings["FILE_STORE"] = str(folder / "files")
    app = create_app(config.load(settings))
    limiter.enabled = False
    app.after_request(_keep_source)
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield LiveServer(f"http://127.0.0.1:{server.server_port}", app)
    server.shutdown()
    thread.join()
    server.server_close()
    app.extensions["radslag_engine"].dispose()


def _keep_source(response: Response) -> Response:
    if response.mimetype == "text/html" and not response.is_streamed:
        SOURCES.keep(request.host, request.full_path, response.get_data(as_text=True))
    return response


@pytest.fixture(scope="module")
def live(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LiveServer]:
    """One service for all tests of a file."""
    with serving(tmp_path_factory.mktemp("live")) as running:
        yield running


@pytest.fixture
def visitor(browser: Browser) -> Iterator[Page]:
    """A phone's width, keyboard and JavaScript."""
    context = browser.new_context(viewport={"width": 390, "height": 844}, locale="sv-SE")
    yield context.new_page()
    context.close()
