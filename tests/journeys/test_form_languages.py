"""A form in Arabic: the secretariat writes its texts, and whoever answers reads it from right to left."""

from dataclasses import replace

import pytest
from playwright.sync_api import Page, expect

from app.extensions import db
from app.models import QuestionnaireVersion
from forms import texts
from forms.questionnaire_document import from_json, to_json
from tests.factories.scenes import Scene
from tests.journeys.conftest import LiveServer
from tests.journeys.judge import clean
from tests.journeys.test_builder import desk, form_url, meeting  # noqa: F401 - fixtures

pytestmark = pytest.mark.browser
WORDS = "نص بالعربية"
MARGIN = "(one) => getComputedStyle(one).direction"


def in_arabic(scene: Scene) -> None:
    """Every text of the version that was issued has one in Arabic, but for the hints."""
    version = db.session.get_one(QuestionnaireVersion, scene.version.id)
    form = replace(from_json(version.document), more_languages=("ar",))
    written = [text for page in texts.pages(form) for text in page.texts if text.kind != "hint"]
    with_arabic = {(text.address, "ar"): f"{WORDS} {place}" for place, text in enumerate(written)}
    version.document, version.sha256 = to_json(texts.with_texts(form, with_arabic)), "2" * 64


@pytest.mark.parametrize("language", ["sv", "en"])
def test_the_form_is_read_in_arabic_and_the_page_stays_the_readers(
    live: LiveServer, visitor: Page, language: str
) -> None:
    page = visitor
    page.goto(f"{live.link(live.scene(in_arabic))}?language={language}")
    page.locator("main form .button--primary").click()
    page.locator("main a[href*='/section/']").first.click()
    with page.expect_navigation():
        page.get_by_role("button", name="العربية").press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text(f"{WORDS} 2")
    assert page.get_by_role("heading", level=1).evaluate(MARGIN) == "rtl"
    assert page.locator("main").evaluate(MARGIN) == "ltr"
    answer = page.locator("textarea.input").first
    answer.fill("نعم")
    assert answer.evaluate(MARGIN) == "rtl"
    clean(page, language)
    page.locator("main form .button--primary:visible").last.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(WORDS)
    page.get_by_role("button", name="Svenska" if language == "sv" else "English", exact=False).first.click()
    expect(page.get_by_role("heading", level=1)).not_to_contain_text(WORDS)


def test_the_secretariat_chooses_languages_and_writes_in_them(
    live: LiveServer,
    desk: Page,  # noqa: F811
    meeting,  # noqa: F811
) -> None:
    page = f"{form_url(live, meeting)}/translations"
    desk.goto(page)
    desk.get_by_label("arabiska (العربية)").check()
    desk.get_by_label("somaliska (Soomaali)").check()
    desk.get_by_role("button", name="Spara språken").click()
    expect(desk.get_by_label("arabiska (العربية)")).to_be_checked()
    desk.goto(f"{page}?section=det_ni_ser")
    fields = desk.locator("textarea[lang=ar]")
    assert fields.first.evaluate(MARGIN) == "rtl"
    fields.first.fill("ماذا ترون؟")
    clean(desk)
