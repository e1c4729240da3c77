"""The builder in a browser: without JavaScript, and with it by mouse, by keyboard, by itself and in two browsers at once."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from app.extensions import db
from app.models import Meeting, StaffRole
from app.queries.ask import questionnaires as queries
from app.services import staff
from app.services.ask import questionnaires
from tests.conftest import PASSWORD
from tests.factories import scenes
from tests.factories.forms import full_form
from tests.journeys.conftest import LiveServer
from tests.journeys.judge import Witness, clean

pytestmark = pytest.mark.browser

FIRST = ["lasmer", "vad_ser_ni", "var", "mest"]


@pytest.fixture
def meeting(live: LiveServer) -> Meeting:
    """A meeting whose draft has every type of question."""
    with live.app.app_context(), db.transaction():
        made = scenes.planned().meeting
        questionnaires.replace_document(made, full_form())
    return made


def visit(browser: Browser, live: LiveServer, address: str, *, script: bool = True) -> Page:
    """A signed-in secretary's browser."""
    with live.app.app_context(), db.transaction():
        staff.add(address, StaffRole.SECRETARIAT, PASSWORD, name=address.partition("@")[0].title())
    context = browser.new_context(viewport={"width": 1280, "height": 1000}, locale="sv-SE", java_script_enabled=script)
    page = context.new_page()
    page.goto(f"{live.url}/sign-in")
    page.locator("[name=email]").fill(address)
    page.locator("[name=password]").fill(PASSWORD)
    page.locator("main form button").click()
    return page


@pytest.fixture
def desk(browser: Browser, live: LiveServer, meeting: Meeting) -> Iterator[Page]:
    page = visit(browser, live, f"asa{meeting.id}@stad.example")
    page.goto(form_url(live, meeting))
    yield page
    page.context.close()


@pytest.fixture
def plain(browser: Browser, live: LiveServer, meeting: Meeting) -> Iterator[Page]:
    """The same without JavaScript."""
    page = visit(browser, live, f"utan{meeting.id}@stad.example", script=False)
    page.goto(form_url(live, meeting))
    yield page
    page.context.close()


def form_url(live: LiveServer, meeting: Meeting) -> str:
    return f"{live.url}/secretariat/meetings/{meeting.id}/form"


def stored(live: LiveServer, meeting: Meeting) -> queries.Current:
    with live.app.app_context():
        return queries.of_meeting(meeting)


def first(live: LiveServer, meeting: Meeting) -> list[str]:
    return [one.key for one in stored(live, meeting).form.sections[0].questions]


def shown(page: Page) -> Locator:
    return page.locator("[data-drop]").first.locator("> [data-key]")


def in_order(page: Page, *keys: str) -> None:
    for place, key in enumerate(keys):
        expect(shown(page).nth(place)).to_have_attribute("data-key", key)


def latest(page: Page) -> Locator:
    return page.locator("#latest")


def test_everything_works_without_javascript(plain: Page, live: LiveServer, meeting: Meeting) -> None:
    plain.locator("#question-var").get_by_role("button", name="Upp").click()
    in_order(plain, "lasmer", "var", "vad_ser_ni")
    plain.locator("#question-var").get_by_role("button", name="Ta bort").click()
    expect(latest(plain)).to_contain_text("togs bort.")
    plain.get_by_role("button", name="Ångra").click()
    in_order(plain, "lasmer", "var", "vad_ser_ni")
    plain.get_by_role("button", name="Ångra").click()
    in_order(plain, *FIRST)
    plain.get_by_role("button", name="Gör om").click()
    in_order(plain, "lasmer", "var", "vad_ser_ni")
    plain.locator("#question-var").get_by_role("link", name="Ändra").click()
    plain.locator("[name=label_sv]").fill("Var samt när?")
    plain.get_by_role("button", name="Visa hur det blir").click()
    expect(plain.locator("[data-side]")).to_contain_text("Var samt när?")
    expect(plain.locator("[data-side]")).to_contain_text("två frågor i en")
    assert stored(live, meeting).question("var").label.text("sv") != "Var samt när?"
    plain.get_by_role("button", name="Spara frågan").click()
    expect(plain.locator("#question-var")).to_contain_text("Var samt när?")
    plain.get_by_role("link", name="Övers").click()
    plain.get_by_role("navigation", name="Avsnitt").get_by_role("link").nth(1).click()
    plain.locator("[name='question/var/label:en']").fill("Where and when?")
    plain.get_by_role("button", name="Spara texterna").click()
    assert stored(live, meeting).question("var").label.get("en") == "Where and when?"


def test_a_question_is_dragged_to_another_place(desk: Page, live: LiveServer, meeting: Meeting) -> None:
    desk.locator("#question-var .grip").drag_to(shown(desk).first, target_position={"x": 200, "y": 4})
    expect(latest(desk)).to_contain_text("Ordningen ändrades.")
    in_order(desk, "var", "lasmer")
    assert first(live, meeting) == ["var", "lasmer", "vad_ser_ni", "mest"]
    desk.get_by_role("button", name="Ångra").click()
    in_order(desk, *FIRST)


def test_the_keyboard_moves_and_undoes_and_keeps_its_place(desk: Page, live: LiveServer, meeting: Meeting) -> None:
    desk.locator("#question-var [data-edit]").focus()
    desk.keyboard.press("Alt+ArrowUp")
    in_order(desk, "lasmer", "var")
    expect(desk.locator("#question-var [value=up]")).to_be_focused()
    desk.keyboard.press("Alt+ArrowUp")
    in_order(desk, "var", "lasmer")
    desk.keyboard.press("Control+z")
    in_order(desk, "lasmer", "var")
    # Faster than answers come.
    desk.locator("#question-var [data-edit]").focus()
    for _ in range(2):
        desk.keyboard.press("Alt+ArrowDown")
    in_order(desk, "lasmer", "vad_ser_ni", "mest", "var")
    assert first(live, meeting) == ["lasmer", "vad_ser_ni", "mest", "var"]
    desk.locator("#question-var").get_by_role("button", name="Ta bort").press("Enter")
    expect(desk.locator("[data-undo]")).to_be_focused()
    expect(desk.locator("[data-said]")).to_contain_text("Frågan är borttagen.")
    desk.keyboard.press("Enter")
    expect(desk.locator("#question-var")).to_be_visible()
    desk.locator("#question-var").get_by_role("button", name="Kopiera").press("Enter")
    expect(shown(desk)).to_have_count(5)
    assert len(first(live, meeting)) == 5


def test_a_question_is_edited_where_it_stands_and_saved_by_itself(
    desk: Page, live: LiveServer, meeting: Meeting
) -> None:
    desk.locator("#question-var [data-edit]").press("Enter")
    label = desk.locator("[name=label_sv]")
    expect(label).to_be_focused()
    label.fill("Var samt när?")
    expect(desk.locator("[data-save-status]")).to_contain_text("Sparat")
    expect(desk.locator("[data-side]")).to_contain_text("två frågor i en")
    assert stored(live, meeting).question("var").label.text("sv") == "Var samt när?"
    desk.locator("[name=choices]").fill("Ja\nJa")
    expect(desk.locator("[data-save-status]")).to_contain_text("står två gånger")
    desk.locator("[name=choices]").fill("hem | Hemma | At home\nute | Ute | Outside")
    expect(desk.locator("[data-side]")).to_contain_text("Hemma")
    desk.keyboard.press("Escape")
    expect(desk.locator("#question-form")).to_have_count(0)
    expect(desk.locator("#question-var [data-edit]")).to_be_focused()
    assert [choice.key for choice in stored(live, meeting).question("var").choices] == ["hem", "ute"]
    # All of it was one go: one step to undo.
    desk.keyboard.press("Control+z")
    expect(desk.locator("#question-var")).not_to_contain_text("Var samt när?")
    assert stored(live, meeting).form == full_form()


def test_what_is_not_saved_yet_is_not_left_unasked(desk: Page, live: LiveServer, meeting: Meeting) -> None:
    desk.goto(f"{form_url(live, meeting)}/sections/det_ni_ser/questions/add/short_text")
    desk.locator("[name=label_sv]").fill("Vad heter det?")
    expect(desk.locator("[data-side]")).to_contain_text("Vad heter det?")
    asked = []
    desk.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    desk.goto(form_url(live, meeting))
    assert asked == ["beforeunload"]
    assert first(live, meeting) == FIRST


def test_a_lost_network_is_told_and_nothing_typed_is_lost(desk: Page, live: LiveServer, meeting: Meeting) -> None:
    desk.goto(f"{form_url(live, meeting)}/questions/var")
    desk.context.set_offline(True)
    desk.locator("[name=label_sv]").fill("Skrivet utan nät")
    expect(desk.locator("[data-save-status]")).to_contain_text("vi försöker igen")
    desk.context.set_offline(False)
    expect(desk.locator("[data-save-status]")).to_contain_text("Sparat")
    assert stored(live, meeting).question("var").label.text("sv") == "Skrivet utan nät"


def test_texts_are_translated_field_by_field(desk: Page, live: LiveServer, meeting: Meeting) -> None:
    desk.goto(f"{form_url(live, meeting)}/translations?section=det_ni_ser")
    total = desk.locator("[data-missing-total]")
    field = desk.locator("[name='question/var/label:en']")
    before = total.text_content()
    field.fill("")
    expect(desk.locator("[data-mark='question/var/label:en']")).to_be_visible()
    expect(total).not_to_have_text(before or "")
    field.fill("Where does it happen?")
    expect(desk.locator("[data-mark='question/var/label:en']")).to_be_hidden()
    expect(total).to_have_text(before or "")
    assert stored(live, meeting).question("var").label.get("en") == "Where does it happen?"


def test_two_editors_see_each_other_and_write_over_nothing(
    desk: Page, browser: Browser, live: LiveServer, meeting: Meeting
) -> None:
    other = visit(browser, live, f"bo{meeting.id}@stad.example")
    other.goto(f"{form_url(live, meeting)}/questions/var")
    mine = desk.context.new_page()
    mine.goto(f"{form_url(live, meeting)}/questions/var")
    expect(mine.locator("[data-here]")).to_contain_text(f"Bo{meeting.id} har också formuläret öppet.")
    other.locator("[name=label_sv]").fill("Bos text")
    expect(other.locator("[data-save-status]")).to_contain_text("Sparat")
    mine.locator("[name=label_sv]").fill("Åsas text")
    expect(mine.locator("[data-save-status]")).to_contain_text(f"Bo{meeting.id} ändrade formuläret")
    assert stored(live, meeting).question("var").label.text("sv") == "Bos text"
    mine.get_by_role("button", name="Spara frågan").click()
    expect(mine.locator(".facts")).to_contain_text("Bos text")
    expect(mine.locator("[name=label_sv]")).to_have_value("Åsas text")
    # Another question is no conflict, however old the page.
    desk.locator("#question-mest [data-edit]").click()
    desk.locator("[name=label_sv]").fill("Åsas fråga")
    expect(desk.locator("[data-save-status]")).to_contain_text("Sparat")
    desk.keyboard.press("Escape")
    # The list has taken in what Bo did.
    expect(desk.locator("#question-var")).to_contain_text("Bos text")
    other.context.close()


@pytest.mark.parametrize("language", ["sv", "en"])
def test_axe_finds_nothing_while_somebody_writes(desk: Page, live: LiveServer, meeting: Meeting, language: str) -> None:
    witness = Witness(live.url)
    witness.watch(desk.context)
    desk.goto(f"{form_url(live, meeting)}?language={language}")
    desk.locator("#question-var [value=up]").click()
    expect(latest(desk)).to_be_visible()
    clean(desk, language, failed=False)
    latest(desk).locator("[formaction$='/undo']").click()
    expect(latest(desk).locator("[formaction$='/redo']")).to_be_visible()
    in_order(desk, *FIRST)
    clean(desk, language, failed=False)
    desk.locator("#question-var [data-edit]").click()
    desk.locator("[name=choices]").fill("Ja\nJa")
    expect(desk.locator("[data-save-status][data-state=failed]")).to_be_visible()
    clean(desk, language, failed=False)
    desk.locator("[name=choices]").fill("Ja\nNej")
    desk.keyboard.press("Escape")
    expect(desk.locator("#question-form")).to_have_count(0)
    desk.locator("#question-var [formaction$='/remove']").click()
    expect(desk.locator("#question-var")).to_have_count(0)
    clean(desk, language, failed=False)
    desk.goto(f"{form_url(live, meeting)}/translations?section=det_ni_ser")
    desk.locator("textarea").first.fill("")
    clean(desk, language, failed=False)
    desk.locator("textarea").first.fill("Where does it happen?")
    expect(desk.locator("[data-save-status][data-state=saved]")).to_be_visible()
    clean(desk, language, failed=False)
    with desk.expect_navigation():
        desk.locator("main form .button--primary").last.click()
    clean(desk, language, failed=False)
    # What the server refuses on purpose is Chromium's to complain of.
    assert [one for one in witness.take() if "422" not in one] == []
