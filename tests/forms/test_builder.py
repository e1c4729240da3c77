import pytest
from flask import Flask
from werkzeug.datastructures import MultiDict

from forms.answers import QuotePermission
from forms.builder import Prefill, asked, cached_section_form, field_name, prefilled, section_form, sent
from forms.localised import Localised
from forms.question_types import QUESTION_TYPES
from tests.forms.makers import question, section

EVERY_TYPE = section(*(question(name, f"k_{name}", required=True) for name in QUESTION_TYPES))


@pytest.fixture(autouse=True)
def request_context():
    """A form reads the request it stands in; this one has no storage behind it."""
    app = Flask("forms")
    app.config.update(SECRET_KEY="only-for-tests", WTF_CSRF_ENABLED=False)
    with app.test_request_context():
        yield


def test_every_type_has_a_form_whose_labels_follow_the_language():
    form = section_form(EVERY_TYPE, "en")()
    shown = asked(form, EVERY_TYPE, {})
    assert [one.question.key for one in shown] == [one.key for one in EVERY_TYPE.questions]
    assert {one.answer.label.text for one in shown if one.answer} == {"What is needed?"}
    assert [one.question.type for one in shown if one.answer is None] == ["note", "calculated", "hidden"]


def test_saving_requires_nothing():
    assert section_form(EVERY_TYPE, "sv")(MultiDict()).validate()


def test_what_was_typed_is_shown_again_even_when_it_is_invalid():
    one = section(question("decimal", "n"), question("several_choices", "c", other=True))
    answers = {
        "n": Prefill("tre", 4, QuotePermission.CHAIR_ONLY),
        "c": Prefill({"chosen": ["home", "gone"], "other": "Annat sätt"}),
    }
    form = section_form(one, "sv")(data=prefilled(one, answers))
    number, choices = asked(form, one, answers)
    assert (number.answer.data, number.version, number.quote) == ("tre", 4, QuotePermission.CHAIR_ONLY)
    assert choices.answer.data == ["home", "gone", "other"]
    assert choices.further["other"].data == "Annat sätt"


def test_what_was_sent_is_read_without_loss():
    one = section(question("long_text", "t"), question("several_choices", "c-d", other=True), question("note", "i"))
    answers = sent(
        one,
        MultiDict(
            [
                ("q-t", "=1+1\r\n\x00slut"),
                ("q-t-version", "12"),
                ("q-t-quote", "kind_only"),
                ("q-c--d", "home"),
                ("q-c--d", "other"),
                ("q-c--d-other", "Eget"),
                ("q-i", "x"),
            ]
        ),
    )
    assert set(answers) == {"t", "c-d"}
    assert answers["t"].typed == "=1+1\nslut"
    assert (answers["t"].seen_version, answers["t"].quote) == (12, QuotePermission.KIND_ONLY)
    assert answers["c-d"].typed == {"chosen": ["home", "other"], "other": "Eget"}
    assert answers["c-d"].seen_version is None


def test_a_question_that_was_not_on_the_page_is_left_alone_and_an_emptied_one_is_not():
    one = section(question("several_choices", "a"), question(key="b"))
    answers = sent(one, MultiDict([("q-a-version", "1")]))
    assert set(answers) == {"a"}
    assert QUESTION_TYPES["several_choices"].is_empty(one.questions[0], answers["a"].typed)


@pytest.mark.parametrize("version", ["x", "-1", "9" * 40, "٣", ""])
def test_odd_versions_and_permissions_are_as_good_as_none(version):
    one = section(question(key="a"))
    answer = sent(one, MultiDict([("q-a", "x"), ("q-a-version", version), ("q-a-quote", "all")]))["a"]
    assert answer.seen_version is None
    assert answer.quote is None


def test_names_of_inputs_never_meet():
    assert field_name("a", "other") == "q-a-other"
    assert field_name("a-other") != field_name("a", "other")


def test_a_cached_form_is_shared_by_those_who_are_asked_the_same_only():
    all_of_it, part = section(question(key="a"), question(key="b")), section(question(key="a"))
    made = cached_section_form("0" * 64, all_of_it, "sv")
    assert cached_section_form("0" * 64, all_of_it, "sv") is made
    assert cached_section_form("0" * 64, all_of_it, "en") is not made
    assert not hasattr(cached_section_form("0" * 64, part, "sv"), "q-b")


def test_a_cached_form_is_not_shared_by_those_who_read_other_words():
    adult, young = (section(question(key="a", label=Localised(sv=words))) for words in ("Vad behövs?", "Vad vill du?"))
    forms = [cached_section_form("1" * 64, one, "sv")() for one in (adult, young)]
    assert [form["q-a"].label.text for form in forms] == ["Vad behövs?", "Vad vill du?"]
    groups = [section(question("repeat", "g", questions=(question(key=key),))) for key in ("a", "b")]
    made = [cached_section_form("1" * 64, one, "sv")() for one in groups]
    assert [list(form["q-g"].inner) for form in made] == [["a"], ["b"]]
