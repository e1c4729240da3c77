import pytest

from forms.localised import Localised
from forms.question_types import question_type
from forms.question_types.base import InvalidAnswer, XlsRow
from forms.questionnaire import Choice
from tests.forms.makers import CHOICES, question

ONE, SEVERAL = question_type("one_choice"), question_type("several_choices")
BOTH = pytest.mark.parametrize("kind", [ONE, SEVERAL], ids=["one", "several"])


def test_several_choices_come_in_the_forms_order_with_ones_own_last():
    asked = question("several_choices", other=True)
    value = SEVERAL.clean(asked, {"chosen": ["other", "work", "home"], "other": "Stöd; råd"}, "sv")
    assert value == ["home", "work", {"other": "Stöd; råd"}]
    assert SEVERAL.show(asked, value, "sv") == "Boende; Arbete; Annat: Stöd; råd"
    assert SEVERAL.show(asked, value, "en") == "Housing; Work; Other: Stöd; råd"


def test_one_choice_is_a_key_or_ones_own_words():
    asked = question("one_choice", other=True)
    assert ONE.clean(asked, {"chosen": ["home"], "other": ""}, "sv") == "home"
    assert ONE.clean(asked, {"chosen": [], "other": "Eget"}, "sv") == {"other": "Eget"}
    assert ONE.show(asked, {"other": "Eget"}, "sv") == "Annat: Eget"


def test_own_words_beside_a_choice_are_kept_with_it():
    asked = question("one_choice", other=True)
    value = ONE.clean(asked, {"chosen": ["home"], "other": "men också"}, "sv")
    assert value == ["home", {"other": "men också"}]
    assert ONE.show(asked, value, "sv") == "Boende; Annat: men också"
    assert ONE.clean(asked, value, "sv") == value
    assert ONE.inputs(asked, value) == {"": "home", "other": "men också"}


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"chosen": ["home", "work"], "other": ""}, "Välj bara ett"),
        ({"chosen": ["home", "work"], "other": "men också"}, "Välj bara ett"),
        ({"chosen": ["other"], "other": " "}, "Skriv vad ni menar"),
        ({"chosen": ["gone"], "other": ""}, "finns inte längre"),
    ],
)
def test_what_cannot_be_one_choice_is_refused_and_not_guessed(typed, sentence):
    with pytest.raises(InvalidAnswer, match=sentence):
        ONE.clean(question("one_choice", other=True), typed, "sv")


@BOTH
def test_own_words_are_refused_where_they_are_no_longer_asked_for(kind):
    with pytest.raises(InvalidAnswer, match="finns inte längre"):
        kind.clean(question(kind.name), {"chosen": [], "other": "Eget"}, "sv")


@BOTH
def test_a_choice_called_other_is_one_among_others_unless_there_is_our_own(kind):
    other = (*CHOICES, Choice("other", Localised(sv="Övrigt")))
    asked = question(kind.name, choices=other)
    assert kind.show(asked, kind.clean(asked, {"chosen": ["other"]}, "sv"), "sv") == "Övrigt"
    assert kind.problems(asked) == ()
    assert kind.problems(question(kind.name, choices=other, other=True))


@BOTH
@pytest.mark.parametrize(
    "choices", [(), (Choice("a", Localised()),), (Choice("a", Localised(sv="A")), Choice("a", Localised(sv="B")))]
)
def test_choices_that_stop_publishing(kind, choices):
    assert kind.problems(question(kind.name, choices=choices))


def test_the_order_of_picking_changes_nothing():
    asked = question("several_choices", other=True)
    assert SEVERAL.equal(asked, ["home", "work"], ["work", "home"])
    assert not SEVERAL.equal(asked, ["home", {"other": "a"}], ["home", {"other": "b"}])


def test_a_choice_that_is_gone_is_shown_by_its_key():
    assert SEVERAL.show(question("several_choices"), ["home", "gone"], "sv") == "Boende; gone"


@BOTH
def test_its_row_reads_back_the_same(kind):
    asked = question(kind.name, other=True)
    assert kind.from_xlsform(question("", key="q1"), kind.to_xlsform(asked)) == asked
    assert kind.from_xlsform(question(""), XlsRow("text")) is None


def test_what_stands_alone_is_not_chosen_with_anything_else():
    none = Choice("none", Localised(sv="Inget av detta", en="None of these"), exclusive=True)
    asked = question("several_choices", choices=(*CHOICES, none), other=True)
    assert SEVERAL.clean(asked, {"chosen": ["none"], "other": ""}, "sv") == ["none"]
    for typed in ({"chosen": ["none", "home"], "other": ""}, {"chosen": ["none", "other"], "other": "Eget"}):
        with pytest.raises(InvalidAnswer) as refused:
            SEVERAL.clean(asked, typed, "sv")
        assert str(refused.value).startswith("”Inget av detta” kan inte väljas tillsammans med något annat.")
    assert SEVERAL.show_typed(asked, {"chosen": ["none", "home"], "other": ""}, "sv") != ""
