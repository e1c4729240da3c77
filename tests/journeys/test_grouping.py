"""A secretary groups by keyboard and writes a line; the chair reads it and opens the workbook."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from python_calamine import CalamineWorkbook

from app.extensions import db
from app.models import Meeting, StaffRole
from app.queries import staff as staff_queries
from app.queries.digest import answers as answer_queries
from app.services import staff
from forms.audience import OrganisationKind
from tests.conftest import PASSWORD
from tests.factories.answers import SEEN, answered, submit
from tests.journeys.conftest import LiveServer
from tests.journeys.judge import clean

pytestmark = pytest.mark.browser
WORDING = "Fler söker hjälp, och tidigare än förut."


@pytest.fixture
def meeting(live: LiveServer) -> Meeting:
    """An answered meeting with two nearly equal answers, and a secretary and a chair."""
    with live.app.app_context(), db.transaction():
        scene = answered()
        near = {"vad_ser_ni": SEEN.replace("fler", "några fler"), "hur_vanligt": "Vanligt"}
        submit(scene.requests[OrganisationKind.OTHER], near)
        for role in (StaffRole.SECRETARIAT, StaffRole.CHAIR):
            if staff_queries.by_email(f"{role}@grupp.example") is None:
                staff.add(f"{role}@grupp.example", role, PASSWORD)
    return scene.meeting


@contextmanager
def signed_in(browser: Browser, live: LiveServer, role: str, width: int = 1280, **options: bool) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": width, "height": 900}, locale="sv-SE", **options)
    page = context.new_page()
    page.goto(f"{live.url}/sign-in")
    page.locator("[name=email]").fill(f"{role}@grupp.example")
    page.locator("[name=password]").fill(PASSWORD)
    page.locator("[name=password]").press("Enter")
    page.wait_for_url(lambda url: "sign-in" not in url)
    yield page
    context.close()


def themes_of(live: LiveServer, meeting: Meeting) -> list[tuple[str, ...]]:
    with live.app.app_context():
        rows = answer_queries.of_meeting(meeting.id)
    return [row.theme_keys for row in rows if row.question_key == "vad_ser_ni"]


def test_group_by_keyboard_write_a_line_and_let_the_chair_read(
    browser: Browser, live: LiveServer, meeting: Meeting, tmp_path: Path
) -> None:
    with signed_in(browser, live, "secretariat") as page:
        page.goto(f"{live.url}/secretariat/meetings/{meeting.id}/themes")
        first = page.locator("[data-select-row]").first
        first.focus()
        page.keyboard.press("j")
        page.keyboard.press("k")
        expect(first).to_be_focused()
        page.keyboard.press("x")
        expect(page.locator("[data-selected-count]")).to_have_text("1 markerade")
        page.keyboard.press("2")
        expect(page.get_by_text("2 svar har fått temat.")).to_be_visible()
        assert themes_of(live, meeting) == [("skydd", "samverkan"), ("skydd",), ("skydd", "samverkan")]

        page.locator("[data-select-row]").first.check()
        page.get_by_label("Punkt i sammanställningen").select_option("new-point")
        page.get_by_text("Skriv en ny punkt").click()
        page.get_by_label("Vad säger svaren?").fill(WORDING)
        page.get_by_role("button", name="Lägg under punkten").click()
        expect(page.get_by_text("Punkten är skriven")).to_be_visible()
        page.get_by_role("link", name=WORDING).first.click()
        expect(page).to_have_url(re.compile(rf"/meetings/{meeting.id}/digest#line-\d+$"))

    with signed_in(browser, live, "chair", width=390) as page:
        page.locator(f"a[href='/chair/meetings/{meeting.id}/digest']").click()
        expect(page.get_by_text(SEEN).first).not_to_be_visible()
        page.get_by_text("Läs 2 svar").first.click()
        expect(page.get_by_text(SEEN).first).to_be_visible()
        with page.expect_download() as download:
            page.get_by_role("link", name="Ladda ner sammanställning (Excel)").click()
        download.value.save_as(tmp_path / "hos-ordforanden.xlsx")
    book = CalamineWorkbook.from_filelike(BytesIO((tmp_path / "hos-ordforanden.xlsx").read_bytes()))
    cells = [str(cell) for name in book.sheet_names for row in book.get_sheet_by_name(name).to_python() for cell in row]
    assert any(WORDING in cell for cell in cells)
    assert SEEN in cells


def test_grouping_needs_no_javascript(browser: Browser, live: LiveServer, meeting: Meeting) -> None:
    with signed_in(browser, live, "secretariat", java_script_enabled=False) as page:
        page.goto(f"{live.url}/secretariat/meetings/{meeting.id}/themes")
        page.locator("[data-select-row]").first.check()
        page.locator("button[name=theme]").nth(1).click()
        expect(page.get_by_text("2 svar har fått temat.")).to_be_visible()
    assert themes_of(live, meeting)[0] == ("skydd", "samverkan")


def test_enter_in_a_box_presses_nothing(browser: Browser, live: LiveServer, meeting: Meeting) -> None:
    with signed_in(browser, live, "secretariat") as page:
        page.goto(f"{live.url}/secretariat/meetings/{meeting.id}/themes")
        page.locator("[data-select-row]").first.check()
        page.keyboard.press("Enter")
        expect(page.get_by_role("alert")).to_contain_text("Välj vad du vill göra med svaren.")
        expect(page.locator("[data-select-row]").first).to_be_checked()
    assert themes_of(live, meeting)[0] == ("skydd",)


def test_axe_finds_nothing(browser: Browser, live: LiveServer, meeting: Meeting) -> None:
    base = f"/secretariat/meetings/{meeting.id}"
    with live.app.app_context():
        answer = answer_queries.of_meeting(meeting.id)[0]
    with signed_in(browser, live, "secretariat") as page:
        for path in (
            "answers",
            "answers?view=question",
            "themes",
            "themes?show=set_aside",
            f"answers/{answer.id}",
            "flagged",
            "digest",
        ):
            page.goto(f"{live.url}{base}/{path}")
            clean(page)
        page.goto(f"{live.url}{base}/digest")
        page.get_by_role("button", name="Börja skriva").click()
        clean(page)
        for path in ("digest/overview", "digest/lines/add?theme=skydd"):
            page.goto(f"{live.url}{base}/{path}")
            clean(page)
        page.get_by_role("button", name="Spara punkten").click()
        expect(page).to_have_title(r"Fel: Skriv en punkt – Mäns våld mot kvinnor – Rådslag")
        clean(page)
        page.get_by_label("Vad säger svaren?").fill(WORDING)
        page.get_by_label(scene_name(live, meeting)).first.check()
        page.get_by_role("button", name="Spara punkten").click()
        clean(page)
    with signed_in(browser, live, "chair") as page:
        clean(page)
        page.goto(f"{live.url}/chair/meetings/{meeting.id}/digest?open=yes")
        clean(page)


def scene_name(live: LiveServer, meeting: Meeting) -> str:
    with live.app.app_context():
        return answer_queries.of_meeting(meeting.id)[0].organisation
