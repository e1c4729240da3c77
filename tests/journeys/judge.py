"""The judge of a page: axe and IBM's engine at three widths and in forced colours, two checkers of its HTML,
wide text spacing, and what they all leave to their reader."""

import json
from collections.abc import Iterator
from urllib.parse import urlsplit

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import BrowserContext, ConsoleMessage, Page, Request

from tests.judges import ibm
from tests.judges.markup import running_markup_judges

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
OPTIONS = json.dumps({"runOnly": RULES, "resultTypes": ["violations"], "elementRef": False})
WIDTHS = (1280, 390, 320)
FAULTY = {"sv": "Fel:", "en": "Error:"}

# Violations as lines: the rule, its help, and the first three elements that break it.
AXE = f"""async () => (await axe.run(document, {OPTIONS})).violations.map(
    (one) => `${{one.id}}: ${{one.help}}: ${{one.nodes.slice(0, 3).map((node) => node.html.slice(0, 160)).join(" | ")}}`
)"""

SPACE = """() => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync("* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important; }"
    + " p { margin-block-end: 2em !important; }");
  document.adoptedStyleSheets = [sheet];
}"""

WIDEST = """() => {
  const all = [...document.body.querySelectorAll("*")].filter((one) => !one.closest(".table-region"));
  const widest = Math.max(...all.map((one) => one.getBoundingClientRect().right));
  return all.filter((one) => one.getBoundingClientRect().right === widest).at(-1)?.outerHTML.slice(0, 160);
}"""

CUT_OFF = """() => [...document.querySelectorAll("main *, header *, footer *")].filter((one) => {
  const style = getComputedStyle(one);
  const hides = style.overflowX === "hidden" || style.overflowY === "hidden" || style.textOverflow === "ellipsis";
  const outside = one.scrollWidth > one.clientWidth + 1 || one.scrollHeight > one.clientHeight + 1;
  return hides && outside && one.clientWidth > 1 && one.innerText?.trim();
}).map((one) => one.outerHTML.slice(0, 160))"""

FACTS = """() => {
  const ids = [...document.querySelectorAll("[id]")].map((one) => one.id);
  const asked = "input:not([type=hidden]), select, textarea";
  const named = (one) => one.labels?.length || one.getAttribute("aria-label") || one.getAttribute("aria-labelledby");
  return {
    lang: document.documentElement.lang,
    title: document.title,
    h1: [...document.querySelectorAll("h1")].map((one) => one.innerText.trim()),
    twice: ids.filter((id, place) => ids.indexOf(id) !== place),
    unlabelled: [...document.querySelectorAll(asked)].filter((one) => !named(one)).map((one) => one.outerHTML.slice(0, 160)),
  };
}"""


def clean(page: Page, language: str | None = None, *, failed: bool | None = None) -> None:
    """No fault on the page as it stands; all of them are told at once."""
    found = list(faults(page, language, failed=failed))
    assert not found, "\n".join([page.url, *found])


def faults(page: Page, language: str | None = None, *, failed: bool | None = None) -> Iterator[str]:
    """What is wrong with the page; `failed` says whether its title has to tell of an error (None: either)."""
    # A click waits until its answer begins, not until the page stands.
    page.wait_for_load_state()
    yield from _read(page, language, failed)
    yield from _markup(page)
    page.evaluate(AXE_SCRIPT)
    where: dict[str, list[str]] = {}
    for setting, fault in _in_every_setting(page):
        where.setdefault(fault, []).append(setting)
    yield from (f"{', '.join(settings)}: {fault}" for fault, settings in where.items())


def _in_every_setting(page: Page) -> Iterator[tuple[str, str]]:
    """The setting and the fault: at each width, with text spaced widely, and in forced colours."""
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 844})
        yield from ((f"{width} px", fault) for fault in (*_engines(page), *_sideways(page, width)))
    yield from (("text spaced widely", fault) for fault in _spaced(page))
    page.emulate_media(forced_colors="active")
    yield from (("forced colours", fault) for fault in _engines(page))
    page.emulate_media(forced_colors="none")


def _engines(page: Page) -> Iterator[str]:
    yield from page.evaluate(AXE)
    yield from ibm.faults(page)


def _sideways(page: Page, width: int) -> Iterator[str]:
    needed = page.evaluate("document.documentElement.scrollWidth")
    if needed > width:
        yield f"{needed} px wide in a window of {width}: {page.evaluate(WIDEST)}"


def _spaced(page: Page) -> Iterator[str]:
    """WCAG 1.4.12: with wider lines, letters, words and paragraphs, nothing is cut off or moves out of the smallest window."""
    page.set_viewport_size({"width": min(WIDTHS), "height": 844})
    page.evaluate(SPACE)
    yield from _sideways(page, min(WIDTHS))
    yield from (f"cut off: {one}" for one in page.evaluate(CUT_OFF))
    page.evaluate("() => { document.adoptedStyleSheets = []; }")


def _markup(page: Page) -> Iterator[str]:
    judges, source = running_markup_judges(), SOURCES.of(page.url)
    if judges and source:
        yield from judges.faults(source)


def _read(page: Page, language: str | None, failed: bool | None) -> Iterator[str]:
    facts = page.evaluate(FACTS)
    if language is not None and facts["lang"] != language:
        yield f"the page says it is in {facts['lang']}, not {language}"
    if len(facts["h1"]) != 1 or not facts["h1"][0]:
        yield f"first headings: {facts['h1']}"
    name, _, service = facts["title"].rpartition(" – ")
    if not name.strip() or service != "Rådslag":
        yield f"title: {facts['title']}"
    if failed is not None and name.startswith(FAULTY.get(facts["lang"], "?")) is not failed:
        yield f"title of a page with {'an' if failed else 'no'} error: {facts['title']}"
    yield from (f"id stands twice: {one}" for one in dict.fromkeys(facts["twice"]))
    yield from (f"without label: {one}" for one in facts["unlabelled"])


class Sources:
    """The HTML of each page as its server sent it, the latest of each address; filled in by tests/journeys/conftest.py."""

    def __init__(self) -> None:
        self._latest: dict[str, str] = {}

    def keep(self, host: str, path: str, html: str) -> None:
        self._latest[host + path.rstrip("?")] = html

    def of(self, address: str) -> str | None:
        """The source behind an address; None where no server of these tests sent it."""
        parts = urlsplit(address)
        return self._latest.get(f"{parts.netloc}{parts.path}?{parts.query}".rstrip("?"))


SOURCES = Sources()


class Witness:
    """What browsers complain of, and whom they talk to, from now on."""

    def __init__(self, home: str) -> None:
        self.home = urlsplit(home).netloc
        self.complaints: list[str] = []

    def watch(self, context: BrowserContext) -> None:
        """Listen to every page of this context."""
        context.on("console", self._hear)
        context.on("request", self._see)
        context.on("weberror", lambda error: self.complaints.append(f"script failed: {error.error}"))

    def take(self) -> list[str]:
        """The complaints since last asked."""
        taken, self.complaints = self.complaints, []
        return taken

    def _hear(self, message: ConsoleMessage) -> None:
        # Chromium complains of every page that answers 4xx, wanted or not.
        answered = message.text.startswith("Failed to load resource") and (
            message.page is None or message.location["url"].partition("#")[0] == message.page.url.partition("#")[0]
        )
        if message.type in {"error", "warning"} and not answered:
            self.complaints.append(f"console: {message.text} ({message.location['url']})")

    def _see(self, request: Request) -> None:
        if urlsplit(request.url).netloc not in {self.home, ""}:
            self.complaints.append(f"asks another host: {request.url}")
