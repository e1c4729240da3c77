"""A repeating group: items come and go, each is checked by itself, and a reader sees which is which."""

from dataclasses import replace
from decimal import Decimal

import pytest
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st
from werkzeug.datastructures import MultiDict

from forms.audience import Audience, OrganisationKind
from forms.builder import Prefill, asked, prefilled, section_form, sent
from forms.item_buttons import Pressed, place_of, pressed, without_removed
from forms.items import items_of
from forms.localised import Localised
from forms.question_types import QUESTION_TYPES
from forms.question_types.base import InvalidAnswer
from forms.questionnaire import Question
from forms.questionnaire_document import from_json, to_json
from tests.factories.forms import PROPOSALS, form_with_proposals
from tests.forms.makers import question, questionnaire, section

REPEAT = QUESTION_TYPES["repeat"]
GROUP = PROPOSALS.questions[0]
KEY = GROUP.key
FIRST = {"forslag": "Fler boenden.\nI hela staden.", "for-vem": {"chosen": ["hemma"], "other": "Grannar"}}
SECOND = {"forslag": "En lots.", "kostnad": "1 200"}
VALUE = [
    {"forslag": "Fler boenden.\nI hela staden.", "for-vem": ["hemma", {"other": "Grannar"}]},
    {"forslag": "En lots.", "kostnad": "1200"},
]


@pytest.fixture
def request_context():
    app = Flask("forms")
    app.config.update(SECRET_KEY="only-for-tests", WTF_CSRF_ENABLED=False)
    with app.test_request_context():
        yield


def group(**settings: object) -> Question:
    return replace(GROUP, **settings)


def test_it_is_stored_and_read_again():
    assert from_json(to_json(form_with_proposals())) == form_with_proposals()


def test_a_value_holds_what_was_said_in_each_item_and_no_empty_item():
    typed = [{}, FIRST, {"forslag": "  ", "for-vem": {"chosen": [], "other": ""}}, SECOND]
    assert REPEAT.clean(GROUP, typed, "sv") == VALUE
    assert REPEAT.is_empty(GROUP, [{}, {"forslag": " "}])


def test_a_reader_sees_which_item_is_which():
    assert REPEAT.show(GROUP, VALUE, "sv") == (
        "Förslag 1: Fler boenden.\nI hela staden.\nVem gäller det? I hemmet; Annat: Grannar\n\n"
        "Förslag 2: En lots.\nKostnad: 1200"
    )
    assert REPEAT.show(GROUP, [{"forslag": "A"}, {"forslag": "B"}], "en") == "Proposal 1: A\nProposal 2: B"


def test_what_is_typed_wrong_is_shown_as_typed_and_told_of_by_item():
    typed = [FIRST, {"forslag": "En lots.", "kostnad": "dyrt"}]
    assert REPEAT.show_typed(GROUP, typed, "sv").endswith("Förslag 2: En lots.\nKostnad: dyrt")
    with pytest.raises(InvalidAnswer) as told:
        REPEAT.clean(GROUP, typed, "sv")
    assert str(told.value).startswith("Förslag 2, Kostnad: Skriv ett tal")


def test_an_item_that_is_begun_needs_what_is_required_in_it():
    with pytest.raises(InvalidAnswer) as told:
        REPEAT.clean(GROUP, [{"kostnad": "5"}], "sv")
    assert str(told.value) == "Förslag 1, Förslag: Svara på frågan, eller töm allt i Förslag 1."


def test_least_and_most_are_counted_in_items_that_say_something():
    some = group(minimum=Decimal(2), maximum=Decimal(3))
    with pytest.raises(InvalidAnswer, match="minst 2"):
        REPEAT.clean(some, [SECOND, {}], "sv")
    with pytest.raises(InvalidAnswer, match="högst 3"):
        REPEAT.clean(some, [SECOND] * 4, "sv")
    with pytest.raises(InvalidAnswer, match="at most 50"):
        REPEAT.clean(group(maximum=None), [SECOND] * 51, "en")


@pytest.mark.parametrize(
    ("settings", "told"),
    [
        ({"questions": ()}, "saknar frågor"),
        ({"questions": (question("note"),)}, "saknar frågor"),
        ({"questions": (question(), GROUP)}, "kan inte ligga i en annan"),
        ({"questions": (question(label=Localised()),)}, "saknar text"),
        ({"questions": (question("scale", minimum=None),)}, "Vad behövs?: Skalan saknar ändar"),
        ({"minimum": Decimal(5)}, "heltal"),
        ({"maximum": Decimal("1.5")}, "heltal"),
        ({"maximum": Decimal(201)}, "heltal"),
    ],
)
def test_what_stops_publishing(settings, told):
    assert [told in one.text("sv") for one in REPEAT.problems(group(**settings))] == [True]
    assert REPEAT.problems(GROUP) == ()


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        (Localised(sv="Förslag"), "Förslag 3"),
        (Localised(), "Förslag till rådet 3"),
    ],
)
def test_an_item_is_called_by_its_own_word_or_else_the_groups(name, shown):
    assert REPEAT.item_name(group(item_label=name), 2, "sv") == shown


def test_a_long_question_gives_no_names():
    assert REPEAT.item_name(group(item_label=Localised(), label=Localised(sv="Vad? " * 30)), 0, "sv") == "Svar 1"


def test_equal_is_judged_by_each_inner_type():
    assert REPEAT.equal(GROUP, [{"for-vem": ["hemma", "natet"]}], [{"for-vem": ["natet", "hemma"]}])
    assert not REPEAT.equal(GROUP, VALUE, VALUE[::-1])
    assert not REPEAT.equal(GROUP, VALUE, VALUE[:1])


@pytest.mark.usefixtures("request_context")
def test_names_of_inputs_and_one_empty_item_from_the_start():
    form = section_form(PROPOSALS, "sv")()
    (one,) = asked(form, PROPOSALS, {})
    assert [item.name for item in one.items] == ["Förslag 1"]
    names = [field.name for part in one.items[0].asked for field in (part.answer, *part.further.values())]
    begins = "q-forslag--till--radet-0-"
    assert names == [f"{begins}{name}" for name in ("forslag", "for--vem", "for--vem-other", "kostnad")]


@pytest.mark.usefixtures("request_context")
def test_what_was_typed_stands_in_its_item_with_its_fault():
    answers = {KEY: Prefill([FIRST, {"forslag": "En lots.", "kostnad": "dyrt"}], more=True)}
    form = section_form(PROPOSALS, "sv")(data=prefilled(PROPOSALS, answers))
    form[f"q-{KEY.replace('-', '--')}"].errors = ["Förslag 2"]
    (one,) = asked(form, PROPOSALS, answers)
    assert [item.asked[0].answer.data for item in one.items] == [FIRST["forslag"], "En lots.", ""]
    assert one.items[0].asked[1].answer.data == ["hemma", "other"]
    assert [bool(item.asked[2].answer.errors) for item in one.items] == [False, True, False]


@pytest.mark.usefixtures("request_context")
def test_no_more_items_are_offered_than_can_be_sent():
    answers = {KEY: Prefill([SECOND] * 4, more=True)}
    (one,) = asked(section_form(PROPOSALS, "sv")(), PROPOSALS, answers)
    assert (len(one.items), one.may_grow) == (4, False)


def posted(*items: tuple[int, str, str]) -> MultiDict[str, str]:
    begins = "q-forslag--till--radet"
    return MultiDict([(f"{begins}-version", "0"), *((f"{begins}-{n}-{name}", text) for n, name, text in items)])


def test_items_are_read_in_the_order_of_their_numbers_whatever_is_missing_between():
    data = posted(
        (10, "forslag", "C"), (2, "forslag", "B"), (0, "forslag", "A"), (1, "forslag", " "), (3, "annat", "x")
    )
    assert sent(PROPOSALS, data)[KEY].typed == [{"forslag": "A"}, {"forslag": "B"}, {"forslag": "C"}]


def test_a_group_whose_key_begins_like_another_keeps_to_its_own_inputs():
    both = section(group(key="a"), group(key="a-0"))
    data = MultiDict([("q-a-version", "0"), ("q-a--0-version", "0"), ("q-a--0-0-forslag", "B"), ("q-a-0-forslag", "A")])
    assert {key: one.typed for key, one in sent(both, data).items()} == {
        "a": [{"forslag": "A"}],
        "a-0": [{"forslag": "B"}],
    }


def test_the_buttons():
    data = posted((0, "forslag", "A"), (1, "forslag", "B"))
    add, remove = pressed([GROUP], data | {"add-item": KEY}), pressed([GROUP], data | {"remove-item": f"0-{KEY}"})
    assert (add, remove) == (Pressed(GROUP), Pressed(GROUP, 0))
    assert (place_of(add, 2), place_of(remove, 1)) == ("q-forslag--till--radet-2", "q-forslag--till--radet")
    assert sent(PROPOSALS, without_removed(data, remove))[KEY].typed == [{"forslag": "B"}]
    assert without_removed(data, add) is data
    for odd in ({"add-item": "annan"}, {"remove-item": f"x-{KEY}"}, {"remove-item": "1"}, {}):
        assert pressed([GROUP], data | odd) is None


def test_an_answer_workbook_has_rows_for_each_item():
    cells = REPEAT.to_workbook(GROUP, [FIRST, SECOND], "sv")
    lines = {line.id: line for line in REPEAT.workbook_lines(GROUP, "sv")}
    assert lines["1-kostnad"].part == "Förslag 2, Kostnad"
    assert lines["0-for--vem=hemma"].part == "Förslag 1, Vem gäller det? I hemmet"
    assert (cells["0-for--vem=hemma"], cells["1-kostnad"]) == ("x", Decimal(1200))
    assert REPEAT.clean(GROUP, REPEAT.from_workbook(GROUP, cells, "sv"), "sv") == VALUE


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=9),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["forslag", "for-vem", "x"]), inner),
    max_leaves=6,
)


@given(ANYTHING)
def test_anything_that_a_draft_may_hold_goes_back_into_inputs_and_is_read_the_same(typed):
    inputs = {name: [one] if isinstance(one, str) else one for name, one in REPEAT.inputs(GROUP, typed).items()}
    again = REPEAT.typed(GROUP, inputs)
    assert len(items_of(GROUP, again)) == len(REPEAT.filled(GROUP, typed))


def test_a_question_inside_that_is_for_others_is_not_asked():
    young = Audience(kinds=frozenset({OrganisationKind.YOUTH_COUNCIL}))
    inner = (question(key="a"), question(key="b", audience=young))
    whole = questionnaire(section(group(questions=inner)))
    for kind, keys in ((OrganisationKind.MEMBER, ["a"]), (OrganisationKind.YOUTH_COUNCIL, ["a", "b"])):
        (own,) = whole.for_organisation(kind, 1).questions()
        assert [one.key for one in own.questions] == keys
