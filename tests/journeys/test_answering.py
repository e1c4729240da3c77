"""A contact person answers in a browser on a phone's width; the way by keyboard alone is in test_keyboard.py."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from app.extensions import db
from app.models import InputRequest, Invitation, now
from forms.audience import OrganisationKind
from tests.factories import scenes
from tests.factories.respondents import colleague_of
from tests.factories.scenes import Scene
from tests.journeys.conftest import LiveServer
from tests.journeys.judge import clean

pytestmark = pytest.mark.browser
MEMBER = OrganisationKind.MEMBER


@pytest.fixture(params=[True, False], ids=["javascript", "no-javascript"])
def phone(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    """A phone's width, with JavaScript and without."""
    context = browser.new_context(
        viewport={"width": 390, "height": 844}, java_script_enabled=request.param, locale="sv-SE"
    )
    yield context.new_page()
    context.close()


def test_typing_is_saved_by_itself_and_clashes_wait_for_the_person(
    live: LiveServer, visitor: Page, browser: Browser
) -> None:
    page = visitor
    colleague: list[int] = []
    scene = live.scene(lambda made: colleague.append(colleague_of(made, name="Kontakt 2").invitation.id))
    with live.app.app_context():
        second = live.url + scenes.link_of(db.session.get_one(Invitation, colleague[0]))
    other = browser.new_page(locale="sv-SE")
    for one, link in ((page, live.link(scene)), (other, second)):
        one.goto(link)
        one.get_by_role("button", name="Öppna formuläret").click()
        one.get_by_role("link", name="Det ni ser").click()
    page.get_by_label("Vad ser ni av mäns våld").press_sequentially("Första texten")
    expect(page.locator("[data-save-status]")).to_contain_text("Sparat")
    other.get_by_label("Vad ser ni av mäns våld").press_sequentially("Andra texten")
    expect(other.locator("[data-save-status]")).to_contain_text("Någon annan har ändrat")
    other.get_by_role("button", name="Spara", exact=True).click()
    expect(other.get_by_role("heading", level=1)).to_have_text("Två texter att jämföra")
    expect(other.locator("main")).to_contain_text("Första texten")
    clean(other)
    other.get_by_role("button", name="Spara valet").click()
    page.reload()
    assert page.get_by_label("Vad ser ni av mäns våld").input_value() == "Första texten\n\nAndra texten"
    other.close()


def _close(live: LiveServer, scene: Scene) -> None:
    with live.app.app_context(), db.transaction():
        db.session.get_one(InputRequest, scene.requests[MEMBER].id).closed_at = now()
        db.session.get_one(Invitation, scene.invitations[OrganisationKind.OTHER].id).revoked_at = now()


@pytest.mark.parametrize("language", ["sv", "en"])
def test_axe_finds_nothing_on_any_page_in_any_state(live: LiveServer, visitor: Page, language: str) -> None:
    page = visitor

    def speak(made: Scene) -> None:
        for contact in made.contacts.values():
            contact.language = language

    scene = live.scene(speak)
    page.goto(live.link(scene))
    clean(page)
    page.locator("main form button").click()
    base = page.url
    assert page.locator("html").get_attribute("lang") == language
    for where in ("", "check", "abstain", "section/det_ni_ser", "section/stod-och-skydd"):
        page.goto(base + where)
        clean(page)
    page.locator("#q-antal").fill("många")
    page.locator("form#section .button--primary").first.click()
    for where in ("section/stod-och-skydd", "check", ""):
        page.goto(base + where)
        clean(page)
    page.goto(base + "section/stod-och-skydd")
    page.locator("#q-antal").fill("12")
    page.locator("#q-rutin-0").check()
    page.locator("form#section .button--primary").first.click()
    page.goto(base + "section/det_ni_ser")
    page.locator("#q-vad_ser_ni").fill("Fler söker stöd.")
    page.locator("form#section .button--primary").first.click()
    page.goto(base + "check")
    clean(page)
    page.locator("main form button").click()
    clean(page)
    page.goto(base + "abstain")
    page.locator("main form button").click()
    clean(page)
    page.goto(base)
    clean(page)
    _close(live, scene)
    for link in (base, live.link(scene), live.link(scene, "other"), live.url + "/invitation/okand"):
        page.goto(link)
        clean(page)
