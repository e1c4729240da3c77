"""`radslag council`, `staff` and `meeting`: the id last, one sentence when refused, nothing half done."""

import json

import pytest
from click.testing import CliRunner, Result
from flask import Flask

from app.cli.council import council
from app.cli.meeting import meeting
from app.cli.staff import staff
from app.extensions import db
from app.models import Meeting
from app.queries.plan import councils as council_queries
from app.queries.plan import meetings as meeting_queries
from app.services import staff as staff_service
from app.services.input_checks import RefusedInput
from app.services.problems import Refused
from tests.factories import scenes
from tests.factories.people import CouncilFactory, ThemeFactory

PLAN = ["add", "--council", "rad", "--starts", "2027-05-20T13:00", "--title", "Temat", "--deadline", "2027-05-04"]


def run(command, *words: str, typed: str | None = None) -> Result:
    return CliRunner().invoke(command, words, input=typed)


@pytest.fixture
def planned(app_context: Flask) -> Flask:
    with db.transaction():
        made = CouncilFactory(code="rad")
        ThemeFactory(council=made, key="skydd")
    return app_context


def test_council_prints_its_id_and_is_listed(app_context) -> None:
    done = run(council, "add", "rad", "Rådet", "--mailbox", "sekr@stad.example", "--phone", "031-390 06 10")
    found = council_queries.by_code("RAD")
    assert done.stdout == f"{found.id}\n"
    assert json.loads(run(council, "list", "--json").stdout) == [
        {
            "id": found.id,
            "code": "rad",
            "name": "Rådet",
            "mailbox": "sekr@stad.example",
            "phone": "031-390 06 10",
            "approval": False,
            "mailbox_code": False,
        }
    ]
    assert "Rådet" in run(council, "list").stdout


def test_a_second_council_with_the_code_is_refused(planned) -> None:
    assert isinstance(run(council, "add", "rad", "Rådet").exception, Refused)


def test_a_council_is_changed_only_in_what_is_given(app_context) -> None:
    run(council, "add", "rad", "Rådet", "--mailbox", "sekr@stad.example", "--phone", "031-390 06 10")
    before = json.loads(run(council, "list", "--json").stdout)[0]
    kinds = council_queries.by_code("rad").collecting_kinds
    done = run(council, "change", "RAD", "--approval", "--phone", "")
    assert done.stdout == f"{before['id']}\n"
    assert json.loads(run(council, "list", "--json").stdout) == [before | {"approval": True, "phone": ""}]
    run(council, "change", "rad", "--no-approval", "--mailbox-code", "--name", "Nya rådet")
    (after,) = json.loads(run(council, "list", "--json").stdout)
    assert after == before | {"phone": "", "mailbox_code": True, "name": "Nya rådet"}
    assert council_queries.by_code("rad").collecting_kinds == kinds


def test_a_change_of_nothing_or_of_no_council_is_refused(planned) -> None:
    assert run(council, "change", "rad").exit_code == 2
    assert isinstance(run(council, "change", "annat", "--approval").exception, Refused)
    assert isinstance(run(council, "change", "rad", "--name", " ").exception, RefusedInput)
    assert council_queries.by_code("rad").name


def test_staff_takes_the_password_from_standard_input(app_context) -> None:
    done = run(staff, "add", "S@stad.example", "--role", "chair", "--password-stdin", typed="tolv tecken minst\n")
    person = staff_service.prove("s@stad.example", "tolv tecken minst")
    assert person is not None
    assert done.stdout == f"{person.id}\n"
    assert json.loads(run(staff, "list", "--json").stdout)[0]["role"] == "chair"


def test_staff_without_a_terminal_gets_a_password_that_works(app_context) -> None:
    lines = run(staff, "add", "s@stad.example", "--role", "admin").stdout.splitlines()
    password = lines[0].removeprefix("Password: ")
    assert staff_service.prove("s@stad.example", password).id == int(lines[-1])


@pytest.mark.parametrize("words", [["add", "s@stad.example"], ["add", "s@stad.example", "--role", "boss"]])
def test_wrong_use_of_staff_is_2(app_context, words: list[str]) -> None:
    assert run(staff, *words).exit_code == 2


def test_meeting_carries_every_option(planned) -> None:
    texts = {"--place": "Salen", "--dnr": "1/27", "--purpose": "P", "--can-influence": "C", "--settled": "S"}
    words = [word for pair in texts.items() for word in pair]
    done = run(meeting, *PLAN, *words, "--phone", "031", "--theme", "skydd", "--agenda", "A")
    made = meeting_queries.by_id(int(done.stdout))
    assert (made.place, made.dnr, made.purpose, made.can_influence, made.settled) == ("Salen", "1/27", "P", "C", "S")
    row = json.loads(run(meeting, "list", "--council", "rad", "--json").stdout)[0]
    assert row["deadline_at"] == "2027-05-04T23:59:59+02:00"
    assert (row["starts_at"], row["themes"], row["id"]) == ("2027-05-20T13:00:00+02:00", ["skydd"], made.id)


@pytest.mark.parametrize("words", [
    ["--theme", "finns-inte"],
    ["--council", "annat"],
    ["--deadline", "2027-06-01"],
    ["--copy-from", "4711"],
])  # fmt: skip
def test_a_refused_meeting_is_not_stored(planned, words: list[str]) -> None:
    assert isinstance(run(meeting, *PLAN, *words).exception, Refused)
    db.session.rollback()
    assert db.session.query(Meeting).count() == 0


def test_title_and_deadline_may_come_from_the_meeting_copied(app_context) -> None:
    with db.transaction():
        scene = scenes.planned()
    code = scene.council.code
    done = run(meeting, "add", "--council", code, "--starts", "2028-05-20T13:00", "--copy-from", str(scene.meeting.id))
    made = meeting_queries.by_id(int(done.stdout))
    assert (made.title, made.copied_from_id) == (scene.meeting.title, scene.meeting.id)
    assert (made.starts_at - made.deadline_at).days in {15, 16}
    assert run(meeting, "add", "--council", code, "--starts", "2028-05-20T13:00").exit_code == 2


def test_a_meeting_of_another_council_is_not_copied(planned) -> None:
    with db.transaction():
        scene = scenes.planned()
    done = run(meeting, *PLAN, "--copy-from", str(scene.meeting.id))
    assert isinstance(done.exception, Refused)
