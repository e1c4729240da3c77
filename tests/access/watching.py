"""Everybody's browsers over the neighbours, and what an answer may tell: status, headers, page, and its statements."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import event, update

from app.extensions import db
from app.models import Council as CouncilRow
from app.models import StaffRole
from app.services import staff as staff_service
from tests.access.neighbours import Neighbour, neighbours
from tests.access.places import same
from tests.access.table import MEMBER, PROVER, STAFF
from tests.conftest import PASSWORD
from tests.exports.reading import parts
from tests.factories.teams import APPROVER

NOBODY = "nobody"
ECHOED = re.compile(r'(group=|<textarea class="input" id="typed-[^>]*>)[^<"&]*')


@dataclass(frozen=True)
class Seen:
    """An answer, as far as it may tell anything; whatever differs by each request is taken out."""

    status: int
    headers: tuple[tuple[str, str], ...]
    page: str
    statements: tuple[str, ...]


@dataclass
class Village:
    """The application over the neighbours, and a browser for everybody."""

    app: Flask
    neighbours: dict[str, Neighbour]
    browsers: dict[str, FlaskClient]
    statements: list[str] = field(default_factory=list)

    def own(self, who: str) -> Neighbour | None:
        return self.neighbours.get(who.partition(" ")[0])

    def others(self, who: str) -> list[Neighbour]:
        return [one for one in self.neighbours.values() if one is not self.own(who)]

    def get(self, who: str, path: str) -> bytes:
        return self.browsers[who].get(path).get_data()

    def see(self, who: str, method: str, path: str, fields: Mapping[str, str] | None = None) -> Seen:
        """Ask, and note what was seen."""
        self.statements.clear()
        sent = {"query_string" if method == "GET" else "data": fields}
        answer = self.browsers[who].open(path, method=method, **sent)
        headers = sorted(
            (name, value.partition("=")[0] if name == "Set-Cookie" else plain(value, path))
            for name, value in answer.headers
            if name != "Content-Length"
        )
        return Seen(answer.status_code, tuple(headers), plain(answer.text, path), tuple(self.statements))


def plain(text: str, path: str) -> str:
    """The text without nonces, and without what was asked for: whoever asked knows it."""
    return ECHOED.sub(r"\1", same(text, path))


def readable(data: bytes) -> str:
    """All that a page or a file says, in small letters."""
    texts = parts(data).values() if data.startswith(b"PK") else [data]
    return "".join(text.decode(errors="replace") for text in texts).lower()


def village(app: Flask) -> Iterator[Village]:
    """Four neighbours and their staff; a browser for each person, by "neighbour role" or the name of a role."""
    with app.app_context(), db.transaction():
        for role in StaffRole:
            person = staff_service.add(f"{role}@stad.example", role, PASSWORD)
        made = neighbours(person)
    browsers = {NOBODY: app.test_client()}
    for word, one in made.items():
        for role, link in one.links.items():
            browsers[f"{word} {role}"] = opened(app, link)
        if one.member:
            browsers[f"{word} {MEMBER}"] = opened(app, f"/voice/mine/{one.member.secret}")
    with app.app_context(), db.transaction():
        db.session.execute(update(CouncilRow).values(mailbox_code_required=True))
    browsers[f"grannalfa {PROVER}"] = opened(app, made["grannalfa"].links[APPROVER])
    for role in STAFF:
        browsers[role] = app.test_client()
        signing = {"email": f"{role}@stad.example", "password": PASSWORD}
        assert browsers[role].post("/sign-in", data=signing).status_code == 302
    found = Village(app, made, browsers)
    yield from listened_to(found)


def opened(app: Flask, link: str) -> FlaskClient:
    browser = app.test_client()
    assert browser.post(link).status_code == 303
    return browser


def listened_to(found: Village) -> Iterator[Village]:
    engine = found.app.extensions["radslag_engine"]

    def note(_connection, _cursor, statement, *_rest) -> None:
        found.statements.append(statement)

    event.listen(engine, "before_cursor_execute", note)
    yield found
    event.remove(engine, "before_cursor_execute", note)
