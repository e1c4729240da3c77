"""Hostile text in a real browser: no script runs, nothing is blocked, and no page gets wider than a phone."""

import pytest
from playwright.sync_api import Page

from app.extensions import db
from forms.audience import OrganisationKind
from tests.factories.respondents import respondent_of
from tests.factories.scenes import Scene
from tests.factories.teams import write
from tests.hostile.strings import LETTERS, MARKUP
from tests.journeys.conftest import LiveServer

pytestmark = pytest.mark.browser
LONG = "å" * 10_000
WALL = "\n".join((*MARKUP, *LETTERS, "Rapport\u202excod.exe", LONG))
NAME = f"{MARKUP[1]} {'Å' * 200}"


def fill(scene: Scene) -> None:
    scene.meeting.title, scene.organisations[OrganisationKind.MEMBER].name = NAME, NAME
    scene.meeting.purpose = scene.meeting.can_influence = scene.meeting.settled = WALL
    scene.meeting.phone = NAME[:60]
    db.session.flush()
    write(respondent_of(scene), **{"vad_ser_ni": WALL, "basta-insats": LONG})


def test_nothing_runs_and_nothing_is_wider_than_a_phone(live: LiveServer, visitor: Page) -> None:
    scene = live.scene(fill)
    told: list[str] = []
    visitor.on("console", lambda message: told.append(message.text))
    visitor.on("pageerror", lambda error: told.append(str(error)))
    visitor.on("dialog", lambda dialog: (told.append(dialog.message), dialog.dismiss()))
    visitor.set_viewport_size({"width": 320, "height": 700})
    visitor.goto(live.link(scene))
    wide = [at(visitor)]
    visitor.locator("main form button").first.click()
    base = visitor.url
    for page in ("", "section/det_ni_ser", "section/stod-och-skydd", "question/vad_ser_ni", "check", "colleagues"):
        visitor.goto(base + page)
        wide.append(at(visitor))
    assert [one for one in wide if one] == []
    assert told == []


def at(page: Page) -> str:
    """The address of a page that can be scrolled sideways, and what is too wide on it."""
    width = page.evaluate("document.scrollingElement.scrollWidth - window.innerWidth")
    if width <= 0:
        return ""
    find = """[...document.querySelectorAll('body *')].filter(e => e.getBoundingClientRect().right > innerWidth + 1)
        .map(e => e.tagName + '.' + e.className).slice(0, 6)"""
    return f"{page.url} {width} {page.evaluate(find)}"
