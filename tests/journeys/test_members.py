"""A youth council's members on their phones, and its coordinator at a desk."""

import re
import time
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Response, Route, expect
from sqlalchemy import select

from app.extensions import db
from app.models import MemberAnswer, MemberView
from tests.factories.collecting import YOUTH, Collecting, begin
from tests.journeys.conftest import LiveServer
from tests.journeys.judge import Witness, clean

pytestmark = pytest.mark.browser
ELSEWHERE = "https://www.smhi.se/"


@pytest.fixture
def collecting(live: LiveServer) -> Collecting:
    return begin(live.app, groups=True)


@pytest.fixture
def plain_phone(browser: Browser) -> Iterator[Page]:
    """A phone without JavaScript."""
    context = browser.new_context(viewport={"width": 390, "height": 844}, java_script_enabled=False, locale="sv-SE")
    yield context.new_page()
    context.close()


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).press("Enter")
    page.wait_for_load_state()


def stored(live: LiveServer, collecting: Collecting) -> list[str]:
    query = select(MemberAnswer.typed).join(MemberAnswer.view).order_by(MemberAnswer.question_key)
    with live.app.app_context():
        of_theirs = query.where(MemberView.collection_id == collecting.collection_id)
        return [str(one) for one in db.session.scalars(of_theirs)]


def test_a_member_answers_comes_back_changes_and_withdraws_without_javascript(
    live: LiveServer, collecting: Collecting, plain_phone: Page, browser: Browser
) -> None:
    page = plain_phone
    page.goto(live.url + collecting.path)
    expect(page.locator("main")).to_contain_text("Ingen kan se vem som har skrivit.")
    press(page, "Börja")
    press(page, "Gå vidare")
    page.get_by_label("Vad tycker du?").fill("Laga lamporna i tunneln.")
    press(page, "Spara och gå vidare")
    press(page, "Hoppa över")
    page.get_by_label("Vanligt", exact=True).check()
    press(page, "Spara och gå vidare")
    press(page, "Tillbaka")
    expect(page.get_by_label("Vanligt", exact=True)).to_be_checked()
    press(page, "Spara och gå vidare")
    for _ in range(2):
        press(page, "Hoppa över")
    expect(page.get_by_role("heading", level=1)).to_have_text("Kolla vad du skrev")
    expect(page.locator("main")).to_contain_text("Laga lamporna i tunneln.")
    press(page, "Skicka")
    expect(page.get_by_role("heading", level=1)).to_have_text("Tack! Nu är det skickat.")
    words = page.locator("strong[lang], [lang] strong").first.inner_text()
    assert len(words.split()) == 4

    elsewhere = browser.new_context(viewport={"width": 390, "height": 844}, java_script_enabled=False)
    other = elsewhere.new_page()
    other.goto(live.url + collecting.path)
    other.get_by_role("link", name="Jag har redan börjat").click()
    other.get_by_label("Dina fyra ord").fill("fel fel fel fel")
    press(other, "Öppna")
    expect(other.locator("main")).to_contain_text("Orden stämmer inte")
    other.get_by_label("Dina fyra ord").fill(words.title())
    press(other, "Öppna")
    other.get_by_role("link", name="Ändra Vad tycker du?").click()
    other.get_by_label("Vad tycker du?").fill("Laga lamporna. Och städa.")
    press(other, "Spara")
    expect(other.locator("main")).to_contain_text("Laga lamporna. Och städa.")
    assert "Laga lamporna. Och städa." in stored(live, collecting)
    other.get_by_role("link", name="Ta bort allt jag har skrivit").click()
    press(other, "Ta bort allt")
    expect(other.locator("main")).to_contain_text("Allt du skrev är borttaget")
    assert stored(live, collecting) == []
    page.goto(f"{live.url}/voice/check")
    expect(page.get_by_role("heading", level=1)).to_have_text("Inget är öppet här")
    elsewhere.close()


def test_the_first_page_is_light_and_fits_a_small_phone(
    live: LiveServer, collecting: Collecting, browser: Browser
) -> None:
    context = browser.new_context(viewport={"width": 320, "height": 568})
    page, weights = context.new_page(), []

    def weigh(response: Response) -> None:
        weights.append(len(response.body()))

    page.on("response", weigh)
    page.goto(live.url + collecting.path, wait_until="networkidle")
    assert len(weights) >= 2
    assert sum(weights) <= 150_000
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    context.close()


def test_the_quick_way_out_blanks_forgets_and_takes_the_page_out_of_the_history(
    live: LiveServer, collecting: Collecting, visitor: Page
) -> None:
    visitor.route(f"{ELSEWHERE}**", neutral)
    visitor.goto(live.url + collecting.path)
    press(visitor, "Börja")
    press(visitor, "Gå vidare")
    visitor.get_by_label("Vad tycker du?").fill("Det som ingen ska se.")
    press(visitor, "Spara och gå vidare")
    visitor.get_by_role("link", name="Lämna sidan snabbt").click()
    expect(visitor).to_have_url(ELSEWHERE)
    wait_until(lambda: "member" not in {cookie["name"] for cookie in visitor.context.cookies()})
    visitor.go_back()
    expect(visitor.get_by_role("heading", level=1)).to_have_text("Inget är öppet här")
    expect(visitor.locator("body")).not_to_contain_text("Det som ingen ska se.")
    assert stored(live, collecting) == ["Det som ingen ska se."], "what was saved is kept"


def wait_until(come: Callable[[], bool]) -> None:
    for _ in range(300):
        if come():
            return
        time.sleep(0.1)
    raise AssertionError("it never came")


def neutral(route: Route) -> None:
    route.fulfill(body="<title>Väder</title>", content_type="text/html")


def test_the_quick_way_out_is_a_plain_link_without_javascript(
    live: LiveServer, collecting: Collecting, plain_phone: Page
) -> None:
    plain_phone.route(f"{ELSEWHERE}**", neutral)
    plain_phone.goto(live.url + collecting.path)
    plain_phone.get_by_role("link", name="Lämna sidan snabbt").click()
    expect(plain_phone).to_have_url(ELSEWHERE)


def test_titles_are_quiet(live: LiveServer, collecting: Collecting, visitor: Page) -> None:
    visitor.goto(live.url + collecting.path)
    titles = [visitor.title()]
    press(visitor, "Börja")
    for path in ("together", "question/1", "check", "withdraw", "help", "lost"):
        visitor.goto(f"{live.url}/voice/{path}")
        titles.append(visitor.title())
    telling = re.compile("våld|kvinn|hjälp|hot|övergrepp|orolig", re.IGNORECASE)
    assert [title for title in titles if telling.search(title)] == []
    assert len(set(titles)) == len(titles)


@pytest.mark.parametrize("language", ["sv", "en"])
def test_axe_finds_nothing_on_a_members_pages(
    live: LiveServer, collecting: Collecting, browser: Browser, language: str
) -> None:
    context, witness = browser.new_context(locale="sv-SE"), Witness(live.url)
    witness.watch(context)
    page, base = context.new_page(), f"{live.url}/voice"

    def see(path: str = "", *, failed: bool = False) -> None:
        if path:
            page.goto(path)
        clean(page, language, failed=failed)

    page.goto(f"{live.url}/?language={language}")
    see(live.url + collecting.path)
    submit(page)
    see()
    page.locator("[name=who][value=together]").check()
    submit(page)
    see(failed=True)
    for number in range(1, 6):
        see(f"{base}/question/{number}")
    see(f"{base}/check")
    submit(page)
    see(failed=True)
    page.goto(f"{base}/question/1")
    page.locator("textarea").fill("Något.")
    submit(page)
    page.goto(f"{base}/check")
    submit(page)
    see()
    link = page.locator("a[href*='/voice/mine/']").get_attribute("href") or ""
    see(live.url + link.removeprefix("http://127.0.0.1"))
    see(f"{base}/check")
    see(f"{base}/withdraw")
    see(f"{live.url}{collecting.path}/return")
    submit(page)
    see(failed=True)
    see(f"{base}/help")
    see(f"{base}/lost")
    close(live, collecting)
    see(live.url + collecting.path)
    assert witness.take() == []
    context.close()


def submit(page: Page) -> None:
    with page.expect_navigation():
        page.locator("main form .button--primary").first.click()


def close(live: LiveServer, collecting: Collecting) -> None:
    from app.services.collect import collections

    with live.app.app_context(), db.transaction():
        db.session.add_all([collecting.coordinator.request, collecting.coordinator.contact])
        collections.close(collecting.coordinator)


@pytest.mark.parametrize("language", ["sv", "en"])
def test_a_coordinator_opens_a_collection_and_axe_finds_nothing(
    live: LiveServer, browser: Browser, language: str
) -> None:
    scene = live.scene()
    context: BrowserContext = browser.new_context(locale="sv-SE", viewport={"width": 1280, "height": 900})
    page = context.new_page()
    page.goto(f"{live.url}/?language={language}")
    page.goto(live.link(scene, YOUTH))
    submit(page)
    page.locator("main a[href$='/collection']").click()
    here = page.url
    clean(page, language, failed=False)
    submit(page)
    clean(page, language, failed=False)
    for path in ("/texts", "/form", "/form/add/one_choice", "/form/add/scale"):
        page.goto(here + path)
        clean(page, language, failed=False)
    submit(page)
    clean(page, language, failed=True)
    page.goto(f"{here}/texts")
    page.locator("[name=members]").fill("många")
    submit(page)
    clean(page, language, failed=True)
    page.goto(here)
    submit(page)
    clean(page, language, failed=False)
    address = page.locator("a[href*='/voice/']").first.inner_text()
    page.goto(f"{here}/poster")
    clean(page, language, failed=False)
    expect(page.locator("main")).to_contain_text(address)
    sheet = page.pdf(format="A4")
    assert len(re.findall(rb"/Type\s*/Page\b", sheet)) == 1, "a poster is one page"
    page.goto(here)
    submit(page)
    clean(page, language, failed=False)
    context.close()
