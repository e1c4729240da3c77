"""The answer workbook in a browser: out, filled in, back, and every state of its pages before the judge."""

from pathlib import Path

import openpyxl
import pytest
from playwright.sync_api import Page, expect

from app.extensions import db
from app.models import InputRequest, now
from tests.app.respondent.workbooks import ANSWER, NOTE, Held
from tests.factories.respondents import MEMBER
from tests.factories.scenes import Scene
from tests.journeys.conftest import LiveServer
from tests.journeys.judge import clean

pytestmark = pytest.mark.browser
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
# The words of tests/factories/forms.py, by language: text, choice, number, another text.
ASKED = {
    "sv": ("Vad ser ni av mäns våld mot kvinnor?", "Var är det vanligast?", "Hur många möter ni på ett år?"),
    "en": (
        "What do you see of men’s violence against women?",
        "Where is it most common?",
        "How many do you meet in a year?",
    ),
}


def give(page: Page, data: bytes, name: str = "svarsbok.xlsx") -> None:
    page.locator("input[type=file]").set_input_files({"name": name, "mimeType": XLSX, "buffer": data})
    page.locator("form[enctype] button").click()


@pytest.mark.parametrize("language", ["sv", "en"])
def test_every_state_of_the_pages(live: LiveServer, visitor: Page, tmp_path: Path, language: str) -> None:
    page, (text, choice, number) = visitor, ASKED[language]

    def speak(made: Scene) -> None:
        for contact in made.contacts.values():
            contact.language = language

    scene = live.scene(speak)
    page.goto(live.link(scene))
    page.locator("main form button").click()
    base = page.url
    page.locator("a[href$='/workbook']").click()
    clean(page, language, failed=False)
    with page.expect_download() as download:
        page.locator("a[href$='/workbook/file']").click()
    download.value.save_as(tmp_path / "out.xlsx")
    give(page, b"%PDF-1.7")
    clean(page, language, failed=True)

    page.goto(base + "section/det_ni_ser")
    page.locator("#q-vad_ser_ni").fill("Webbens nyare text")
    page.locator("form#section button[type=submit]:visible").first.click()
    held = Held(openpyxl.load_workbook(tmp_path / "out.xlsx"))
    held.fill({text: "Arbetsbokens text", choice: "Online", number: "rätt många"})
    held.at(choice, NOTE).value = "Kolla med styrelsen"
    held.sheet.cell(held.sheet.max_row + 2, ANSWER).value = "Nedanför tabellen"
    page.goto(base + "workbook")
    give(page, held.saved())
    clean(page, language)
    for words in ("Webbens nyare text", "Arbetsbokens text", "rätt många", "Nedanför tabellen"):
        expect(page.locator("main")).to_contain_text(words)
    page.locator("#merge-vad_ser_ni-mine").check()
    page.locator("main form .button--primary").click()
    expect(page).to_have_url(base)
    clean(page, language)
    page.goto(base + "section/det_ni_ser")
    expect(page.locator("#q-vad_ser_ni")).to_have_value("Arbetsbokens text")

    page.goto(base + "workbook")
    give(page, (tmp_path / "out.xlsx").read_bytes())
    clean(page, language)
    with live.app.app_context(), db.transaction():
        db.session.get_one(InputRequest, scene.requests[MEMBER].id).closed_at = now()
    give_closed = page.goto(base + "workbook")
    assert give_closed is not None
    expect(page).to_have_url(base)
