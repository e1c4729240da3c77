"""Staff: who they are, and that only the right password proves it."""

import pytest
from argon2 import PasswordHasher, Type

from app.extensions import db
from app.models import StaffRole
from app.services import staff
from app.services.problems import Refused
from tests.databases import write_meanwhile
from tests.factories import scenes
from tests.passwords import PRODUCTION_HASHER


def test_production_hashes_as_rfc_9106_says() -> None:
    """Its second recommended choice, for machines without 2 GiB to spare: tests themselves hash more quickly."""
    used = PRODUCTION_HASHER
    assert (used.type, used.time_cost, used.memory_cost, used.parallelism) == (Type.ID, 3, 64 * 1024, 4)


def test_only_the_right_password_proves_a_person(app_context) -> None:
    with db.transaction():
        staff.add("Anna@Stad.example ", StaffRole.CHAIR, "ett långt lösenord")
    assert staff.prove("anna@stad.example", "ett långt lösenord") is not None
    assert staff.prove("anna@stad.example", "ett långt losenord") is None
    assert staff.prove("okand@stad.example", "ett långt lösenord") is None


def test_whoever_signs_in_holds_up_nobody_who_writes(app_context, monkeypatch) -> None:
    with db.transaction():
        staff.add("anna@stad.example", StaffRole.CHAIR, "ett långt lösenord")
    verify = PasswordHasher.verify
    written = []

    def while_verifying(hasher, *arguments) -> bool:
        written.append(write_meanwhile(app_context))
        return verify(hasher, *arguments)

    monkeypatch.setattr(PasswordHasher, "verify", while_verifying)
    assert staff.prove("anna@stad.example", "ett långt lösenord") is not None
    assert written == [True]


def test_a_password_changed_while_the_old_one_was_verified_does_not_let_in(app_context, monkeypatch) -> None:
    with db.transaction():
        staff.add("anna@stad.example", StaffRole.CHAIR, "ett långt lösenord")

    def changed_meanwhile(*_: object) -> bool:
        with app_context.app_context(), db.transaction():
            staff.add("anna@stad.example", StaffRole.CHAIR, "ett helt nytt lösenord")
        return True

    monkeypatch.setattr(PasswordHasher, "verify", changed_meanwhile)
    assert staff.prove("anna@stad.example", "ett långt lösenord") is None


@pytest.mark.parametrize(("address", "password"), [("utan-snabel-a", "ett långt lösenord"), ("a@b.example", "kort")])
def test_bad_input_is_refused(app_context, address: str, password: str) -> None:
    with pytest.raises(Refused):
        staff.add(address, StaffRole.CHAIR, password)


def test_scene_is_whole(app_context) -> None:
    scene = scenes.issued()
    db.session.commit()
    assert len(scene.requests) == 5


def test_a_password_given_anew_on_the_command_line_ends_the_sessions_of_the_old(app, secretariat) -> None:
    assert secretariat.get("/secretariat/").status_code == 200
    with app.app_context(), db.transaction():
        staff.add("secretariat@stad.example", StaffRole.SECRETARIAT, "ett helt nytt lösenord")
    assert secretariat.get("/secretariat/").status_code == 302
