"""Every route, by everybody: whoever is not let in learns nothing and changes nothing."""

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import update

from app.extensions import db
from app.models import Council as CouncilRow
from app.models import StaffRole
from app.services import staff as staff_service
from tests.access.places import MISSING, Council, address, addresses, council, everything_stored, rules, same
from tests.access.table import (
    ENDPOINTS,
    EVERY_ENDPOINT,
    HOLDER,
    MEMBER,
    OPEN_TO_ALL,
    OPEN_WITH_THE_LINK,
    PROVER,
    STAFF,
    WRITER,
)
from tests.conftest import PASSWORD

SAFE = "GET"


@dataclass
class World:
    """The application over two councils, `ours` and `theirs`; browsers by who holds them."""

    app: Flask
    ours: Council
    theirs: Council
    browsers: dict[str, FlaskClient]

    def ask(self, who: str, method: str, path: str):
        return self.browsers[who].open(path, method=method, data={"name": "Något"} if method == "POST" else None)


NOBODY, STRANGER = "nobody", "stranger"  # the stranger holds the other council's invitation
EVERYBODY = (NOBODY, STRANGER, HOLDER, WRITER, PROVER, MEMBER, *sorted(STAFF))


@pytest.fixture
def world(app: Flask) -> World:
    with app.app_context(), db.transaction():
        person = staff_service.add("någon@stad.example".replace("å", "a"), StaffRole.ADMIN, PASSWORD)
        for role in StaffRole:
            staff_service.add(f"{role}@stad.example", role, PASSWORD)
        ours, theirs = council(person), council(person)
    browsers = {who: app.test_client() for who in EVERYBODY}
    assert browsers[HOLDER].post(ours.link).status_code == 303
    assert browsers[WRITER].post(ours.writer_link).status_code == 303
    assert browsers[STRANGER].post(theirs.link).status_code == 303
    assert browsers[MEMBER].post(ours.join).status_code == 303
    with app.app_context(), db.transaction():
        db.session.execute(update(CouncilRow).values(mailbox_code_required=True))
    assert browsers[PROVER].post(ours.link).location.endswith("/code")
    for role in STAFF:
        signing = {"email": f"{role}@stad.example", "password": PASSWORD}
        assert browsers[role].post("/sign-in", data=signing).status_code == 302
    return World(app, ours, theirs, browsers)


@pytest.fixture
def guarded(world: World, monkeypatch: pytest.MonkeyPatch) -> World:
    """The same with the CSRF guard on, and nobody holding a token: whom the door lets in meets the guard's 400."""
    monkeypatch.setitem(world.app.config, "WTF_CSRF_ENABLED", True)
    return world


def test_the_table_names_every_route_and_no_other(app: Flask) -> None:
    assert {rule.endpoint for rule in app.url_map.iter_rules()} == EVERY_ENDPOINT


@pytest.mark.parametrize("who", EVERYBODY)
def test_each_route_lets_in_whom_the_table_says(guarded: World, who: str) -> None:
    before = everything_stored(guarded.app)
    wrong = {}
    for endpoint, method, path in addresses(guarded.app, guarded.ours.values):
        if endpoint not in ENDPOINTS:
            continue
        answer = guarded.ask(who, method, path)
        allowed = who in ENDPOINTS[endpoint]
        found = answer.status_code
        if found not in expected(who, endpoint, method, allowed=allowed):
            wrong[f"{method} {path}"] = found
        if found == 302 and not allowed:
            assert answer.location.startswith("/voice/lost" if is_members(endpoint) else "/sign-in?next="), path
    assert wrong == {}
    assert everything_stored(guarded.app) == before


def expected(who: str, endpoint: str, method: str, *, allowed: bool) -> tuple[int, ...]:
    if allowed:
        return (200, 302) if method == SAFE else (400,)
    if not is_members(endpoint) and (who in STAFF or ENDPOINTS[endpoint] & {HOLDER, PROVER}):
        return (404,)
    return (302,) if method == SAFE else (401,)


def is_members(endpoint: str) -> bool:
    return MEMBER in ENDPOINTS[endpoint]


def test_open_routes_are_open_and_change_nothing_without_a_token(guarded: World) -> None:
    before = everything_stored(guarded.app)
    for endpoint, method, path in addresses(guarded.app, guarded.ours.values):
        if endpoint in OPEN_TO_ALL | OPEN_WITH_THE_LINK:
            with guarded.ask(NOBODY, method, path) as answer:
                assert answer.status_code == (200 if method == SAFE else 400), path
    assert everything_stored(guarded.app) == before


def test_other_methods_do_nothing(world: World) -> None:
    before = everything_stored(world.app)
    for rule in rules(world.app):
        path = address(rule, world.ours.values)
        for method in {"GET", "POST", "PUT", "PATCH", "DELETE"} - methods_of(world.app, path):
            assert world.ask("secretariat", method, path).status_code in {404, 405}, (method, path)
    assert everything_stored(world.app) == before


def methods_of(app: Flask, path: str) -> set[str]:
    return set(app.url_map.bind("localhost").allowed_methods(path))


def test_a_link_that_nobody_was_given_is_a_plain_404(world: World) -> None:
    before = everything_stored(world.app)
    token = world.ours.values["token"]
    for method in ("GET", "POST"):
        for wrong in ("x", str(token)[:-1], str(token).swapcase(), f"{token}A", "0" * 5000):
            answer = world.ask(NOBODY, method, f"/invitation/{wrong}")
            assert answer.status_code == 404, wrong
            missing = world.ask(NOBODY, method, "/no-such-page")
            assert same(answer.text, f"/invitation/{wrong}") == same(missing.text, "/no-such-page")
        for odd in ("%00", "%F0%9F%94%91", "%ff"):
            assert world.ask(NOBODY, method, f"/invitation/{odd}").status_code == 404, odd
    assert everything_stored(world.app) == before


@pytest.mark.parametrize("who", [NOBODY, STRANGER, HOLDER, PROVER, "chair", "admin"])
def test_what_belongs_to_others_looks_as_if_it_were_not_there(world: World, who: str) -> None:
    """Real ids and invented ones give the same page, and the same redirect to sign in."""
    missing = {name: MISSING if isinstance(value, int) else value for name, value in world.ours.values.items()}
    compared = 0
    owner = world.theirs if who in {HOLDER, PROVER} else world.ours
    for rule in rules(world.app):
        real, invented = address(rule, owner.values), address(rule, missing)
        let_in = who in ENDPOINTS.get(rule.endpoint, ()) and who not in {HOLDER, PROVER}
        if let_in or rule.endpoint not in ENDPOINTS or real == invented:
            continue
        for method in sorted((rule.methods or set()) & {"GET", "POST"}):
            one, other = world.ask(who, method, real), world.ask(who, method, invented)
            assert one.status_code == other.status_code, real
            assert same(one.text, real) == same(other.text, invented), real
            compared += 1
    assert compared > 30


def test_a_thing_is_found_only_under_its_own_parent(world: World) -> None:
    """The secretariat sees both councils, but an address that mixes them leads nowhere."""
    before = everything_stored(world.app)
    found = {}
    for rule, mixed in mixtures(world):
        missing = address(rule, {**mixed, child_of(rule): MISSING})
        path = address(rule, mixed)
        for method in sorted((rule.methods or set()) & {"GET", "POST"}):
            one, other = world.ask("secretariat", method, path), world.ask("secretariat", method, missing)
            if one.status_code != 404 or same(one.text, path) != same(other.text, missing):
                found[f"{method} {path}"] = one.status_code
    assert found == {}
    assert everything_stored(world.app) == before


def mixtures(world: World) -> Iterator[tuple[object, dict[str, int | str]]]:
    for rule in rules(world.app):
        if len(ids_of(rule)) > 1:
            yield rule, {**world.ours.values, child_of(rule): world.theirs.values[child_of(rule)]}


def ids_of(rule) -> list[str]:
    """The ids in the order in which they stand in the address."""
    names = [name for name in rule.arguments if name.endswith("_id")]
    return sorted(names, key=lambda name: rule.rule.index(f":{name}>"))


def child_of(rule) -> str:
    return ids_of(rule)[-1]


def test_a_holder_reaches_only_what_there_is(world: World) -> None:
    """Within one's own request too, an unknown section and an unsent number look like any missing page."""
    request_id = world.ours.values["request_id"]
    missing = same(world.ask(HOLDER, "GET", "/no-such-page").text, "/no-such-page")
    for path in (f"/answer/{request_id}/section/unga", f"/answer/{request_id}/receipt/2"):
        answer = world.ask(HOLDER, "GET", path)
        assert (answer.status_code, same(answer.text, path)) == (404, missing)
