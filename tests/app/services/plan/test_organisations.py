"""Organisations of a council: names once, order by moves, leaving and coming back."""

import pytest

from app.extensions import db
from app.models import Organisation
from app.queries.plan import organisations as organisation_queries
from app.services.input_checks import RefusedInput
from app.services.plan import organisations
from app.services.plan.organisations import OrganisationInput
from tests.factories.people import CouncilFactory


@pytest.fixture
def three(app_context) -> list[Organisation]:
    council = CouncilFactory()
    return [organisations.add(council, OrganisationInput(name, "member")) for name in ("A", "B", "C")]


def order(one: Organisation) -> str:
    db.session.commit()
    db.session.expire_all()
    return "".join(each.name for each in organisation_queries.members(one.council_id))


def test_new_ones_stand_last_and_moves_change_places(three) -> None:
    a, _, c = three
    assert order(a) == "ABC"
    organisations.move(c, "up")
    assert order(a) == "ACB"
    organisations.move(a, "up")
    organisations.move(a, "down")
    assert order(a) == "CAB"


def test_moves_pass_over_those_who_have_left(three) -> None:
    a, b, c = three
    organisations.leave(b)
    organisations.move(c, "up")
    assert order(a) == "CA"
    organisations.move(b, "up")
    organisations.come_back(b)
    assert order(a) == "CAB"


@pytest.mark.parametrize("name", ["a", " A ", "", "a\u200b"])
def test_a_name_is_there_once_and_never_empty(three, name: str) -> None:
    with pytest.raises(RefusedInput) as refused:
        organisations.add(three[0].council, OrganisationInput(name, "member"))
    assert set(refused.value.errors) == {"name"}


def test_a_name_that_has_left_tells_where_it_is(three) -> None:
    organisations.leave(three[0])
    with pytest.raises(RefusedInput, match="Har lämnat rådet"):
        organisations.add(three[0].council, OrganisationInput("A", "member"))


def test_another_council_may_have_the_same_name(three) -> None:
    assert organisations.add(CouncilFactory(), OrganisationInput("A", "other")).name == "A"


def test_an_unknown_kind_is_refused(three) -> None:
    with pytest.raises(RefusedInput) as refused:
        organisations.change(three[0], OrganisationInput("A", "remissinstans"))
    assert set(refused.value.errors) == {"kind"}
