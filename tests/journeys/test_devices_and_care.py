"""In the browser: a code on a new device, the list of devices, the mark of secrecy, and what looks like personal data."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from app.jobs import outbox_mailer
from app.models import now
from forms.audience import OrganisationKind
from tests.factories.scenes import Scene
from tests.journeys.conftest import LiveServer
from tests.journeys.judge import clean

pytestmark = pytest.mark.browser
ASKED = "Vad ser ni av mäns våld"


def asking_for_codes(scene: Scene) -> None:
    scene.council.mailbox_code_required = True


def mailed_code(live: LiveServer) -> str:
    with live.app.app_context():
        outbox_mailer.run(now())
    folder = Path(live.app.config["MAIL_DIRECTORY"])
    newest = max(folder.glob("*.eml"), key=lambda file: file.stat().st_mtime_ns)
    found = re.search(r"^(\d{4} \d{4})\r?$", newest.read_text(), re.MULTILINE)
    assert found is not None
    return found[1]


def test_a_new_device_proves_the_mailbox_and_can_be_signed_out(live: LiveServer, visitor: Page) -> None:
    page, scene = visitor, live.scene(asking_for_codes)
    page.goto(live.link(scene))
    page.get_by_role("button", name="Öppna formuläret").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Skriv koden från mejlet")
    clean(page, "sv", failed=False)
    page.get_by_label("Kod").fill("0000 0000")
    page.get_by_role("button", name="Öppna formuläret").click()
    expect(page.get_by_label("Kod")).to_be_visible()
    clean(page, "sv", failed=True)
    page.get_by_label("Kod").fill(mailed_code(live))
    page.get_by_role("button", name="Öppna formuläret").click()
    page.get_by_role("link", name="Visa alla dina enheter").click()
    expect(page.locator("main")).to_contain_text("(den här enheten)")
    clean(page, "sv", failed=False)
    page.get_by_role("button", name="Logga ut").click()
    expect(page.get_by_text("Enheten är utloggad.")).to_be_visible()


@pytest.mark.parametrize("language", ["sv", "en"])
def test_marks_and_findings_are_seen_before_sending(live: LiveServer, browser: Browser, language: str) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 844}, locale="sv-SE")
    page, scene = context.new_page(), live.scene()
    page.goto(live.link(scene))
    page.get_by_role("button", name="Öppna formuläret").click()
    page.get_by_role("link", name="Det ni ser").click()
    page.get_by_label(ASKED).fill("Ring <b>070-123 45 67</b>.")
    question = page.locator("[data-question]").filter(has=page.get_by_label(ASKED))
    question.get_by_text("Kan svaret innehålla sekretess?").click()
    question.get_by_label("Ja, svaret kan innehålla sekretess").check()
    question.get_by_label("Varför?").fill("Rör en enskild")
    clean(page, "sv", failed=False)
    page.get_by_role("button", name="Spara och fortsätt").click()
    page.get_by_role("group", name="Har ni en rutin?").get_by_label("Ja").check()
    page.get_by_role("button", name="Spara och fortsätt").click()
    expect(page.locator("mark")).to_have_text("070-123 45 67")
    expect(page.locator("main")).to_contain_text("Kan innehålla sekretess. Rör en enskild")
    if language == "en":
        page.get_by_role("link", name="English").click()
    clean(page, language, failed=False)
    page.get_by_role("button", name="Skicka svaret" if language == "sv" else "Send the answer").click()
    expect(page.locator("main [id$=has_looked]")).to_be_visible()
    clean(page, language, failed=True)
    page.locator("main [id$=has_looked]").check()
    page.get_by_role("button", name="Skicka svaret" if language == "sv" else "Send the answer").click()
    expect(page).to_have_url(re.compile(r"/receipt/1$"))
    page.locator("summary").last.click()
    clean(page, language, failed=False)
    context.close()


def test_a_youth_council_is_asked_to_change_it(live: LiveServer, visitor: Page) -> None:
    page, scene = visitor, live.scene()
    page.goto(live.link(scene, OrganisationKind.YOUTH_COUNCIL))
    page.get_by_role("button", name="Öppna formuläret").click()
    base = page.url
    page.get_by_role("link", name="Det ni ser").click()
    page.locator("main textarea").first.fill("Skriv till mig: namn@skola.example")
    page.get_by_role("button", name="Spara och fortsätt").click()
    page.goto(base + "check")
    expect(page.locator("mark").first).to_have_text("namn@skola.example")
