"""What a screen reader says on the way from invitation to receipt, kept beside this file and compared.

`RADSLAG_WRITE_GOLDEN=1` writes the transcripts anew; read the difference aloud before you commit it.
"""

import os
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from forms.audience import OrganisationKind
from tests.factories.scenes import Scene
from tests.journeys.conftest import LiveServer
from tests.judges.read_aloud import read_aloud

pytestmark = pytest.mark.browser
GOLDEN = Path(__file__).parent / "read_aloud"
# What differs from day to day and from run to run -> what stands in its place.
VOLATILE = {
    r"\b(Organisation|Rådet) \d+\b": r"\1 ‹nummer›",
    r"\b\d{1,2} [a-zåäöA-Z]+ \d{4}\b": "‹dag›",
    r"\b(?:kl\.|at) \d\d[.:]\d\d\b": "‹tid›",
    r"\b(?:måndag|tisdag|onsdag|torsdag|fredag|lördag|söndag)(?:en)?\b": "‹veckodag›",
    r"\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b": "‹veckodag›",
    r"\b[B-DF-HJ-NP-TV-XZ][2-9B-DF-HJ-NP-TV-XZ]{3}-[2-9B-DF-HJ-NP-TV-XZ]{4}\b": "‹referens›",
    r"\b[0-9a-f]{64}\b": "‹sha256›",
}


@pytest.fixture(params=["sv", "en"])
def listener(browser: Browser, live: LiveServer, request: pytest.FixtureRequest) -> Iterator[tuple[str, Page]]:
    """The language, and a browser of a contact who speaks it, at their invitation."""

    def speak(made: Scene) -> None:
        for contact in made.contacts.values():
            contact.language = request.param

    context = browser.new_context(bypass_csp=True, viewport={"width": 390, "height": 844})
    page = context.new_page()
    page.goto(live.link(live.scene(speak), OrganisationKind.MEMBER))
    yield request.param, page
    context.close()


def test_the_way_read_aloud(listener: tuple[str, Page]) -> None:
    language, page = listener
    said = [heard("invitation", page)]
    page.locator("main form button").first.click()
    base = page.url
    said += [heard("tasks", page)]
    page.goto(f"{base}section/stod-och-skydd")
    page.locator("#q-antal").fill("många")
    page.locator("form#section .button--primary").first.click()
    said += [heard("section with an error", page)]
    page.locator("#q-antal").fill("12")
    page.locator("#q-rutin-0").check()
    page.locator("form#section .button--primary").first.click()
    page.goto(f"{base}section/det_ni_ser")
    page.locator("#q-vad_ser_ni").fill("Fler söker stöd.")
    page.locator("form#section .button--primary").first.click()
    page.goto(f"{base}check")
    said += [heard("check", page)]
    page.locator("main form button").first.click()
    page.wait_for_url("**/receipt/1")
    said += [heard("receipt", page)]
    compare(GOLDEN / f"{language}.txt", "\n\n".join(said) + "\n")


def heard(name: str, page: Page) -> str:
    page.wait_for_load_state()
    said = "\n".join(read_aloud(page))
    for pattern, instead in VOLATILE.items():
        said = re.sub(pattern, instead, said)
    return f"# {name}\n{said}"


def compare(kept: Path, said: str) -> None:
    if os.environ.get("RADSLAG_WRITE_GOLDEN"):
        kept.parent.mkdir(exist_ok=True)
        kept.write_text(said)
    assert kept.read_text() == said
