"""A secretary builds a form in a browser: by keyboard, with and without JavaScript, on a desk's and a phone's width."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from app.extensions import db
from app.models import Meeting, StaffRole
from app.queries.ask import questionnaires as queries
from app.services import staff
from app.services.ask import questionnaires
from forms import editing
from forms.localised import Localised
from forms.question_types import QUESTION_TYPES
from tests.conftest import PASSWORD
from tests.factories import scenes
from tests.factories.forms import full_form
from tests.factories.people import StaffFactory
from tests.journeys.conftest import LiveServer
from tests.journeys.keyboard import Keyboard

pytestmark = pytest.mark.browser

TYPED = {
    "long_text": {"Lagom längd i tecken": "1 500"},
    "one_choice": {"Alternativ": "Sällan | Rarely\nOfta | Often"},
    "several_choices": {"Alternativ": "Hemma\tAt home\nUte\tOutside"},
    "scale": {
        "Lägsta värde": "1",
        "Högsta värde": "5",
        "Lägsta värdet betyder": "Sällan",
        "Högsta värdet betyder": "Ofta",
    },
    "integer": {"Lägsta värde": "0"},
    "range": {"Lägsta värde": "0", "Högsta värde": "100", "Steg": "5"},
    "rank": {"Alternativ": "Först | First\nSedan | Then"},
    "matrix": {"Rader": "Hemma | At home\nUte | Outside", "Alternativ": "Sällan | Rarely\nOfta | Often"},
    "calculated": {"Beräkning": "1 + 1"},
    "hidden": {"Svar från början": "webb"},
}


@pytest.fixture
def meeting(live: LiveServer) -> Meeting:
    """A planned meeting of a whole council, its form not begun."""
    with live.app.app_context(), db.transaction():
        earlier = scenes.planned().meeting
        made = Meeting(
            council=earlier.council, title="Trygga platser", starts_at=earlier.starts_at,
            deadline_at=earlier.deadline_at, purpose="Vi vill veta.", can_influence="Vad rådet tar upp.",
        )  # fmt: skip
        db.session.add(made)
    return made


@pytest.fixture(params=[True, False], ids=["javascript", "no-javascript"])
def desk(browser: Browser, live: LiveServer, request: pytest.FixtureRequest) -> Iterator[Page]:
    """A signed-in secretary's browser."""
    yield from signed_in(browser, live, java_script_enabled=request.param)


@pytest.fixture
def secretary(browser: Browser, live: LiveServer) -> Iterator[Page]:
    yield from signed_in(browser, live, java_script_enabled=True)


def signed_in(browser: Browser, live: LiveServer, *, java_script_enabled: bool) -> Iterator[Page]:
    with live.app.app_context(), db.transaction():
        staff.add("sekreteraren@stad.example", StaffRole.SECRETARIAT, PASSWORD)
    context = browser.new_context(
        viewport={"width": 1280, "height": 900}, java_script_enabled=java_script_enabled, locale="sv-SE"
    )
    page = context.new_page()
    page.goto(f"{live.url}/sign-in")
    page.locator("[name=email]").fill("sekreteraren@stad.example")
    page.locator("[name=password]").fill(PASSWORD)
    page.locator("[name=password]").press("Enter")
    yield page
    context.close()


def test_a_form_of_every_type_is_built_by_keyboard_and_published(
    live: LiveServer, desk: Page, meeting: Meeting
) -> None:
    desk.goto(f"{live.url}/secretariat/meetings/{meeting.id}/form")
    desk.get_by_role("link", name="Lägg till avsnitt").press("Enter")
    desk.get_by_label("Rubrik (måste fyllas i)").fill("Läget")
    desk.get_by_label("Rubrik (måste fyllas i)").press("Enter")
    for name, kind in QUESTION_TYPES.items():
        desk.get_by_role("link", name="Lägg till fråga i avsnittet Läget").press("Enter")
        desk.get_by_role("link", name=kind.title.text("sv"), exact=True).press("Enter")
        desk.locator("[name=label_sv]").fill(f"Fråga av typen {name}")
        desk.locator("[name=label_en]").fill(f"Question of type {name}")
        for label, text in TYPED.get(name, {}).items():
            desk.locator("main").get_by_label(label).first.fill(text)
        desk.get_by_role("button", name="Spara frågan").press("Enter")
        expect(desk.locator(".flashes")).to_contain_text("Frågan är tillagd.")
        # Once the page has loaded whole the browser moves focus to the question that its address names.
        desk.wait_for_load_state()
    desk.get_by_role("button", name="Upp Fråga av typen note").press("Enter")
    desk.get_by_role("button", name="Kopiera Fråga av typen date", exact=True).press("Enter")
    expect(desk.get_by_role("button", name="Kopiera Fråga av typen date", exact=True)).to_have_count(2)
    desk.get_by_role("button", name="Ta bort Fråga av typen short_text").press("Enter")
    expect(desk.locator("#latest")).to_contain_text("togs bort.")
    # Two questions that read alike can't be published.
    desk.goto(f"{live.url}/secretariat/meetings/{meeting.id}/form/questions/fraga_av_typen_date_2")
    desk.locator("[name=label_sv]").fill("En annan dag")
    desk.locator("[name=label_en]").fill("Another day")
    desk.get_by_role("button", name="Spara frågan").press("Enter")
    expect(desk.locator(".flashes")).to_contain_text("Frågan är sparad.")
    Keyboard(desk).press("Publicera version 1")
    expect(desk.locator(".flashes")).to_contain_text("Version 1 är publicerad.")
    with live.app.app_context():
        current = queries.of_meeting(meeting)
    keys = [question.key for question in current.form.questions()]
    last = ("note", "file", "calculated", "hidden", "repeat")
    assert keys[-5:] == [f"fraga_av_typen_{name}" for name in last]
    assert keys.index("fraga_av_typen_date_2") == keys.index("fraga_av_typen_date") + 1
    assert {question.type for question in current.form.questions()} == set(QUESTION_TYPES) - {"short_text"}
    assert current.is_published


def test_what_a_colleague_did_meanwhile_is_told(live: LiveServer, desk: Page, meeting: Meeting) -> None:
    with live.app.app_context(), db.transaction():
        questionnaires.replace_document(meeting, full_form())
    desk.goto(f"{live.url}/secretariat/meetings/{meeting.id}/form/questions/vad_ser_ni")
    desk.get_by_label("Frågan (måste fyllas i)").fill("Min text")
    with live.app.app_context(), db.transaction():
        question = full_form().question("vad_ser_ni")
        assert question
        theirs = editing.replace_question(full_form(), replace(question, label=Localised(sv="Kollegans")))
        questionnaires.replace_document(meeting, theirs, StaffFactory(name="Kollegan"))
    desk.get_by_role("button", name="Spara frågan").press("Enter")
    expect(desk.get_by_role("alert")).to_contain_text("Kollegan ändrade formuläret")
    expect(desk.get_by_label("Frågan (måste fyllas i)")).to_have_value("Min text")
    desk.get_by_role("button", name="Spara frågan").press("Enter")
    expect(desk.locator(".flashes")).to_contain_text("Frågan är sparad.")


def test_a_form_goes_to_excel_and_back(live: LiveServer, desk: Page, meeting: Meeting, tmp_path: Path) -> None:
    with live.app.app_context(), db.transaction():
        questionnaires.replace_document(meeting, full_form())
    desk.goto(f"{live.url}/secretariat/meetings/{meeting.id}/form")
    with desk.expect_download() as download:
        desk.get_by_role("link", name="Ladda ner formuläret (Excel)").click()
    path = tmp_path / download.value.suggested_filename
    download.value.save_as(path)
    desk.get_by_role("link", name="Läs in från fil").press("Enter")
    desk.get_by_label("Formulärfil").set_input_files(path)
    desk.get_by_label("Ersätt formuläret som finns").press("Space")
    desk.get_by_role("button", name="Läs in").press("Enter")
    expect(desk.get_by_role("heading", level=1)).to_have_text("Formuläret är inläst")
    with live.app.app_context():
        assert queries.of_meeting(meeting).form == full_form()
