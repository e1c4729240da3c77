"""Rankings, tables, boxes and long lists in a browser: by keyboard on a phone's width, with and without JavaScript."""

import pytest
from playwright.sync_api import Page, expect

from forms.audience import OrganisationKind
from forms.localised import Localised
from forms.questionnaire import Choice, Question, Questionnaire, Section
from forms.questionnaire_document import to_json
from tests.factories import scenes
from tests.factories.forms import form_of_further_types
from tests.journeys.conftest import LiveServer
from tests.journeys.judge import clean
from tests.journeys.test_answering import phone

__all__ = ["phone"]
pytestmark = pytest.mark.browser
HERE = "section/fler-satt"


def open_form(live: LiveServer, page: Page, form: Questionnaire, language: str = "sv") -> str:
    """Follow a personal link to this form; returns where its pages begin."""

    def change(made: scenes.Scene) -> None:
        made.version.document = to_json(form)
        made.contacts[OrganisationKind.MEMBER].language = language

    page.goto(live.link(live.scene(change)))
    page.locator("main form button").press("Enter")
    return page.url


def test_every_further_type_is_answered_by_keyboard(live: LiveServer, phone: Page) -> None:
    phone.goto(open_form(live, phone, form_of_further_types()) + HERE)
    ranking = phone.get_by_role("group", name="Vad är viktigast?")
    for label, place in (("I hemmet", "3"), ("På arbetet", "1"), ("På nätet", "2")):
        ranking.get_by_label(label).focus()
        phone.keyboard.type(place)
    phone.get_by_role("radio", name="I hemmet Ibland").press("Space")
    phone.get_by_role("radio", name="På arbetet Aldrig").press("Space")
    phone.get_by_role("group", name="Vad hjälper?").get_by_label("Inget av detta").press("Space")
    phone.get_by_label("Vad kostar det?").fill("1 200,50")
    phone.get_by_label("Hur stor andel?").fill("40")
    phone.get_by_label("När öppnar ni?").fill("09:30")
    meeting = phone.get_by_role("group", name="När kan vi ses?")
    meeting.get_by_label("Dag").fill("2027-05-20")
    meeting.get_by_label("Klockslag").fill("13:00")
    phone.get_by_label("Karta över området").fill("karta.pdf, otrygga platser")
    phone.get_by_label("Svaret är förankrat").press("Space")
    phone.get_by_role("button", name="Spara och fortsätt").press("Enter")
    expect(phone.get_by_role("heading", level=1)).to_have_text("Granska och skicka")
    for text in ("1. På arbetet\n2. På nätet\n3. I hemmet", "I hemmet: Ibland\nPå arbetet: Aldrig", "1200,5", "09.30"):
        assert text in phone.locator("main").inner_text()
    expect(phone.locator("main")).to_contain_text("20 maj 2027 kl. 13.00")
    phone.get_by_role("button", name="Skicka svaret").press("Enter")
    expect(phone.get_by_role("heading", level=1)).to_have_text("Tack. Ert svar är skickat")


def test_a_place_that_is_taken_is_given_to_the_other(live: LiveServer, visitor: Page) -> None:
    visitor.goto(open_form(live, visitor, form_of_further_types()) + HERE)
    ranking = visitor.get_by_role("group", name="Vad är viktigast?")
    ranking.get_by_label("På nätet").select_option("1")
    expect(ranking.get_by_label("I hemmet")).to_have_value("3")
    expect(ranking.get_by_label("Det här är vår ordning")).to_be_checked()


@pytest.mark.parametrize("language", ["sv", "en"])
def test_axe_finds_nothing_on_them_right_or_wrong(live: LiveServer, visitor: Page, language: str) -> None:
    base = open_form(live, visitor, form_of_further_types(), language)
    visitor.goto(base + HERE)
    clean(visitor, language)
    visitor.locator("#q-ordning-1").select_option("2")
    visitor.locator("#q-ordning-2").select_option("2")
    for name, text in (("q-kostar", "dyrt"), ("q-andel", "5"), ("q-traffas", "2027-05-20")):
        visitor.locator(f"[name={name}]").fill(text)
    visitor.locator("form#section .button--primary").first.click()
    clean(visitor, language, failed=True)
    visitor.goto(base + "check")
    clean(visitor, language)


def test_a_long_list_has_a_search_box_that_hides_and_never_unticks(live: LiveServer, phone: Page) -> None:
    places = tuple(Choice(f"s{n}", Localised(sv=name)) for n, name in enumerate("ABCDEFGHIJKLM"))
    question = Question("platser", "several_choices", Localised(sv="Vilka platser?"), choices=places)
    form = Questionnaire(sections=(Section("platser", Localised(sv="Platser"), questions=(question,)),))
    phone.goto(open_form(live, phone, form) + "section/platser")
    phone.get_by_label("B", exact=True).check()
    box = phone.get_by_label("Sök bland alternativen")
    if phone.evaluate("!document.querySelector('[type=search]')"):
        expect(box).to_have_count(0)
        expect(phone.get_by_label("C", exact=True)).to_be_visible()
        return
    box.fill("a")
    expect(phone.get_by_label("A", exact=True)).to_be_visible()
    expect(phone.get_by_label("B", exact=True)).to_be_visible()
    expect(phone.get_by_label("C", exact=True)).to_be_hidden()
    expect(phone.get_by_role("status").filter(has_text="2 av 13 visas")).to_be_visible()
    clean(phone)
    box.press("Enter")
    phone.get_by_role("button", name="Spara och fortsätt").press("Enter")
    expect(phone.locator("main")).to_contain_text("B")
