"""One more language of the interface is one more catalogue: pages, downloads and dates follow, and no text is left out."""

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

import pytest
from flask import Flask
from flask.testing import FlaskClient
from lxml import html
from python_calamine import CalamineWorkbook

import config
from app import create_app
from app.cli.demo import collecting
from app.extensions import db, limiter
from app.models import InputRequest, StaffRole
from app.queries.issue import requests as requests_queries
from app.services import staff as staff_service
from forms import localised
from forms.localised import Localised
from tests.app.interface import pseudo
from tests.conftest import PASSWORD, ReadingClient
from tests.databases import open_database
from tests.factories.collecting import WORDS
from tests.factories.scenes import link_of
from tests.journeys.pages import (
    ANSWERS_PAGES,
    AT_FIRST,
    COUNCIL_PAGES,
    DIGEST_PAGES,
    FORM_PAGES,
    MEETING_PAGES,
    NOBODY,
    Stop,
)
from tests.journeys.test_accessible_pages import ADDRESSES, Ids, demo_meeting, the_demo

SHOWN_ONCE = "/dev/components /no-such-page"


@dataclass(frozen=True)
class Speaking:
    """The demo, in a service that has the pseudo-language too, and what people wrote in it."""

    app: Flask
    ids: Ids
    known: pseudo.Known

    def browser(self, path: str = "") -> FlaskClient:
        """A browser that chose the language with the switch; `path` is where it signs in."""
        client = self.app.test_client()
        assert client.get(f"/?language={pseudo.LANGUAGE}").status_code == 200
        if path:
            assert client.post(path).status_code == 303
        return client


@pytest.fixture(scope="module")
def speaking(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Speaking]:
    folder = tmp_path_factory.mktemp("pseudo")
    assert pseudo.write_catalogue(folder) > 2_000
    database = open_database("sqlite", folder)
    assert database is not None
    limiter.enabled = True
    app = create_app(
        config.load(
            {
                "DATABASE_URL": database.url,
                "TRANSLATIONS_DIRECTORY": str(folder),
                "MAIL_DIRECTORY": str(folder),
                "FILE_STORE": str(folder / "files"),
            }
        )
    )
    app.config.update(WTF_CSRF_ENABLED=False)
    app.test_client_class = ReadingClient
    limiter.enabled = False
    with app.app_context():
        with db.transaction():
            for role, address in ADDRESSES.items():
                staff_service.add(address, StaffRole(role), PASSWORD)
        ids = demo_meeting() | {"staff": 1}
        known = pseudo.known("radslag@trygghetsradet.example")
    yield Speaking(app, ids, known)
    localised.speak({})
    app.extensions["radslag_engine"].dispose()
    database.drop()


def looked_at(speaking: Speaking, client: FlaskClient, paths: list[str]) -> list[str]:
    """What is wrong with each page: another language said, or texts that no catalogue has."""
    found = []
    for path in paths:
        answer = client.get(path)
        if answer.status_code != 200:
            found.append(f"{path}: answered {answer.status_code}")
            continue
        tree = html.document_fromstring(answer.text)
        found += [f"{path}: in {tree.get('lang')}"] if tree.get("lang") != pseudo.LANGUAGE else []
        found += [f"{path}: {lack}" for lack in dict.fromkeys(pseudo.unsaid(answer.text, speaking.known))]
    return found


def tell(found: list[str]) -> None:
    assert not found, f"{len(found)} found:\n" + "\n".join(found)


def opened(stops: list[Stop], who: str, ids: Ids) -> list[str]:
    """The pages of the walk of tests/journeys that this role sees without pressing anything."""
    paths = (one.path.format(**ids) for one in stops if one.who == who and not one.press and not one.failed)
    return [path for path in dict.fromkeys(paths) if path not in SHOWN_ONCE.split()]


@pytest.mark.parametrize("who", [NOBODY, *ADDRESSES])
def test_pages_of_staff_and_of_anybody_say_nothing_outside_the_catalogue(speaking: Speaking, who: str) -> None:
    client = speaking.browser()
    if who != NOBODY:
        assert client.post("/sign-in", data={"email": ADDRESSES[who], "password": PASSWORD}).status_code == 302
        client.get(f"/?language={pseudo.LANGUAGE}")
    walk = [*AT_FIRST, *COUNCIL_PAGES, *MEETING_PAGES, *FORM_PAGES, *ANSWERS_PAGES, *DIGEST_PAGES]
    tell(looked_at(speaking, client, opened(walk, who, speaking.ids)))


def test_pages_of_those_who_answer_say_nothing_outside_the_catalogue(speaking: Speaking) -> None:
    found = []
    for name in ("silent", "answered"):
        with speaking.app.app_context():
            request = db.session.get_one(InputRequest, speaking.ids[name])
            link = link_of(requests_queries.live_invitations(request.id)[0])
        client, base = speaking.browser(link), f"/answer/{speaking.ids[name]}/"
        paths = [link, base, f"{base}section/{speaking.ids['section']}", f"{base}check", f"{base}workbook"]
        paths += [
            f"{base}{one}" for one in ("colleagues", "devices", "earlier", "hand-over", "wrong-person", "abstain")
        ]
        found += looked_at(speaking, client, paths if name == "silent" else [link, base, f"{base}receipt/1"])
    tell(found)


def test_pages_of_a_bodys_members_say_nothing_outside_the_catalogue(speaking: Speaking) -> None:
    with speaking.app.app_context():
        path = re.sub(r"^https?://[^/]+", "", collecting.member_link(the_demo()))
    client = speaking.browser(path)
    words = WORDS.search(client.get("/voice/question/1").text)
    assert words
    speaking = replace(speaking, known=replace(speaking.known, pieces=speaking.known.pieces | {words[1]}))
    paths = [path, "/voice/together", "/voice/question/1", "/voice/question/2", "/voice/check", f"{path}/return"]
    tell(looked_at(speaking, client, [*paths, "/voice/help", "/voice/withdraw"]))


def test_the_workbook_of_the_digest_says_nothing_outside_the_catalogue(speaking: Speaking) -> None:
    client = speaking.browser()
    client.post("/sign-in", data={"email": ADDRESSES["secretariat"], "password": PASSWORD})
    base = f"/secretariat/meetings/{speaking.ids['meeting']}"
    for path in (f"{base}/digest/workbook", f"{base}/ledger.xlsx"):
        answer = client.get(path)
        assert answer.status_code == 200, path
        book = CalamineWorkbook.from_filelike(io.BytesIO(answer.data))
        cells = {cell for name in book.sheet_names for row in book.get_sheet_by_name(name).to_python() for cell in row}
        lacking = {one for cell in cells if isinstance(cell, str) for one in _lacking(cell, speaking.known)}
        tell([f"{path}: {one}" for one in sorted(lacking)])


def _lacking(cell: str, known: pseudo.Known) -> list[str]:
    """A line of a cell is a text by itself, or goes on from the one before; a bracket may end in another row's cell."""
    if cell.count("⟦") != cell.count("⟧"):
        return []
    return known.lacks(cell) and known.lacks(cell.replace("\n", "|"))


def test_the_switch_offers_the_language_and_the_others_from_it(speaking: Speaking) -> None:
    offered = "//a[@hreflang]/@hreflang"
    assert html.document_fromstring(speaking.app.test_client().get("/").text).xpath(offered) == ["en", "fi"]
    page = html.document_fromstring(speaking.browser().get("/").text)
    assert page.xpath(offered) == ["sv", "en"]
    assert page.xpath("//a[@hreflang='sv']/@lang") == ["sv"]


def test_dates_and_numbers_are_those_of_the_language(speaking: Speaking) -> None:
    from datetime import date, time
    from decimal import Decimal

    from forms.dates import show_date, show_time, show_weekday_date
    from forms.numbers import show_decimal, show_size

    day = date(2026, 12, 10)
    assert (show_date(day, "fi"), show_weekday_date(day, "fi")) == (
        "10. joulukuuta 2026",
        "torstai 10. joulukuuta 2026",
    )
    assert (show_decimal(Decimal("1.5"), "fi"), show_time(time(9, 5), "fi")) == ("1,5", "9.05")
    assert show_size(812, "fi").startswith("812\u00a0⟦")


def test_a_sentence_of_the_product_is_translated_and_what_people_wrote_is_not(speaking: Speaking) -> None:
    sentence = Localised(sv="byte", en="bytes")
    assert sentence.text("fi") == pseudo.pseudo("byte")
    assert sentence.language("fi") == "fi"
    assert Localised.of({"sv": "byte", "en": "bytes"}).text("fi") == "byte"
    assert sentence.to_json() == {"sv": "byte", "en": "bytes"}


def test_what_stands_outside_brackets_is_found() -> None:
    page = "<p>⟦Ìn ⟦två⟧ ~⟧ Hårt</p><img alt='Bild'><button>⟦à ~⟧</button><p>Anna · 3</p><script>Kod</script>"
    known = pseudo.Known(frozenset({"Anna"}), "En lång text som någon har skrivit", re.compile(r"\d+\. tammikuuta|\d+"))
    assert pseudo.unsaid(page, known) == ["⟦Ìn ⟦två⟧ ~⟧ Hårt: ['Hårt']", "Bild: ['Bild']"]
    assert known.lacks("1. tammikuuta 2027 En lång text som någon…") == []
