"""Three colleagues and an approver write, clash, merge, comment, send back, approve and send, in four browsers."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from sqlalchemy import select

from app.extensions import db
from app.models import Contact, Invitation, OutboxMessage, StaffRole, Submission
from app.services import staff as staff_service
from tests.conftest import PASSWORD
from tests.factories import scenes
from tests.factories.answers import earlier_answer
from tests.factories.respondents import MEMBER
from tests.factories.scenes import Scene
from tests.journeys.conftest import LiveServer
from tests.journeys.judge import clean, faults

pytestmark = pytest.mark.browser
SEEN = "Vad ser ni av mäns våld"
PEOPLE = {"Skribenten": "skriver", "Utredaren": "skriver", "Samordnaren": "samordnar"}


@dataclass
class Browsers:
    """A browser for each person who gets a link, at one request."""

    live: LiveServer
    browser: Browser

    def enter(self, link: str, *, script: bool = True) -> Page:
        context = self.browser.new_context(
            locale="sv-SE", viewport={"width": 390, "height": 844}, java_script_enabled=script
        )
        page = context.new_page()
        page.goto(link)
        page.get_by_role("button", name="Öppna formuläret").click()
        return page

    def newcomer(self, address: str, *, script: bool = True) -> Page:
        """Whoever was just invited follows the link of their mail."""
        with self.live.app.app_context():
            invitation = db.session.scalars(
                select(Invitation).join(Invitation.contact).where(Contact.email == address)
            ).one()
            link = self.live.url + scenes.link_of(invitation)
        return self.enter(link, script=script)


@pytest.fixture
def browsers(live: LiveServer, browser: Browser) -> Iterator[Browsers]:
    before = set(browser.contexts)
    yield Browsers(live, browser)
    for context in set(browser.contexts) - before:
        context.close()


def with_approval(scene: Scene) -> None:
    scene.council.approval_required = True
    scene.contacts[MEMBER].name = "Chefen"
    earlier_answer(scene)


def heading(page: Page, text: str) -> None:
    expect(page.get_by_role("heading", level=1)).to_have_text(text)


def invite(page: Page, name: str, role: str) -> str:
    address = f"{name.lower()}@organisation.example"
    page.get_by_role("link", name="Bjud in kollegor").click()
    page.get_by_label("Kollegans e-postadress").fill(address)
    page.get_by_label("Namn").fill(name)
    page.get_by_label("Skriva och bjuda in" if role == "samordnar" else "Skriva", exact=True).check()
    page.get_by_role("button", name="Bjud in kollegan").click()
    expect(page.get_by_role("status").first).to_contain_text(f"{name} får ett mejl")
    clean(page)
    page.get_by_role("link", name="Till översikten").click()
    return address


def clash_and_merge(writer: Page, analyst: Page) -> None:
    """Two in one question: presence is told, nothing is overwritten, a person writes the texts together."""
    for page in (writer, analyst):
        page.get_by_role("link", name="Det ni ser").click()
    expect(analyst.locator("[data-presence]")).to_have_text("Skriver här just nu: Skribenten")
    writer.get_by_label(SEEN).press_sequentially("Fler söker stöd.")
    expect(writer.locator("[data-save-status]")).to_contain_text("Sparat")
    analyst.get_by_label(SEEN).press_sequentially("De är yngre.")
    expect(analyst.locator("[data-save-status]")).to_contain_text("Någon annan har ändrat")
    analyst.get_by_role("button", name="Spara", exact=True).click()
    heading(analyst, "Två texter att jämföra")
    analyst.get_by_role("button", name="Spara valet").click()
    heading(analyst, "Stöd och skydd")


def share_out(writer: Page, coordinator: Page) -> None:
    """The rest, shared out: the coordinator leaves a question to the writer, who answers and marks it."""
    coordinator.get_by_role("link", name="Stöd och skydd").click()
    coordinator.get_by_role("link", name="kommentarer Har ni en rutin?").click()
    coordinator.get_by_label("Vem svarar på frågan?").select_option(label="Skribenten")
    coordinator.get_by_role("button", name="Spara vem").click()
    coordinator.get_by_label("Ny kommentar").fill("Fråga <b>chefen</b> om det är beslutat.")
    coordinator.get_by_role("button", name="Spara kommentaren").click()
    expect(coordinator.locator("main")).to_contain_text("Fråga <b>chefen</b> om det är beslutat.")
    clean(coordinator)
    writer.get_by_role("link", name="Till översikten").click()
    writer.get_by_role("link", name="Visa bara mina frågor").click()
    clean(writer)
    writer.get_by_role("link", name="Har ni en rutin?").click()
    writer.get_by_role("link", name="Skriv svaret").click()
    writer.get_by_role("group", name="Har ni en rutin?").get_by_label("Ja").check()
    writer.get_by_role("button", name="Spara och fortsätt").click()
    heading(writer, "Granska och skicka")
    expect(writer.get_by_role("button", name="Skicka svaret")).to_have_count(0)
    clean(writer)
    writer.get_by_role("button", name="Klart för granskning").click()
    expect(writer.locator("main")).to_contain_text("Väntar på granskning")
    clean(writer)


def send_back(chief: Page, analyst: Page) -> None:
    """The approver sends it back with words; those who wrote see them, and an earlier wording comes back."""
    chief.get_by_role("link", name="Granska svaret").click()
    clean(chief)
    chief.get_by_role("button", name="Skicka tillbaka").click()
    clean(chief, failed=True)
    chief.get_by_label("Vad ska ändras?").fill("Bara första meningen, tack.")
    chief.get_by_role("button", name="Skicka tillbaka").click()
    expect(chief.locator("main")).to_contain_text("tillbaka hos dem som skrev")
    analyst.get_by_role("link", name="Till översikten").click()
    expect(analyst.locator("main")).to_contain_text("Bara första meningen, tack.")
    clean(analyst)
    analyst.get_by_role("link", name="Det ni ser").click()
    analyst.get_by_role("link", name=f"kommentarer {SEEN}").click()
    analyst.get_by_text("Skribenten,").click()
    clean(analyst)
    analyst.get_by_role("button", name="Hämta tillbaka").click()
    expect(analyst.locator("main")).to_contain_text("Den tidigare texten är tillbaka.")
    analyst.goto(chief.url.partition("?")[0] + "check")
    analyst.get_by_role("button", name="Klart för granskning").click()


def approve(live: LiveServer, chief: Page, coordinator: Page) -> None:
    """A change after that shows, and what is sent is what the approver read."""
    coordinator.get_by_role("link", name="Till frågan i formuläret").click()
    coordinator.get_by_label("Hur många möter ni").fill("1 200")
    coordinator.get_by_role("button", name="Spara", exact=True).click()
    chief.get_by_role("link", name="Granska svaret").click()
    expect(chief.locator("main")).to_contain_text("Ändrat efter att det lämnades")
    clean(chief)
    chief.get_by_role("button", name="Godkänn och skicka svaret").click()
    heading(chief, "Tack. Ert svar är skickat")
    expect(chief.locator("main")).to_contain_text("Fler söker stöd.")
    expect(chief.locator("main")).not_to_contain_text("De är yngre.")
    expect(chief.locator("main")).not_to_contain_text("Fråga <b>chefen</b>")
    clean(chief)
    with live.app.app_context():
        request_id = int(chief.url.split("/answer/")[1].split("/")[0])
        receipts = select(OutboxMessage).join(OutboxMessage.submission)
        receipts = receipts.where(OutboxMessage.kind == "receipt", Submission.request_id == request_id)
        assert len(db.session.scalars(receipts).all()) == 4
        assert db.session.scalars(select(Submission).where(Submission.number == 1)).first() is not None


def test_three_colleagues_and_an_approver(live: LiveServer, browsers: Browsers) -> None:
    chief = browsers.enter(live.link(live.scene(with_approval)))
    people = {name: browsers.newcomer(invite(chief, name, role)) for name, role in PEOPLE.items()}
    writer, analyst, coordinator = people.values()
    clash_and_merge(writer, analyst)
    share_out(writer, coordinator)
    send_back(chief, analyst)
    approve(live, chief, coordinator)


def test_the_same_without_a_script(live: LiveServer, browsers: Browsers) -> None:
    chief = browsers.enter(live.link(live.scene(with_approval)), script=False)
    chief.get_by_role("link", name="Bjud in kollegor").click()
    chief.get_by_label("Kollegans e-postadress").fill("utan@organisation.example")
    chief.get_by_role("button", name="Bjud in kollegan").click()
    writer = browsers.newcomer("utan@organisation.example", script=False)
    writer.get_by_role("link", name="Det ni ser").click()
    writer.get_by_label(SEEN).fill("Utan skript")
    writer.get_by_role("button", name="Spara och fortsätt").click()
    writer.get_by_role("group", name="Har ni en rutin?").get_by_label("Ja").check()
    writer.get_by_role("button", name="Spara och fortsätt").click()
    writer.get_by_role("button", name="Klart för granskning").click()
    chief.get_by_role("link", name="Till översikten").click()
    chief.get_by_role("link", name="Det ni ser").click()
    expect(chief.locator("[data-presence]")).to_have_text("Skriver här just nu: utan@organisation.example")
    chief.get_by_role("link", name="Till översikten").click()
    chief.get_by_role("link", name="Granska svaret").click()
    chief.get_by_role("button", name="Godkänn och skicka svaret").click()
    heading(chief, "Tack. Ert svar är skickat")


@pytest.mark.parametrize("language", ["sv", "en"])
def test_axe_finds_nothing_on_the_pages_of_colleagues(live: LiveServer, visitor: Page, language: str) -> None:
    def speak(scene: Scene) -> None:
        with_approval(scene)
        scene.contacts[MEMBER].language = language

    page = visitor
    page.goto(live.link(live.scene(speak)))
    page.locator("main form button").click()
    base = page.url
    for where in ("colleagues", "comments", "question/antal", "hand-over", "wrong-person", "earlier"):
        page.goto(base + where)
        clean(page, language, failed=False)
    for where in ("colleagues", "comments", "question/antal", "hand-over"):
        page.goto(base + where)
        page.locator("main form:has(input:not([type=hidden]), textarea) button").last.click()
        clean(page, language, failed=True)
    page.goto(base + "wrong-person")
    page.locator("main form button").click()
    clean(page, language)
    page.goto(base + "wrong-person")
    clean(page, language)
    page.goto(base + "earlier")
    page.locator("main li a").first.click()
    clean(page, language)
    assert Path(page.url).name == "1"


def test_the_secretariat_settles_who_is_the_contact(live: LiveServer, browsers: Browsers, visitor: Page) -> None:
    scene = live.scene(with_approval)
    chief = browsers.enter(live.link(scene))
    chief.get_by_text("Byt kontaktperson").click()
    chief.get_by_role("link", name="Fel person").click()
    chief.get_by_label("E-postadress").fill("ratt@organisation.example")
    chief.get_by_role("button", name="Meddela sekretariatet").click()
    with live.app.app_context(), db.transaction():
        staff_service.add("byt@stad.example", StaffRole.SECRETARIAT, PASSWORD)
    page = visitor
    page.goto(f"{live.url}/sign-in?next=/secretariat/meetings/{scene.meeting.id}/ledger")
    page.locator("[name=email]").fill("byt@stad.example")
    page.locator("[name=password]").fill(PASSWORD)
    page.locator("main form button").click()
    expect(page.locator("main")).to_contain_text("Vill byta kontaktperson")
    page.get_by_role("link", name=scene.organisations[MEMBER].name, exact=True).click()
    # A table's region is named by its caption, not by a heading.
    assert [one for one in faults(page) if "Section lacks heading" not in one] == []
    page.get_by_role("button", name="Gör till kontakt i stället för Chefen").click()
    expect(page.locator("main")).to_contain_text("ratt@organisation.example är nu kontakt.")
    assert chief.reload().status == 404
    browsers.newcomer("ratt@organisation.example")
