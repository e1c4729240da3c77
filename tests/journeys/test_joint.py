"""A coordinator turns forty views, six of them of another mind, into one answer that cites them; the digest shows it."""

from io import BytesIO

import pytest
from flask import Flask
from playwright.sync_api import Browser, Page, expect
from python_calamine import CalamineWorkbook

from app.access import Member
from app.extensions import db, hash_token, links, member_secrets
from app.models import Collection, MemberView, StaffRole
from app.queries.collect import collections as collection_queries
from app.queries.staff import by_email
from app.services import staff
from app.services.collect import collections, views
from app.services.digest import digests
from forms import member_form
from forms.questionnaire_document import to_json
from tests.conftest import PASSWORD
from tests.factories import scenes
from tests.factories.collecting import YOUTH, many, questions
from tests.factories.respondents import respondent_of
from tests.factories.scenes import Scene
from tests.journeys.conftest import LiveServer
from tests.journeys.judge import clean

pytestmark = pytest.mark.browser
CHAIR = "ordforande@roster.example"
HOSTILE = "Kameror! <b>=1+1</b> {{ 7*7 }}"
CAMERAS = [HOSTILE, *(f"Fler kameror vid hållplats {number}." for number in range(1, 6))]
LAMPS = [f"Laga lampan på gata {number}." for number in range(1, 35)]
WISH = "Sex av oss vill ha kameror."


def collecting(scene: Scene) -> Collection:
    """The youth council has asked, and forty members have answered; one in two lets others read their words."""
    coordinator = respondent_of(scene, YOUTH)
    collection = collections.begin(coordinator)
    collection.document = to_json(member_form.with_questions(questions()))
    collections.open_(coordinator)
    asked = collection_queries.questions(collection)[0]
    for number, text in enumerate([*CAMERAS, *LAMPS]):
        words = views.begin(collection)
        secret = member_secrets.token(words)
        view = db.session.query(MemberView).filter_by(secret_hash=hash_token(secret)).one()
        member = Member(view, collection, secret, words)
        views.answer(member, asked, text)
        views.send(member, may_be_cited=number % 2 == 0)
    return collection


@pytest.fixture
def scene(live: LiveServer) -> Scene:
    with live.app.app_context(), db.transaction():
        made = scenes.issued()
        collecting(made)
        if by_email(CHAIR) is None:
            staff.add(CHAIR, StaffRole.CHAIR, PASSWORD)
    return made


@pytest.fixture
def desk(live: LiveServer, scene: Scene, browser: Browser) -> Page:
    """The coordinator's browser at a desk."""
    page = browser.new_context(viewport={"width": 1280, "height": 900}, locale="sv-SE").new_page()
    page.goto(live.link(scene, YOUTH))
    page.get_by_role("button", name="Öppna formuläret").press("Enter")
    page.wait_for_url("**/answer/**")
    return page


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).first.press("Enter")
    page.wait_for_load_state()


def test_forty_views_become_one_answer_that_cites_them(
    live: LiveServer, scene: Scene, desk: Page, browser: Browser
) -> None:
    base = f"{live.url}/answer/{scene.requests[YOUTH].id}"
    group_them(desk, base)
    write_and_cite(desk, base)
    keep_the_minority(desk)
    desk.goto(f"{base}/check")
    clean(desk)
    press(desk, "Skicka svaret")
    expect(desk.locator("main")).to_contain_text("Det ni skickade")
    expect(desk.locator("main")).to_contain_text(HOSTILE)
    assert "Fler kameror vid hållplats 1." not in desk.content(), "this member has not said yes"
    clean(desk)
    read_the_digest(live, scene, browser)
    members_like_the_draft(live, scene, desk, browser)


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no-scripts"])
def test_more_views_than_a_page_holds_are_turned(live: LiveServer, browser: Browser, *, scripts: bool) -> None:
    with live.app.app_context(), db.transaction():
        scene = scenes.issued()
        many(collecting(scene).id, (f"Ha öppet på torg {number}." for number in range(1, 81)))
    options = {"viewport": {"width": 390, "height": 844}, "locale": "sv-SE", "java_script_enabled": scripts}
    page = browser.new_context(**options).new_page()
    page.goto(live.link(scene, YOUTH))
    press(page, "Öppna formuläret")
    base = f"{live.url}/answer/{scene.requests[YOUTH].id}/collection"
    page.goto(f"{base}/views/tycker")
    page.get_by_role("link", name="Nästa", exact=True).press("Enter")
    expect(page.get_by_label("Röst 51", exact=True)).to_be_visible()
    expect(page.get_by_label("Röst 50", exact=True)).to_have_count(0)
    page.get_by_label("Röst 52", exact=True).check()
    press(page, "Märk som lästa")
    expect(page.locator("main")).to_contain_text("Sida 2 av 3")
    page.goto(f"{base}/joint/vad_ser_ni")
    page.locator("#q-vad_ser_ni").fill("Laga lamporna.")
    press(page, "Nästa")
    expect(page.locator("main")).to_contain_text("Sida 2 av 3")
    expect(page.locator("#q-vad_ser_ni")).to_have_value("Laga lamporna.")
    if scripts:
        clean(page)
    page.context.close()


def group_them(desk: Page, base: str) -> None:
    desk.goto(f"{base}/collection/views/tycker")
    clean(desk)
    for text in CAMERAS:
        desk.locator(".passage", has_text=text).get_by_role("checkbox").check()
    desk.get_by_label("Ny grupp").fill("Vill ha kameror")
    press(desk, "Lägg i en ny grupp")
    desk.goto(f"{base}/collection/groups")
    expect(desk.locator("main")).to_contain_text("Medlemmar: 6")
    clean(desk)
    desk.goto(f"{base}/collection/views")
    desk.get_by_text("Behöver omsorg", exact=True).last.click()
    desk.locator(".passage", has_text=LAMPS[1]).get_by_role("checkbox").check()
    desk.get_by_label("Anteckning om omsorg").fill("Prata med skolan.")
    press(desk, "Märk och anteckna")
    expect(desk.locator("main")).to_contain_text("Tjänsten anmäler aldrig något själv")
    clean(desk)


def write_and_cite(desk: Page, base: str) -> None:
    desk.goto(f"{base}/collection/joint")
    clean(desk)
    desk.goto(f"{base}/collection/joint/vad_ser_ni")
    desk.locator("#q-vad_ser_ni").fill("Laga lamporna. Ha fler vuxna ute.")
    press(desk, "Spara")
    for text in (LAMPS[0], LAMPS[1], LAMPS[2]):
        desk.get_by_label(text).check()
    press(desk, "Fäst vid meningen")
    expect(desk.locator("main")).to_contain_text("Medlemmar bakom: färre än fem")
    clean(desk)
    desk.locator("#q-vad_ser_ni").fill("Laga alla lampor. Ha fler vuxna ute.")
    press(desk, "Spara")
    expect(desk.get_by_text("Lösa röster")).to_be_visible()
    clean(desk)
    for _ in range(3):
        press(desk, "Fäst vid meningen")
    expect(desk.get_by_text("Lösa röster")).to_have_count(0)


def keep_the_minority(desk: Page) -> None:
    press(desk, "Behåll som minoritetsröst")
    expect(desk.locator(".error-summary")).to_be_visible()
    clean(desk)
    desk.get_by_label("Grupp").select_option("Vill ha kameror")
    press(desk, "Visa")
    for text in CAMERAS:
        desk.get_by_label(text).check()
    desk.get_by_label("Vad tycker de?").fill(WISH)
    press(desk, "Behåll som minoritetsröst")
    expect(desk.locator("main")).to_contain_text("Medlemmar bakom: 6")
    clean(desk)
    press(desk, "Visa för medlemmarna")


def read_the_digest(live: LiveServer, scene: Scene, browser: Browser) -> None:
    with live.app.app_context(), db.transaction():
        person = by_email(CHAIR)
        assert person is not None
        digests.begin(scene.meeting, person)
    page = browser.new_context(viewport={"width": 1280, "height": 900}, locale="sv-SE").new_page()
    page.goto(f"{live.url}/sign-in")
    page.locator("[name=email]").fill(CHAIR)
    page.locator("[name=password]").fill(PASSWORD)
    page.locator("[name=password]").press("Enter")
    page.wait_for_url(lambda url: "sign-in" not in url)
    page.goto(f"{live.url}/chair/meetings/{scene.meeting.id}/digest?open=yes")
    expect(page.locator("main")).to_contain_text("svaret bygger på röster från 40 medlemmar")
    expect(page.locator("main")).to_contain_text(f"minoritetsröst (6 medlemmar): {WISH}")
    expect(page.locator("main")).to_contain_text(HOSTILE)
    clean(page)
    with page.expect_download() as download:
        page.get_by_role("link", name="Ladda ner sammanställning (Excel)").click()
    book = CalamineWorkbook.from_filelike(BytesIO(download.value.path().read_bytes()))
    for sheet in ("Översikt", "Alla svar"):
        cells = [str(cell) for row in book.get_sheet_by_name(sheet).to_python() for cell in row]
        assert any(WISH in cell for cell in cells), sheet
        assert any(HOSTILE in cell for cell in cells), sheet
        assert not any("hållplats 1." in cell for cell in cells), sheet


def members_like_the_draft(live: LiveServer, scene: Scene, desk: Page, browser: Browser) -> None:
    phone = browser.new_context(viewport={"width": 390, "height": 844}, locale="sv-SE").new_page()
    phone.goto(f"{live.url}/voice/{join_code(live.app, scene)}/draft")
    expect(phone.locator("main")).to_contain_text("Laga alla lampor.")
    clean(phone)
    press(phone, "Gilla")
    expect(phone.get_by_text("Du gillar det här.")).to_be_visible()
    clean(phone)
    desk.context.close()
    phone.context.close()


def join_code(app: Flask, scene: Scene) -> str:
    with app.app_context():
        found = collection_queries.of_request(scene.requests[YOUTH])
        assert found is not None
        return links.join_code(found.nonce)
