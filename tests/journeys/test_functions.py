"""Every function of a rule in a browser: worked out while typing where there is JavaScript, on the page after else."""

import pytest
from playwright.sync_api import Page, expect

from forms.expressions import parse
from forms.expressions.functions import ARITIES
from forms.expressions.tree import Call, walk
from forms.localised import Localised
from forms.questionnaire import Choice, Question, Questionnaire, Rules, Section
from tests.journeys.conftest import LiveServer
from tests.journeys.test_answering import phone
from tests.journeys.test_question_types import open_form

__all__ = ["phone"]
pytestmark = pytest.mark.browser

SHOWN = {
    "if(${antal} > 5, 'många', 'få')": "många",
    "coalesce(${tom}, ${ord})": "Trygghet",
    "once('webb')": "webb",
    "if(today() > date('2020-01-01'), 'i dag', 'fel')": "i dag",
    "if(now() > date('2020-01-01'), 'nu', 'fel')": "nu",
    "if(true(), 'sant', 'falskt')": "sant",
    "if(false(), 'sant', 'falskt')": "falskt",
    "if(not(${tom}), 'inget', 'något')": "inget",
    "if(boolean(${ord}), 'ja', 'nej')": "ja",
    "string(${antal} + 1)": "8",
    "number('3') + ${antal}": "10",
    "int(${antal} div 2)": "3",
    "floor(${antal} div 2)": "3",
    "ceiling(${antal} div 2)": "4",
    "round(${antal} div 3, 2)": "2,33",
    "abs(2 - ${antal})": "5",
    "min(${antal}, 3)": "3",
    "max(${antal}, 3) * 10": "70",
    "sum(${kostnad})": "30",
    "count(${forslag})": "2",
    "count-non-empty(${kostnad})": "2",
    "indexed-repeat(${kostnad}, ${forslag}, 2)": "20",
    "join(' och ', ${kostnad})": "10 och 20",
    "count-selected(${var}) + 100": "102",
    "if(selected(${var}, 'natet'), 'på nätet', 'inte där')": "på nätet",
    "selected-at(${var}, 0)": "hemma",
    "jr:choice-name(selected-at(${var}, 1), '${var}')": "På nätet",
    "string-length(${ord}) + 200": "208",
    "if(contains(${ord}, 'ygg'), 'har ygg', 'nej')": "har ygg",
    "if(starts-with(${ord}, 'Try'), 'börjar så', 'nej')": "börjar så",
    "if(ends-with(${ord}, 'het'), 'slutar så', 'nej')": "slutar så",
    "if(regex(${ord}, '^[A-Z][a-z]+$'), 'följer mönstret', 'nej')": "följer mönstret",
    "concat(${ord}, '!')": "Trygghet!",
    "substr(${ord}, 0, 4)": "Tryg",
    "format-date(${dag}, '%Y/%m')": "2027/05",
    "format-date-time(${dag}, '%d/%m')": "20/05",
    "int(decimal-date-time(${dag}))": "20958",
}
"""What stands at each value worked out once everything is typed."""


def form_of_functions() -> Questionnaire:
    def text(words: str) -> Localised:
        return Localised(sv=words, en=words)

    places = tuple(Choice(key, text(label)) for key, label in (("hemma", "I hemmet"), ("natet", "På nätet")))
    items = (
        Question("kostnad", "integer", text("Kostnad")),
        Question("varfor", "short_text", text("Varför så dyrt?"), rules=Rules(relevant="${kostnad} > 1000")),
    )
    asked = (
        Question("antal", "integer", text("Hur många?")),
        Question("ord", "short_text", text("Vilket ord?")),
        Question("tom", "short_text", text("Lämna tomt")),
        Question("dag", "date", text("Vilken dag?")),
        Question("var", "several_choices", text("Var?"), choices=places),
        Question("forslag", "repeat", text("Förslag"), item_label=text("Förslag"), questions=items),
    )
    worked_out = tuple(
        Question(f"v{place}", "calculated", text(f"Värde {place}"), rules=Rules(calculation=source))
        for place, source in enumerate(SHOWN)
    )
    return Questionnaire(text("Regler"), sections=(Section("allt", text("Allt"), questions=(*asked, *worked_out)),))


def test_every_function_is_in_the_form() -> None:
    called = {part.function for source in SHOWN for part in walk(parse(source)) if isinstance(part, Call)}
    assert called == set(ARITIES) - {"position"}, "the number of an item is worked out in the item"


def test_every_function_gives_the_same_while_typing_and_on_the_page_after(
    live: LiveServer, phone: Page, request: pytest.FixtureRequest
) -> None:
    phone.goto(open_form(live, phone, form_of_functions()) + "section/allt")
    phone.get_by_label("Hur många?").fill("7")
    phone.get_by_label("Vilket ord?").fill("Trygghet")
    phone.get_by_label("Vilken dag?").fill("2027-05-20")
    for place in ("I hemmet", "På nätet"):
        phone.get_by_role("group", name="Var?").get_by_label(place).press("Space")
    phone.get_by_label("Kostnad").first.fill("10")
    phone.get_by_role("button", name="Lägg till").press("Enter")
    expect(phone.get_by_label("Kostnad")).to_have_count(2)
    phone.get_by_label("Kostnad").nth(1).fill("20")
    if not request.node.callspec.params["phone"]:
        phone.get_by_role("button", name="Spara", exact=True).press("Enter")
    for place, (source, shown) in enumerate(SHOWN.items()):
        expect(phone.locator(f"[data-question='v{place}'] output"), source).to_have_text(shown)


def test_a_question_in_an_item_follows_the_item(live: LiveServer, phone: Page, request: pytest.FixtureRequest) -> None:
    base = open_form(live, phone, form_of_functions())
    phone.goto(base + "section/allt")
    javascript = request.node.callspec.params["phone"]
    expect(phone.get_by_label("Varför så dyrt?")).to_be_hidden()
    phone.get_by_label("Kostnad").first.fill("10")
    phone.get_by_role("button", name="Lägg till").press("Enter")
    phone.get_by_label("Kostnad").nth(1).fill("2000")
    if not javascript:
        phone.get_by_role("button", name="Spara", exact=True).press("Enter")
    expect(phone.get_by_label("Varför så dyrt?").nth(1)).to_be_visible()
    expect(phone.get_by_label("Varför så dyrt?").first).to_be_hidden()
    phone.get_by_label("Varför så dyrt?").nth(1).fill("Nytt")
    phone.get_by_role("button", name="Spara och fortsätt").first.press("Enter")
    expect(phone.get_by_role("heading", level=1)).to_have_text("Granska och skicka")
    expect(phone.locator("main")).to_contain_text("Nytt")
