"""What holds for every question type, and for any that is added."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forms.question_types import QUESTION_TYPES, question_type
from forms.question_types.base import InvalidAnswer
from tests.forms.makers import question

TYPES = pytest.mark.parametrize("name", sorted(QUESTION_TYPES))
ANY_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["chosen", "other", "x"]), inner),
    max_leaves=6,
)


@TYPES
@given(typed=ANY_JSON)
def test_anything_that_a_draft_may_hold_is_taken(name, typed):
    kind, asked = QUESTION_TYPES[name], question(name, other=name in {"one_choice", "several_choices"})
    kind.inputs(asked, typed)
    assert isinstance(kind.show_typed(asked, typed, "sv"), str)
    if not kind.is_empty(asked, typed):
        with suppress(InvalidAnswer):
            value = kind.clean(asked, typed, "en")
            assert kind.clean(asked, value, "sv") == value, "a value is a typed answer of itself"
            assert kind.equal(asked, value, value)
            assert kind.show(asked, value, "sv").strip()


@TYPES
def test_nothing_typed_is_nothing_answered(name):
    kind, asked = QUESTION_TYPES[name], question(name)
    assert kind.is_empty(asked, kind.typed(asked, {}))
    assert kind.is_empty(asked, None)
    assert kind.show_typed(asked, None, "sv") == ""


@TYPES
def test_it_has_its_name_in_both_languages_and_nothing_wrong_with_a_good_question(name):
    kind = question_type(name)
    assert kind.name == name
    assert kind.title.languages == ("en", "sv")
    assert kind.problems(question(name)) == ()
    assert tuple(kind.fields(question(name), "sv")) == kind.suffixes(question(name))


@TYPES
def test_what_was_typed_goes_back_into_the_inputs_and_is_typed_the_same(name):
    kind, asked = QUESTION_TYPES[name], question(name)
    posted = {"": ["home"] if "choice" in name else [" x\r\ny"]}
    typed = kind.typed(asked, posted)
    inputs = {
        suffix: [value] if isinstance(value, str) else value for suffix, value in kind.inputs(asked, typed).items()
    }
    assert kind.typed(asked, inputs) == typed
