"""A repeating group on a phone: proposals come and go by buttons, with JavaScript and without, and reach the receipt."""

import pytest
from playwright.sync_api import Page, expect

from forms.questionnaire_document import to_json
from tests.factories.forms import form_with_proposals
from tests.factories.scenes import Scene
from tests.journeys.conftest import LiveServer
from tests.journeys.judge import clean
from tests.journeys.test_answering import phone

__all__ = ["phone"]

pytestmark = pytest.mark.browser
NAME = "q-forslag--till--radet"


def asks_for_proposals(scene: Scene) -> None:
    scene.version.document = to_json(form_with_proposals())


def open_form(live: LiveServer, page: Page) -> str:
    page.goto(live.link(live.scene(asks_for_proposals)))
    page.get_by_role("button", name="Öppna formuläret").press("Enter")
    return page.url


def test_proposals_are_added_and_removed_by_keyboard(live: LiveServer, phone: Page) -> None:
    base = open_form(live, phone)
    phone.goto(f"{base}section/era-forslag")
    phone.locator(f"#{NAME}-0-forslag").fill("Fler boenden.")
    phone.get_by_role("button", name="Lägg till ett till").press("Enter")
    expect(phone).to_have_url(f"{base}section/era-forslag?more=forslag-till-radet#{NAME}-1")
    expect(phone.locator(f"#{NAME}-1")).to_be_focused()
    phone.keyboard.press("Tab")
    assert phone.evaluate("document.activeElement.id") == f"{NAME}-1-forslag"
    phone.keyboard.type("En lots.")
    phone.get_by_role("button", name="Lägg till ett till").press("Enter")
    phone.locator(f"#{NAME}-2-kostnad").fill("dyrt")
    phone.get_by_role("button", name="Spara", exact=True).press("Enter")
    expect(phone.locator(f"#{NAME}-2 .field-error").first).to_be_visible()
    phone.get_by_role("button", name="Ta bort Förslag 1").press("Enter")
    phone.get_by_role("button", name="Ta bort Förslag 2").press("Enter")
    expect(phone.get_by_role("button", name="Ta bort")).to_have_count(0)
    expect(phone.locator(f"#{NAME}-0-forslag")).to_have_value("En lots.")
    phone.goto(f"{base}check")
    expect(phone.locator("main")).to_contain_text("Förslag 1: En lots.")


def test_the_enter_key_goes_on_and_removes_nothing(live: LiveServer, phone: Page) -> None:
    base = open_form(live, phone)
    phone.goto(f"{base}section/era-forslag")
    phone.locator(f"#{NAME}-0-forslag").fill("Fler boenden.")
    phone.locator(f"#{NAME}-0-kostnad").fill("5")
    phone.locator(f"#{NAME}-0-kostnad").press("Enter")
    expect(phone).to_have_url(f"{base}check")
    expect(phone.locator("main")).to_contain_text("Förslag 1: Fler boenden.\nKostnad: 5")


def test_what_is_typed_in_an_item_is_saved_by_itself(live: LiveServer, visitor: Page) -> None:
    base = open_form(live, visitor)
    visitor.goto(f"{base}section/era-forslag?more=forslag-till-radet")
    visitor.locator(f"#{NAME}-0-forslag").press_sequentially("Fler boenden.")
    expect(visitor.locator("[data-save-status]")).to_contain_text("Sparat")
    visitor.goto(f"{base}check")
    expect(visitor.locator("main")).to_contain_text("Förslag 1: Fler boenden.")


def test_axe_finds_nothing_with_items_added_or_wrong(live: LiveServer, visitor: Page) -> None:
    base = open_form(live, visitor)
    visitor.goto(f"{base}section/era-forslag")
    clean(visitor)
    visitor.locator(f"#{NAME}-0-kostnad").fill("dyrt")
    visitor.get_by_role("button", name="Lägg till ett till").click()
    expect(visitor.locator(f"#{NAME}-0 .field-error").first).to_be_visible()
    clean(visitor)
    visitor.goto(f"{base}check")
    clean(visitor)
