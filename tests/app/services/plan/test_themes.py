"""The code book: keys that stay, a tree without circles, order among siblings, themes out of use."""

import pytest

from app.extensions import db
from app.models import Council, Theme
from app.queries.plan import themes as theme_queries
from app.services.input_checks import RefusedInput
from app.services.plan import themes
from app.services.plan.themes import ThemeInput
from app.services.problems import Refused
from tests.factories.people import CouncilFactory


@pytest.fixture
def council(app_context) -> Council:
    return CouncilFactory()


def add(council: Council, name: str, parent: Theme | None = None) -> Theme:
    return themes.add(council, ThemeInput(name, parent=parent.key if parent else ""))


def shape(council: Council) -> list[str]:
    db.session.commit()
    return [f"{'-' * row.depth}{row.theme.name}" for row in theme_queries.tree(council.id)]


@pytest.mark.parametrize(("name", "key"), [
    ("Skydd & stöd", "skydd-stod"),
    ("Hälsa, ÅÄÖ!", "halsa-aao"),
    ("日本", "tema"),
    ("x" * 90, "x" * 60),
])  # fmt: skip
def test_a_key_is_made_of_the_name(name: str, key: str) -> None:
    assert themes.make_key(name, set()) == key


def test_a_taken_key_gets_a_number() -> None:
    assert themes.make_key("Stöd", {"stod", "stod-2"}) == "stod-3"


def test_the_key_stays_when_the_name_changes(council) -> None:
    theme = add(council, "Stöd")
    themes.change(theme, ThemeInput("Skydd", name_en="Protection"))
    assert (theme.key, theme.name, theme.name_en) == ("stod", "Skydd", "Protection")


def test_moves_stay_among_siblings(council) -> None:
    a = add(council, "A")
    a1, a2 = add(council, "A1", a), add(council, "A2", a)
    b = add(council, "B")
    themes.move(a2, "up")
    themes.move(a1, "down")
    themes.move(b, "up")
    assert shape(council) == ["B", "A", "-A2", "-A1"]


def test_no_theme_stands_under_itself(council) -> None:
    a = add(council, "A")
    b = add(council, "B", a)
    for parent in (a, b):
        with pytest.raises(RefusedInput) as refused:
            themes.change(a, ThemeInput("A", parent=parent.key))
        assert set(refused.value.errors) == {"parent"}


def test_names_are_there_once_and_parents_are_known(council) -> None:
    add(council, "A")
    with pytest.raises(RefusedInput) as refused:
        themes.add(council, ThemeInput(" a ", parent="finns-inte"))
    assert set(refused.value.errors) == {"name", "parent"}


def test_a_theme_leaves_after_those_under_it(council) -> None:
    a = add(council, "A")
    b = add(council, "B", a)
    with pytest.raises(Refused, match="underteman"):
        themes.retire(a)
    themes.retire(b)
    themes.retire(a)
    assert shape(council) == []
    themes.restore(b)
    assert shape(council) == ["B"]
