"""The judge of a page: axe at a phone's and a desk's width, and what axe leaves to its reader."""

import json
from collections.abc import Iterator
from urllib.parse import urlsplit

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import BrowserContext, ConsoleMessage, Page, Request

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
OPTIONS = json.dumps({"runOnly": RULES, "resultTypes": ["violations"], "elementRef": False})
WIDTHS = (1280, 390)
NARROWEST = 320
FAULTY = {"sv": "Fel:", "en": "Error:"}

# Violations as lines: the rule, its help, and the first three elements that break it.
AXE = f"""async () => (await axe.run(document, {OPTIONS})).violations.map(
    (one) => `${{one.id}}: ${{one.help}}: ${{one.nodes.slice(0, 3).map((node) => node.html.slice(0, 160)).join(" | ")}}`
)"""

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
    page.evaluate(AXE_SCRIPT)
    for width in (*WIDTHS, NARROWEST):
        page.set_viewport_size({"width": width, "height": 844})
        if width in WIDTHS:
            yield from (f"{width} px: {violation}" for violation in page.evaluate(AXE))
        needed = page.evaluate("document.documentElement.scrollWidth")
        if needed > width:
            yield f"{needed} px wide in a window of {width}"


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
