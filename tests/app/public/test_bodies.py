"""Bodies that no browser sends: every route that takes a form answers with a plain page, and never with our fault."""

from collections.abc import Iterator

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app.extensions import db
from app.models import StaffRole
from app.services import staff as staff_service
from tests.access.places import Council, address, council, rules
from tests.access.table import ENDPOINTS, HOLDER, MEMBER
from tests.conftest import PASSWORD
from tests.databases import TestDatabase

FORM = "application/x-www-form-urlencoded"
# Names that forms have, for bodies that must reach further than the first missing field.
NAMES = "name text title label_sv note wording reason email code revision do q-vad_ser_ni question page-key".split()  # noqa: SIM905
PARTS = b'--x\r\nContent-Disposition: form-data; name="file"; filename="%b"\r\n\r\n%b\r\n--x--\r\n'


def each(value: bytes) -> bytes:
    """The value in every field."""
    return b"&".join(name.encode() + b"=" + value for name in NAMES)


BODIES: dict[str, tuple[bytes, str]] = {
    "what no text is": (each(b"a%00%ED%A0%80%FF%%zz"), FORM),
    "bytes": (each(b"\xff\xc3"), FORM),
    "a number beyond all": (each(b"9" * 400), FORM),
    "the same again": (b"&".join([each(b"a"), each(b""), b"=&&=a"]), FORM),
    "JSON": (b'{"name": ["a", {"b": null}]}', "application/json"),
    "no type": (b"name=a", ""),
    "parts that end too early": (PARTS[:40], "multipart/form-data; boundary=x"),
    "a file with an odd name": (PARTS % (b"\xff\x00../<b>", b"\x00\xff"), "multipart/form-data; boundary=x"),
    "many fields": (b"&".join(b"a%d=1" % number for number in range(1_500)), FORM),
}
# What reaches a database, and so has to be tried on each.
STORED = ("what no text is", "a number beyond all")
# Whoever does these is not let in any more.
LEAVING = frozenset(
    "sign_out leave withdraw_now remove_staff sign_out_device give_over revoke_colleague close_request".split()  # noqa: SIM905
)


@pytest.fixture
def place(app: Flask) -> Council:
    """A council in the middle of its work."""
    with app.app_context(), db.transaction():
        return council(staff_service.add("admin@stad.example", StaffRole.ADMIN, PASSWORD))


def browsers(app: Flask, place: Council) -> dict[str, FlaskClient]:
    """A browser of everybody whom routes let in; those who may do most first."""
    made = {role.value: app.test_client() for role in (StaffRole.SECRETARIAT, StaffRole.ADMIN, StaffRole.CHAIR)}
    with app.app_context(), db.transaction():
        for role in made.keys() - {StaffRole.ADMIN.value}:
            staff_service.add(f"{role}@stad.example", StaffRole(role), PASSWORD)
    for role, client in made.items():
        assert client.post("/sign-in", data={"email": f"{role}@stad.example", "password": PASSWORD}).status_code == 302
    for who, path in ((HOLDER, place.link), (MEMBER, place.join)):
        made[who] = app.test_client()
        assert made[who].post(path).status_code == 303
    return made


def writing(app: Flask, place: Council) -> Iterator[tuple[FlaskClient, str]]:
    """Where forms are posted to, and one who may do it."""
    everybody = browsers(app, place)
    for rule in rules(app):
        allowed = ENDPOINTS.get(rule.endpoint, frozenset(everybody))
        who = next((one for one in everybody if one in allowed), None)
        if who and "POST" in (rule.methods or ()) and rule.endpoint.rpartition(".")[2] not in LEAVING:
            yield everybody[who], address(rule, place.values)


def test_no_body_is_our_fault(
    app: Flask, database: TestDatabase, place: Council, caplog: pytest.LogCaptureFixture
) -> None:
    wrong = {}
    for client, path in writing(app, place):
        for name in BODIES if database.is_sqlite else STORED:
            body, kind = BODIES[name]
            answer = client.post(path, data=body, content_type=kind or None)
            if answer.status_code >= 500:
                wrong[f"{path} {name}"] = answer.status_code
    assert wrong == {}
    assert "unforeseen_error" not in caplog.text
