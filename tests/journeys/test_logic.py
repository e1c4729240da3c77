"""A form's rules in a browser: while typing where there is JavaScript, on the page after where there is none."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from forms.questionnaire_document import to_json
from tests.factories.ruled import ruled_form
from tests.factories.scenes import Scene
from tests.journeys.conftest import LiveServer

pytestmark = pytest.mark.browser
NEXT = "Spara och fortsätt"


def with_rules(scene: Scene) -> None:
    scene.version.document = to_json(ruled_form())


def opened(browser: Browser, live: LiveServer, javascript: bool) -> Iterator[Page]:
    context = browser.new_context(
        viewport={"width": 390, "height": 844}, java_script_enabled=javascript, locale="sv-SE"
    )
    page = context.new_page()
    page.goto(live.link(live.scene(with_rules)))
    page.get_by_role("button", name="Öppna formuläret").click()
    page.get_by_role("button", name="Börja svara").click()
    yield page
    context.close()


@pytest.fixture
def typing(browser: Browser, live: LiveServer) -> Iterator[Page]:
    yield from opened(browser, live, javascript=True)


@pytest.fixture
def plain(browser: Browser, live: LiveServer) -> Iterator[Page]:
    yield from opened(browser, live, javascript=False)


def choose(page: Page, question: str, answer: str) -> None:
    page.get_by_role("group", name=question).get_by_label(answer, exact=True).check()


def places(page: Page) -> Locator:
    return page.get_by_label("Hur många platser?")


def free(page: Page) -> Locator:
    return page.get_by_label("Hur många är lediga?")


def press_next(page: Page) -> None:
    page.get_by_role("button", name=NEXT).first.click()


def test_questions_choices_and_values_follow_while_typing(typing: Page) -> None:
    page = typing
    expect(places(page)).to_be_hidden()
    expect(page.get_by_role("heading", name="Om platserna")).to_be_hidden()
    choose(page, "Har ni skyddat boende?", "Ja")
    expect(page.get_by_role("heading", name="Om platserna")).to_be_visible()
    places(page).fill("1 200")
    free(page).fill("200,5")
    expect(page.locator("output")).to_have_text("999,5")
    choose(page, "Har ni skyddat boende?", "Nej")
    expect(places(page)).to_be_hidden()
    expect(page.locator("output")).to_be_hidden()
    choose(page, "Har ni skyddat boende?", "Ja")
    expect(places(page)).to_have_value("1 200")
    choose(page, "Vilket län?", "Skåne")
    town = page.get_by_role("group", name="Vilken ort?")
    expect(town.get_by_label("Lund")).to_be_visible()
    expect(town.get_by_label("Göteborg")).to_be_hidden()
    press_next(page)
    expect(page.get_by_role("heading", level=1)).to_have_text("Sist")
    expect(page.get_by_label("Vem svarar?")).to_have_value("Kansliet")
    press_next(page)
    expect(page.locator("#answer-upptagna")).to_contain_text("999,5")


def test_what_is_hidden_while_typing_is_saved_all_the_same(typing: Page) -> None:
    page = typing
    choose(page, "Har ni skyddat boende?", "Ja")
    places(page).fill("7")
    with page.expect_response(lambda answer: "q-skyddat=no" in (answer.request.post_data or "")) as saved:
        choose(page, "Har ni skyddat boende?", "Nej")
    assert saved.value.ok
    page.reload()
    expect(places(page)).to_be_hidden()
    choose(page, "Har ni skyddat boende?", "Ja")
    expect(places(page)).to_have_value("7")


def test_the_page_after_decides_without_javascript(plain: Page) -> None:
    page = plain
    expect(places(page)).to_be_hidden()
    choose(page, "Har ni skyddat boende?", "Ja")
    press_next(page)
    expect(page.locator("main")).to_contain_text("Era svar gav fler frågor på den här sidan.")
    places(page).fill("12")
    press_next(page)
    free(page).fill("5")
    choose(page, "Vilket län?", "Skåne")
    press_next(page)
    expect(page.locator("output")).to_have_text("7")
    expect(page.get_by_role("group", name="Vilken ort?").get_by_label("Göteborg")).to_be_hidden()
    press_next(page)
    expect(page.get_by_role("heading", level=1)).to_have_text("Sist")


def test_a_constraint_says_what_to_do_with_and_without_javascript(browser: Browser, live: LiveServer) -> None:
    for javascript in (True, False):
        for page in opened(browser, live, javascript):
            choose(page, "Har ni skyddat boende?", "Ja")
            if not javascript:
                press_next(page)
            places(page).fill("3")
            if not javascript:
                press_next(page)
            free(page).fill("4")
            press_next(page)
            expect(page).to_have_title("Fel: Boende – Rådslag")
            expect(page.locator("#q-lediga-error")).to_contain_text("Lediga platser kan inte vara fler än platserna.")
            free(page).fill("3")
            press_next(page)
            expect(page.get_by_role("heading", level=1)).to_have_text("Sist")
