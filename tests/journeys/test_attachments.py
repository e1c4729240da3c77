"""Files beside an answer in a browser, with and without JavaScript, and every state of their pages before the judge."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from forms.questionnaire_document import to_json
from tests.app.uploads import attachments as make
from tests.factories.files import file_form
from tests.factories.scenes import Scene
from tests.journeys.conftest import LiveServer
from tests.journeys.judge import clean

pytestmark = pytest.mark.browser
PDF = make.pdf()


def asks_for_files(language: str):
    def change(scene: Scene) -> None:
        scene.version.document = to_json(file_form())
        for contact in scene.contacts.values():
            contact.language = language

    return change


def give(page: Page, data: bytes, name: str) -> None:
    page.locator("input[type=file]").set_input_files(
        {"name": name, "mimeType": "application/octet-stream", "buffer": data}
    )
    page.locator("form[enctype] button").click()


def picture(page: Page, name: str) -> None:
    """Keep how a page looks, for whoever wants to see it."""
    if folder := os.environ.get("RADSLAG_PICTURES"):
        page.screenshot(path=Path(folder) / f"{name}.png", full_page=True)


@pytest.mark.parametrize("language", ["sv", "en"])
def test_every_state_of_the_pages(live: LiveServer, visitor: Page, language: str) -> None:
    page, scene = visitor, live.scene(asks_for_files(language))
    page.goto(live.link(scene))
    page.locator("main form button").click()
    base = page.url
    page.goto(base + "section/lage/files/karta")
    clean(page, language, failed=False)
    give(page, b"MZ", "start.exe")
    clean(page, language, failed=True)
    give(page, PDF, "karta över otrygga platser vid torget och i parken intill skolan.pdf")
    clean(page, language, failed=False)
    for width in (390, 1280):
        page.set_viewport_size({"width": width, "height": 900})
        picture(page, f"files-{language}-{width}")
    page.goto(base + "section/lage")
    clean(page, language)
    picture(page, f"section-{language}")
    page.goto(base + "check")
    clean(page, language)
    picture(page, f"check-{language}")
    page.locator("main form .button--primary").click()
    clean(page, language)
    picture(page, f"receipt-{language}")
    with page.expect_download() as download:
        page.locator("a[href*='/receipt/1/files/']").press("Enter")
    assert Path(download.value.path()).read_bytes() == PDF


@pytest.fixture
def without_script(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(java_script_enabled=False, locale="sv-SE")
    yield context.new_page()
    context.close()


def test_files_are_attached_and_taken_away_without_javascript(live: LiveServer, without_script: Page) -> None:
    page, scene = without_script, live.scene(asks_for_files("sv"))
    page.goto(live.link(scene))
    page.locator("main form button").click()
    base = page.url
    page.goto(base + "section/lage")
    page.locator("#q-text").fill("Skrivet innan filen")
    page.get_by_role("button", name="Bifoga filer").first.click()
    give(page, PDF, "karta.pdf")
    expect(page.get_by_role("link", name="karta.pdf")).to_be_visible()
    give(page, make.png(), "torget.png")
    page.get_by_role("button", name="Ta bort karta.pdf").click()
    page.get_by_role("link", name="Tillbaka till frågan").first.click()
    expect(page.locator("#q-text")).to_have_value("Skrivet innan filen")
    expect(page.get_by_role("link", name="torget.png")).to_be_visible()
    page.goto(base + "check")
    page.get_by_role("button", name="Skicka svaret").click()
    expect(page.locator("main")).to_contain_text("torget.png")
    expect(page.locator("main")).not_to_contain_text("karta.pdf")
