"""Somebody who sends slowly: whatever the network does to one page, others are served meanwhile."""

from collections.abc import Callable
from io import BytesIO
from urllib.parse import urlsplit

from flask import Flask
from flask.testing import FlaskClient
from typing_extensions import Buffer

from app.extensions import db
from forms.audience import OrganisationKind
from tests.factories import scenes


class Dribble(BytesIO):
    """A body during whose arrival something else happens; it says how that ended."""

    def __init__(self, meanwhile: Callable[[], int]) -> None:
        super().__init__(b"q-vad_ser_ni=Vi")
        self.meanwhile = meanwhile
        self.ended: list[int] = []

    def readinto(self, buffer: Buffer) -> int:
        if not self.ended:
            self.ended.append(self.meanwhile())
        return super().readinto(buffer)


def test_a_slow_body_keeps_nobody_else_waiting(app: Flask) -> None:
    kinds = (OrganisationKind.MEMBER, OrganisationKind.YOUTH_COUNCIL)
    with app.app_context(), db.transaction():
        scene = scenes.issued()
        links = [urlsplit(scenes.link_of(scene.invitations[kind])).path for kind in kinds]
        pages = [f"/answer/{scene.requests[kind].id}/section/lage" for kind in kinds]
    slow, other = app.test_client(), app.test_client()
    for browser, link in zip((slow, other), links, strict=True):
        assert browser.post(link).status_code == 303

    body = Dribble(lambda: save(other, pages[1]))
    saved = slow.post(pages[0], input_stream=body, content_length=15, content_type="application/x-www-form-urlencoded")
    assert body.ended == [303]
    assert saved.status_code == 303


def save(browser: FlaskClient, page: str) -> int:
    """Save the section; gives the status."""
    return browser.post(page, data={"q-vad_ser_ni": "Hej"}).status_code
