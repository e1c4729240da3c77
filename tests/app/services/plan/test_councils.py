"""Councils: what is stored of what is typed, and what is refused at which field."""

import pytest

from app.extensions import db
from app.services.input_checks import RefusedInput
from app.services.plan import councils
from app.services.plan.councils import CouncilInput


def test_stores_what_is_typed_cleaned(app_context) -> None:
    council = councils.add(CouncilInput(" TryggRad ", "  Trygghets  rådet ", "Sekr@Stad.Example", "031-390 06 10"))
    db.session.commit()
    assert (council.code, council.name, council.mailbox) == ("tryggrad", "Trygghets rådet", "sekr@stad.example")


def test_every_field_is_told_of_at_once(app_context) -> None:
    with pytest.raises(RefusedInput) as refused:
        councils.add(CouncilInput("två ord", " ", "ingen adress", "0" * 61))
    assert set(refused.value.errors) == {"code", "name", "mailbox", "phone"}


def test_a_code_is_only_once(app_context) -> None:
    first = councils.add(CouncilInput("rad", "Rådet"))
    other = councils.add(CouncilInput("annat", "Det andra"))
    with pytest.raises(RefusedInput) as refused:
        councils.change(other, CouncilInput("RAD", "Det andra"))
    assert set(refused.value.errors) == {"code"}
    councils.change(first, CouncilInput("rad", "Rådet med nytt namn"))
    assert first.name == "Rådet med nytt namn"
