"""The whole way by keyboard alone on a phone's width, with JavaScript and without: a contact person's and a member's."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.factories.collecting import begin
from tests.journeys.conftest import LiveServer
from tests.journeys.keyboard import Keyboard

pytestmark = pytest.mark.browser


@pytest.fixture(params=[True, False], ids=["javascript", "no-javascript"])
def keys(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Keyboard]:
    """A keyboard at a phone's width."""
    context = browser.new_context(
        viewport={"width": 390, "height": 844}, java_script_enabled=request.param, locale="sv-SE"
    )
    yield Keyboard(context.new_page())
    context.close()


def heading(page: Page, text: str) -> None:
    expect(page.get_by_role("heading", level=1)).to_have_text(text)


def test_from_link_to_receipt(live: LiveServer, keys: Keyboard) -> None:
    page, link = keys.page, live.link(live.scene())
    page.goto(link)
    keys.press("Öppna formuläret")
    expect(page).not_to_have_url(link)
    keys.press("Det ni ser")
    keys.write("Vad ser ni av mäns våld", "Fler söker stöd.\n\n- på helger")
    keys.tick("På nätet", "Var ser ni det?")
    keys.choose("På arbetet", "Var är det vanligast?")
    keys.press("Spara och fortsätt")
    keys.press("Till översikten")
    expect(page.get_by_role("listitem").filter(has_text="Det ni ser")).to_contain_text("Klar")
    keys.press("Stöd och skydd")
    keys.write("Hur många möter ni", "många")
    keys.press("Spara och fortsätt")
    expect(page).to_have_title("Fel: Stöd och skydd – Rådslag")
    # From the summary of errors to the field that it speaks of.
    keys.to("Skriv ett heltal")
    page.keyboard.press("Enter")
    page.keyboard.press("Control+A")
    page.keyboard.type("1 200")
    keys.choose("4", "Hur fungerar samverkan?")
    keys.choose("Ja", "Har ni en rutin?")
    keys.press("Spara och fortsätt")
    heading(page, "Granska och skicka")
    for told in ("Fler söker stöd.", "På nätet", "På arbetet", "1200"):
        expect(page.locator("main")).to_contain_text(told)
    keys.press("Skicka svaret")
    heading(page, "Tack. Ert svar är skickat")


def test_a_member_answers_on_a_phone(live: LiveServer, keys: Keyboard) -> None:
    page = keys.page
    page.goto(live.url + begin(live.app, groups=True).path)
    keys.press("Börja")
    keys.press("Gå vidare")
    keys.write("Vad tycker du?", "Laga lamporna i tunneln.")
    keys.press("Spara och gå vidare")
    keys.press("Hoppa över")
    keys.choose("Vanligt", "Hur ofta händer det?")
    keys.press("Spara och gå vidare")
    for _ in range(2):
        keys.press("Hoppa över")
    heading(page, "Kolla vad du skrev")
    expect(page.locator("main")).to_contain_text("Laga lamporna i tunneln.")
    keys.press("Ändra Vad tycker du?")
    keys.write("Vad tycker du?", "Laga lamporna. Och städa.")
    keys.press("Spara")
    expect(page.locator("main")).to_contain_text("Laga lamporna. Och städa.")
    keys.press("Skicka")
    heading(page, "Tack! Nu är det skickat.")


BAD_PAGE = """<!DOCTYPE html><html lang="sv"><title>Sida</title><main>
<style>a { outline: 0 }</style><button tabindex="-1">Skicka</button><a href="#x">Vidare</a></main></html>"""


def test_the_keyboard_can_fail(keys: Keyboard) -> None:
    keys.page.set_content(BAD_PAGE)
    with pytest.raises(AssertionError, match="nothing shows the focus"):
        keys.to("Skicka")
    keys.page.set_content(BAD_PAGE.replace("outline: 0", "outline: 3px solid"))
    with pytest.raises(AssertionError, match="Skicka was not reached"):
        keys.to("Skicka")
