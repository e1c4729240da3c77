"""Every page in every state that it has, in both languages, on a phone and on a desk: nothing is found."""

from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from flask import Flask
from playwright.sync_api import Browser, BrowserContext, Page

from app.cli import demo
from app.cli.demo import asking
from app.extensions import db
from app.models import Meeting, StaffRole
from app.queries import staff as staff_queries
from app.queries.digest import answers, digests
from app.queries.issue import requests as requests_queries
from app.queries.plan import councils, meetings, progress, themes
from app.services import staff as staff_service
from app.services.ask import questionnaire_templates as templates
from app.services.digest import digests as digest_service
from app.services.plan import councils as council_service
from app.services.plan import meetings as meeting_service
from tests.conftest import PASSWORD
from tests.journeys.conftest import LiveServer, serving
from tests.journeys.judge import Witness, faults
from tests.journeys.pages import AT_FIRST, DEMO, EMPTY, NO_PAGES, NOBODY, SECOND_EDITION, SEEN_ELSEWHERE, Stop

pytestmark = pytest.mark.browser
# One walk a language, so that two workers share the longest test there is.
LANGUAGES = [pytest.param(one, marks=pytest.mark.xdist_group(f"pages-{one}")) for one in ("sv", "en")]
ADDRESSES = {
    "secretariat": "sekreterare@stad.example",
    "chair": "ordforande@stad.example",
    "admin": "admin@stad.example",
}
# Where a browser has no calendar of its own, anything can be typed as a day; what was typed has to come back.
WITHOUT_CALENDAR = "(one) => { if (one.type === 'date' || one.type === 'time') one.type = 'text'; }"
Ids = dict[str, int | str]


class Walk:
    """Browsers, one for each person, that go from stop to stop; what is found is kept to the end."""

    def __init__(self, live: LiveServer, browser: Browser, language: str) -> None:
        self.live, self.browser, self.language = live, browser, language
        self.pages: dict[str, Page] = {}
        self.found: list[str] = []
        self.titles: dict[str, str] = {}
        self.witness = Witness(live.url)

    def past(self, stops: list[Stop], ids: Ids) -> None:
        """See each stop."""
        for stop in stops:
            page = self._page(stop.who)
            seen = [*self._arrive(page, stop, ids), *faults(page, self.language, failed=stop.failed)]
            seen += [*self._namesake(page, stop), *self.witness.take()]
            self.found += [f"{stop}: {fault}" for fault in seen]

    def _page(self, who: str) -> Page:
        if who not in self.pages:
            context: BrowserContext = self.browser.new_context(locale="sv-SE")
            self.witness.watch(context)
            page = self.pages[who] = context.new_page()
            page.goto(f"{self.live.url}/sign-in")
            if self.language == "en":
                page.goto(f"{self.live.url}/sign-in?language=en")
            if who != NOBODY:
                page.locator("[name=email]").fill(ADDRESSES[who])
                page.locator("[name=password]").fill(PASSWORD)
                page.locator("main form button").click()
        return self.pages[who]

    def _arrive(self, page: Page, stop: Stop, ids: Ids) -> Iterator[str]:
        page.set_viewport_size({"width": 1280, "height": 844})
        answer = page.goto(self.live.url + stop.path.format(**ids))
        if stop.press:
            for name, text in stop.fill.items():
                field = page.locator(f"main [name={name}]")
                field.evaluate(WITHOUT_CALENDAR)
                field.fill(text)
            if stop.file:
                name, content = stop.file
                upload = {"name": name, "mimeType": "text/csv", "buffer": content.encode()}
                page.locator("main [type=file]").set_input_files(upload)
            with page.expect_navigation() as sent:
                page.locator(stop.press).first.click()
            answer = sent.value
        if answer is None or answer.status != stop.answer:
            yield f"answered {answer and answer.status}, not {stop.answer}"

    def _namesake(self, page: Page, stop: Stop) -> Iterator[str]:
        """A title is one page's own, however it was reached."""
        place = urlsplit(page.url).path
        own = self.titles.setdefault(page.title(), place)
        if own != place and stop.answer != 404:
            yield f"has the title of {own}: {page.title()}"


@pytest.fixture
def live(tmp_path: Path) -> Iterator[LiveServer]:
    """A service of its own for each walk: it begins with an empty database."""
    with serving(tmp_path) as running:
        yield running


@pytest.fixture(params=LANGUAGES)
def walk(live: LiveServer, browser: Browser, request: pytest.FixtureRequest) -> Iterator[Walk]:
    """Nobody has signed in; one person of each role could."""
    with live.app.app_context(), db.transaction():
        for role, address in ADDRESSES.items():
            staff_service.add(address, StaffRole(role), PASSWORD)
    walking = Walk(live, browser, request.param)
    yield walking
    for page in walking.pages.values():
        page.context.close()


def test_axe_finds_nothing_on_any_page_in_any_state(live: LiveServer, walk: Walk) -> None:
    walk.past(AT_FIRST, within(live, staff_ids))
    walk.past(EMPTY, within(live, empty_meeting))
    walk.past(DEMO, within(live, demo_meeting))
    walk.past(SECOND_EDITION, within(live, second_edition))
    assert not walk.found, f"{len(walk.found)} faults:\n" + "\n".join(walk.found)


def test_every_page_stands_in_the_table(live: LiveServer) -> None:
    walked = {endpoint_of(live.app, stop.path) for stop in (*AT_FIRST, *EMPTY, *DEMO)} - {None}
    elsewhere, files = set(SEEN_ELSEWHERE.split()), set(NO_PAGES.split())
    assert not walked & elsewhere
    assert walked | elsewhere | files == {
        rule.endpoint for rule in live.app.url_map.iter_rules() if "GET" in (rule.methods or ())
    }


BAD_PAGE = """<!DOCTYPE html><html lang="sv"><title>Fel: Sida – Rådslag</title>
<main><h1>Ett</h1><h1 style="color: #aaa">Två</h1><img src="data:,"><p style="width: 500px" id="a">Bred</p>
<p class="narrow" style="width: 9em; height: 1.2em; overflow: hidden">Orden får plats</p>
<p id="a"></p><input name="namn"></main></html>"""


def test_the_judge_can_fail(browser: Browser) -> None:
    context = browser.new_context()
    witness = Witness("http://127.0.0.1")
    witness.watch(context)
    page = context.new_page()
    page.route("**/*", lambda route: route.abort())
    page.set_content(BAD_PAGE)
    page.evaluate("console.error('ajdå'); fetch('http://annan.example/').catch(() => 0)")
    told = "\n".join([*faults(page, "en", failed=False), *witness.take()])
    context.close()
    for fault in (
        "in sv, not en", "['Ett', 'Två']", "title of a page with no error", "id stands twice: a", "without label",
        "1280 px, 390 px, 320 px, forced colours: image-alt", "1280 px, 390 px, 320 px, forced colours: color-contrast",
        "forced colours: label", "in a window of 320", 'cut off: <p class="narrow"',
        "console: ajdå", "asks another host: http://annan.example/",
    ):  # fmt: skip
        assert fault in told, told


# Thirty letters fit a window of 320 px, but not with the space that WCAG 1.4.12 has to be allowed; 390 px hold both.
TIGHT_PAGE = """<!DOCTYPE html><html lang="sv"><title>Sida – Rådslag</title><main><h1>Ett</h1>
<p style="font: 16px monospace; white-space: nowrap">Bokstäverna ryms på en telefon</p></main></html>"""


def test_wide_spacing_is_judged_in_the_smallest_window(browser: Browser) -> None:
    page = browser.new_page()
    page.set_content(TIGHT_PAGE)
    told = list(faults(page))
    page.close()
    assert [one.partition(" px wide")[0][:-3] for one in told] == ["text spaced widely: "], told


def endpoint_of(app: Flask, path: str) -> str | None:
    """The route that answers at this path of the table; None where the path is wrong on purpose."""
    names = ("section", "question", "theme_key")
    numbers = dict.fromkeys(NUMBERED, 1) | dict.fromkeys(names, "x")
    address = urlsplit(path.format(**numbers)).path
    urls = app.url_map.bind("localhost")
    return str(urls.match(address)[0]) if urls.test(address) else None


NUMBERED = [
    "council",
    "meeting",
    "organisation",
    "contact",
    "theme",
    "staff",
    "answered",
    "silent",
    "answer",
    "line",
    "template",
]


def within(live: LiveServer, make: Callable[[], Ids]) -> Ids:
    with live.app.app_context():
        return make()


def staff_ids() -> Ids:
    secretary = staff_queries.by_email(ADDRESSES["secretariat"])
    assert secretary
    return {"staff": secretary.id}


def empty_meeting() -> Ids:
    with db.transaction():
        council = council_service.add(council_service.CouncilInput("nytt", "Nya rådet"))
        meeting = meeting_service.add(
            council, meeting_service.MeetingInput("Trygga platser", "2027-05-20", "09:00", "2027-04-20")
        )
    return {"council": council.id, "meeting": meeting.id}


def demo_meeting() -> Ids:
    """The demo as `radslag demo load` leaves it, one contact's mail having come back."""
    list(demo.run())
    meeting = the_demo()
    rows = answers.of_meeting(meeting.id)
    answered, silent = request_ids(meeting)
    digest = digests.latest(meeting.id)
    assert digest
    with db.transaction():
        contact = requests_queries.live_invitations(silent)[0].contact
        contact.undeliverable_at = meeting.created_at
        template = templates.save(meeting, "Tema och förslag")
    theme = themes.of_council(meeting.council_id)[0]
    return {
        "council": meeting.council_id, "meeting": meeting.id, "organisation": contact.organisation_id,
        "contact": contact.id, "theme": theme.id, "template": template.id, "theme_key": theme.key, "answered": answered, "silent": silent,
        "answer": rows[0].id, "line": digest.lines[0].id, "section": "what_you_see", "question": "observations",
    }  # fmt: skip


def second_edition() -> Ids:
    meeting, by = the_demo(), asking.secretary()
    with db.transaction():
        first = digests.latest(meeting.id)
        assert first
        digest_service.establish(first, by)
        digest_service.begin(meeting, by)
    return {"meeting": meeting.id}


def the_demo() -> Meeting:
    council = councils.by_code(asking.code())
    assert council
    return meetings.of_council(council.id)[0]


def request_ids(meeting: Meeting) -> tuple[int, int]:
    """The requests of one who has answered and of one who is silent."""
    asked = [one.request for one in progress.asked(meeting) if one.request]
    done = {"submitted", "abstained"}
    return (
        next(one.id for one in asked if one.state.value in done),
        next(one.id for one in asked if one.state.value not in done),
    )
