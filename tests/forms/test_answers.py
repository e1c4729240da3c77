import pytest

from forms.answers import QUOTE_PERMISSION_NAMES, QuotePermission, check, content_sha256, decode, encode
from tests.forms.makers import question, questionnaire, section


def test_values_of_what_can_be_sent():
    form = questionnaire(section(question("decimal", "n"), question("note", "info"), question("long_text", "t")))
    outcome = check(form, {"n": "3,5", "t": "", "gone": "x", "info": "x"}, "sv")
    assert outcome.can_be_sent
    assert outcome.values == {"n": "3.5"}


def test_what_is_missing_or_invalid_is_told_with_its_place_and_in_the_persons_language():
    form = questionnaire(section(question("date", "d")), section(question(key="t", required=True), key="s2"))
    outcome = check(form, {"d": "snart", "t": "  \n"}, "en")
    assert not outcome.can_be_sent
    assert [(one.section_key, one.question_key, one.label) for one in outcome.problems] == [
        ("s1", "d", "What is needed?"),
        ("s2", "t", "What is needed?"),
    ]
    assert outcome.problems[0].message.startswith("Write a date")
    assert check(form, {"t": "x", "d": "snart"}, "sv").problems[0].message.startswith("Skriv ett datum")


def test_the_hash_follows_content_and_not_order():
    one = content_sha256({"answers": {"a": "å", "b": ["x", {"other": "y"}]}, "number": 1})
    assert one == content_sha256({"number": 1, "answers": {"b": ["x", {"other": "y"}], "a": "å"}})
    assert one != content_sha256({"number": 1, "answers": {"a": "å ", "b": ["x", {"other": "y"}]}})
    assert len(one) == 64


def test_json_is_canonical_and_comes_back():
    assert encode({"b": 1, "a": ["å", None]}) == '{"a":["å",null],"b":1}'
    assert decode(encode({"other": "x\n"})) == {"other": "x\n"}
    with pytest.raises(ValueError, match="JSON"):
        encode(float("nan"))


def test_every_permission_has_its_words():
    assert set(QUOTE_PERMISSION_NAMES) == set(QuotePermission)
