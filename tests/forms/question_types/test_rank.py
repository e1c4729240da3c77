import pytest

from forms.localised import Localised
from forms.question_types import question_type
from forms.question_types.base import InvalidAnswer
from forms.questionnaire import Choice
from tests.forms.makers import CHOICES, question

RANK = question_type("rank")
THREE = question("rank", choices=(*CHOICES, Choice("free", Localised(sv="Fritid", en="Leisure"))))


def typed(kept="", **places):
    posted = {"": [kept], **{f"place-{key}": [place] for key, place in places.items()}}
    return RANK.typed(THREE, posted)


def test_the_order_is_the_value_and_is_shown_numbered():
    value = RANK.clean(THREE, typed(home="3", work="1", free="2"), "sv")
    assert value == ["work", "free", "home"]
    assert RANK.show(THREE, value, "sv") == "1. Arbete\n2. Fritid\n3. Boende"
    assert RANK.show(THREE, value, "en") == "1. Work\n2. Leisure\n3. Housing"


def test_the_order_that_was_offered_is_an_answer_only_where_it_is_said_to_be():
    passed_by = typed(home="1", work="2", free="3")
    assert RANK.is_empty(THREE, passed_by)
    assert RANK.show_typed(THREE, passed_by, "sv") == ""
    meant = typed("yes", home="1", work="2", free="3")
    assert not RANK.is_empty(THREE, meant)
    assert RANK.clean(THREE, meant, "sv") == ["home", "work", "free"]
    assert RANK.inputs(THREE, meant)[""] == "yes"
    assert RANK.inputs(THREE, passed_by)[""] == ""


@pytest.mark.parametrize(
    ("places", "sentence"),
    [
        ({"home": "2", "work": "2", "free": "3"}, "Flera alternativ har plats 2."),
        ({"home": "1", "work": "3"}, "från 1 till 3. Det här saknar plats: Fritid."),
        ({"home": "1", "work": "3", "free": "4"}, "Det här saknar plats: Fritid."),
        ({"home": "1", "work": "3", "free": "två"}, "Det här saknar plats: Fritid."),
    ],
)
def test_what_is_no_order_is_told_and_kept(places, sentence):
    answer = typed(**places)
    with pytest.raises(InvalidAnswer) as refused:
        RANK.clean(THREE, answer, "sv")
    assert sentence in str(refused.value)
    inputs = RANK.inputs(THREE, answer)
    assert all(inputs[f"place-{key}"] == place for key, place in places.items())
    assert all(f"{place}. " in RANK.show_typed(THREE, answer, "sv") for place in places.values())


def test_an_order_of_other_options_is_asked_for_again():
    for answer in (["home", "gone"], ["home", "work"], "home"):
        with pytest.raises(InvalidAnswer):
            RANK.clean(THREE, answer, "sv")
    assert RANK.show(THREE, ["gone", "home"], "sv") == "1. gone\n2. Boende"


def test_a_workbook_offers_no_order_and_takes_one():
    assert set(RANK.to_workbook(THREE, None, "sv").values()) == {None}
    cells = RANK.to_workbook(THREE, ["work", "free", "home"], "sv")
    assert cells == {"place-home": 3, "place-work": 1, "place-free": 2}
    given = {"place-home": 1, "place-work": 2, "place-free": 3}
    assert RANK.clean(THREE, RANK.from_workbook(THREE, given, "sv"), "sv") == ["home", "work", "free"]


def test_the_order_is_what_counts_in_comparing():
    assert RANK.equal(THREE, ["home", "work", "free"], ["home", "work", "free"])
    assert not RANK.equal(THREE, ["home", "work", "free"], ["work", "home", "free"])
    assert RANK.problems(question("rank", choices=()))
    assert RANK.from_xlsform(question(""), RANK.to_xlsform(THREE)) == THREE
