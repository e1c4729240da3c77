"""Nothing typed is lost: without a network, without a session, after the laptop was closed, past the deadline."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect
from sqlalchemy import update

from app.extensions import db
from app.models import BrowserSession, DraftAnswer, InputRequest, Meeting, now
from forms.audience import OrganisationKind
from tests.factories.scenes import Scene
from tests.journeys.conftest import LiveServer
from tests.journeys.judge import clean

pytestmark = pytest.mark.browser
ASKED, TYPED = "Vad ser ni av mäns våld", "Fler söker stöd <b>på helger</b>."
KEPT = "Text som inte är sparad"


@pytest.fixture
def browsing(browser: Browser) -> Iterator[BrowserContext]:
    """One browser, which keeps what it keeps over all its pages."""
    context = browser.new_context(viewport={"width": 390, "height": 844}, locale="sv-SE")
    yield context
    context.close()


def begin(live: LiveServer, page: Page, scene: Scene) -> None:
    """Open the link and the first section."""
    page.goto(live.link(scene))
    page.get_by_role("button", name="Öppna formuläret").click()
    page.get_by_role("link", name="Det ni ser").click()
    page.wait_for_load_state()  # the scripts run
    expect(page.get_by_label(ASKED)).to_be_visible()


def stored(live: LiveServer, scene: Scene) -> list[object]:
    with live.app.app_context():
        request = scene.requests[OrganisationKind.MEMBER].id
        return list(db.session.scalars(db_answers(request)))


def db_answers(request_id: int):
    from sqlalchemy import select

    from app.models import Draft

    return select(DraftAnswer.typed).join(DraftAnswer.draft).where(Draft.request_id == request_id)


def end_sessions(live: LiveServer) -> None:
    with live.app.app_context(), db.transaction():
        db.session.execute(update(BrowserSession).values(ended_at=now()))


def pass_deadline(live: LiveServer, scene: Scene) -> None:
    with live.app.app_context(), db.transaction():
        values = {"deadline_at": now() - timedelta(minutes=1)}
        db.session.execute(update(Meeting).where(Meeting.id == scene.meeting.id).values(values))


def wait_until_nothing_is_kept(page: Page) -> None:
    # Not wait_for_function: it makes code of a text on the page, which the policy forbids.
    for _ in range(300):
        if not page.evaluate("Object.keys(localStorage).some((key) => key.startsWith('radslag-kept:'))"):
            return
        page.wait_for_timeout(100)
    raise AssertionError("the browser still keeps the text")


def wait_until_stored(live: LiveServer, scene: Scene, text: str, page: Page) -> None:
    for _ in range(300):
        if stored(live, scene) == [text]:
            return
        page.wait_for_timeout(100)
    raise AssertionError(f"stored: {stored(live, scene)}")


def status(page: Page):
    return page.locator("[data-save-status]")


def test_what_is_typed_before_the_script_has_come_is_saved_too(live: LiveServer, browsing: BrowserContext) -> None:
    scene, page = live.scene(), browsing.new_page()
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    page.route("**/js/autosave.js", hold)
    page.goto(live.link(scene))
    page.get_by_role("button", name="Öppna formuläret").click()
    page.get_by_role("link", name="Det ni ser").click()
    page.get_by_label(ASKED).fill(TYPED)
    held[0].continue_()
    expect(status(page)).to_contain_text("Sparat")
    assert stored(live, scene) == [TYPED]


def test_without_a_network_the_page_says_so_and_saves_when_it_is_back(
    live: LiveServer, browsing: BrowserContext
) -> None:
    scene, page = live.scene(), browsing.new_page()
    begin(live, page, scene)
    browsing.set_offline(True)
    page.get_by_label(ASKED).fill(TYPED)
    expect(status(page)).to_contain_text("Texten finns kvar i den här webbläsaren")
    expect(page.locator("[data-unsaved-mark]")).to_have_text("Inte sparat än")
    assert stored(live, scene) == []
    clean(page)
    page.get_by_role("button", name="Spara", exact=True).click()  # the page stays: the browser would show its own
    expect(page.get_by_label(ASKED)).to_have_value(TYPED)
    browsing.set_offline(False)
    expect(status(page)).to_contain_text("Sparat")
    expect(page.locator("[data-unsaved-mark]")).to_have_count(0)
    assert stored(live, scene) == [TYPED]
    wait_until_nothing_is_kept(page)


def test_a_laptop_closed_without_a_network_offers_the_text_again(live: LiveServer, browsing: BrowserContext) -> None:
    scene, page = live.scene(), browsing.new_page()
    begin(live, page, scene)
    here = page.url
    browsing.set_offline(True)
    page.get_by_label(ASKED).fill(TYPED)
    expect(status(page)).to_contain_text("Inte sparat")
    page.close()
    browsing.set_offline(False)
    page = browsing.new_page()
    page.goto(here.rpartition("section/")[0])
    offered = page.get_by_role("region", name=KEPT)
    expect(offered).to_contain_text(TYPED)
    clean(page)
    offered.get_by_role("link", name="Öppna frågan").click()
    clean(page)
    expect(page.get_by_label(ASKED)).to_have_value("")
    offered.get_by_role("button", name="Lägg tillbaka").click()
    expect(page.get_by_label(ASKED)).to_have_value(TYPED)
    expect(status(page)).to_contain_text("Sparat")
    expect(offered).to_be_hidden()
    assert stored(live, scene) == [TYPED]
    wait_until_nothing_is_kept(page)


def test_a_page_closed_while_typing_is_saved_on_its_way_out(live: LiveServer, browsing: BrowserContext) -> None:
    scene, page = live.scene(), browsing.new_page()
    begin(live, page, scene)
    page.get_by_label(ASKED).fill(TYPED)
    page.evaluate("location.assign('/privacy')")
    page.on("dialog", lambda dialog: dialog.accept())
    expect(page).to_have_url(live.url + "/privacy")
    wait_until_stored(live, scene, TYPED, page)
    page.goto(live.url + f"/answer/{scene.requests[OrganisationKind.MEMBER].id}/")
    expect(page.get_by_role("listitem").filter(has_text="Det ni ser")).to_contain_text("Senast ändrad")
    expect(page.get_by_role("region", name=KEPT)).to_be_hidden()
    assert stored(live, scene) == [TYPED]
    wait_until_nothing_is_kept(page)


def test_typing_without_a_pause_is_saved_all_the_same(live: LiveServer, browsing: BrowserContext) -> None:
    scene, page = live.scene(), browsing.new_page()
    begin(live, page, scene)
    page.get_by_label(ASKED).focus()
    for _ in range(70):  # longer than the longest pause, and never still for as long as one pause
        page.keyboard.type("ord ", delay=40)
        if stored(live, scene):
            return
    raise AssertionError("nothing was saved while somebody wrote on")


def test_after_the_session_has_ended_the_same_device_goes_on(live: LiveServer, browsing: BrowserContext) -> None:
    scene, page = live.scene(), browsing.new_page()
    begin(live, page, scene)
    end_sessions(live)
    page.get_by_label(ASKED).fill(TYPED)
    expect(status(page)).to_contain_text("du är utloggad")
    page.get_by_role("button", name="Spara", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Öppna din länk igen")
    expect(page.get_by_role("textbox").first).to_have_value(TYPED)
    expect(page.get_by_text("Texten finns också kvar i den här webbläsaren")).to_be_visible()
    clean(page, "sv", failed=True)
    page.goto(live.link(scene))
    page.get_by_role("button", name="Öppna formuläret").click()
    page.get_by_role("region", name=KEPT).get_by_role("link").click()
    page.get_by_role("region", name=KEPT).get_by_role("button", name="Lägg tillbaka").click()
    expect(status(page)).to_contain_text("Sparat")
    assert stored(live, scene) == [TYPED]
    wait_until_nothing_is_kept(page)


def test_without_javascript_the_page_that_answers_gives_the_text_back(live: LiveServer, browser: Browser) -> None:
    context = browser.new_context(java_script_enabled=False, locale="sv-SE")
    scene, page = live.scene(), context.new_page()
    begin(live, page, scene)
    page.get_by_label(ASKED).fill(TYPED)
    end_sessions(live)
    page.get_by_role("button", name="Spara", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Öppna din länk igen")
    expect(page.get_by_role("textbox").first).to_have_value(TYPED)
    expect(page.get_by_text("Texten finns också kvar")).to_be_hidden()
    context.close()


def test_past_the_deadline_while_typing_it_is_taken_and_said_to_be_late(
    live: LiveServer, browsing: BrowserContext
) -> None:
    scene, page = live.scene(), browsing.new_page()
    begin(live, page, scene)
    pass_deadline(live, scene)
    page.get_by_label(ASKED).fill(TYPED)
    expect(status(page)).to_contain_text("svaret märks som sent")
    page.get_by_role("button", name="Spara", exact=True).click()
    expect(page.locator("main")).to_contain_text("Tiden har gått ut. Ni kan fortfarande svara")
    assert stored(live, scene) == [TYPED]
    wait_until_nothing_is_kept(page)


def test_a_form_that_is_closed_while_typing_shows_the_text_to_copy(live: LiveServer, browsing: BrowserContext) -> None:
    scene, page = live.scene(), browsing.new_page()
    begin(live, page, scene)
    with live.app.app_context(), db.transaction():
        db.session.get_one(InputRequest, scene.requests[OrganisationKind.MEMBER].id).closed_at = now()
    page.get_by_label(ASKED).fill(TYPED)
    expect(status(page)).to_contain_text("Formuläret är stängt")
    page.get_by_role("button", name="Spara", exact=True).click()
    expect(page.get_by_role("textbox").first).to_have_value(TYPED)
    page.goto(live.link(scene))
    expect(page.get_by_role("region", name=KEPT)).to_contain_text(TYPED)
    clean(page)


def test_a_colleagues_newer_text_meets_the_one_that_was_kept(live: LiveServer, browsing: BrowserContext) -> None:
    scene, page = live.scene(), browsing.new_page()
    begin(live, page, scene)
    page.get_by_label(ASKED).fill("Först.")
    expect(status(page)).to_contain_text("Sparat")
    browsing.set_offline(True)
    page.get_by_label(ASKED).fill(TYPED)
    expect(status(page)).to_contain_text("Inte sparat")
    here = page.url
    page.close()
    browsing.set_offline(False)
    with live.app.app_context(), db.transaction():
        for answer in db.session.query(DraftAnswer).where(DraftAnswer.typed.is_not(None)):
            if answer.draft.request_id == scene.requests[OrganisationKind.MEMBER].id:
                answer.typed, answer.version = "En kollegas.", answer.version + 1
    page = browsing.new_page()
    page.goto(here)
    page.get_by_role("button", name="Lägg tillbaka").click()
    expect(status(page)).to_contain_text("Tryck på Spara för att jämföra")
    page.get_by_role("button", name="Spara", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Två texter att jämföra")
    page.get_by_label("Behåll din text").check()
    page.get_by_role("button", name="Spara valet").click()
    expect(page.get_by_role("heading", level=1)).not_to_have_text("Två texter att jämföra")
    assert stored(live, scene) == [TYPED]
    wait_until_nothing_is_kept(page)


def test_a_shared_computer_keeps_nothing_after_signing_out_or_sending(
    live: LiveServer, browsing: BrowserContext
) -> None:
    scene, page = live.scene(), browsing.new_page()
    begin(live, page, scene)
    tasks = page.url.rpartition("section/")[0]
    page.get_by_label(ASKED).fill(TYPED)
    page.get_by_role("button", name="Spara", exact=True).click()
    expect(page.get_by_text("Sparat.")).to_be_visible()
    wait_until_nothing_is_kept(page)
    browsing.set_offline(True)
    page.get_by_label(ASKED).fill("Aldrig sparat.")
    expect(status(page)).to_contain_text("Inte sparat")
    page.on("dialog", lambda dialog: dialog.accept())
    end_sessions(live)  # before the network is back: the page saves as soon as it can
    browsing.set_offline(False)
    page.goto(live.link(scene))
    page.get_by_role("button", name="Öppna formuläret").click()
    expect(page.get_by_role("region", name=KEPT)).to_contain_text("Aldrig sparat.")
    page.goto(tasks)
    page.get_by_role("button", name="Logga ut på den här enheten").click()
    expect(page.get_by_text("Du är utloggad på den här enheten")).to_be_visible()
    wait_until_nothing_is_kept(page)
