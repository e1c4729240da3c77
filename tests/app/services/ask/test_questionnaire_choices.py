import pytest
from flask import Flask

from app.services.ask.questionnaire_choices import choices, choices_as_typed
from app.services.input_checks import Checks
from forms.localised import Localised
from forms.questionnaire import Choice

OLD = (
    Choice("yes", Localised(sv="Ja", en="Yes"), columns=(("lan", "vg"),)),
    Choice("no", Localised.of({"sv": "Nej", "fi": "Ei"})),
)


def read(typed: str, before: tuple[Choice, ...] = ()) -> tuple[list[tuple[str, str, str]], dict[str, str]]:
    checks = Checks()
    found = choices(checks, "choices", before, typed)
    return [(one.key, one.label.get("sv"), one.label.get("en")) for one in found], checks.errors


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("Ja\nNej", [("ja", "Ja", ""), ("nej", "Nej", "")]),
        ("Ja | Yes\r\n\r\n Nej|No ", [("ja", "Ja", "Yes"), ("nej", "Nej", "No")]),
        ("yes | Ja | Yes\nno | Nej |", [("yes", "Ja", "Yes"), ("no", "Nej", "")]),
        ("yes\tJa\tYes\nNej\tNo", [("yes", "Ja", "Yes"), ("nej", "Nej", "No")]),
        # The first part is a text, no key: then the line is Swedish with a "|" in it, and English.
        ("Ja | nej | Yes", [("ja_nej", "Ja | nej", "Yes")]),
        ("• Hemma\n▪ Ute", [("hemma", "Hemma", ""), ("ute", "Ute", "")]),
        ("- Hemma\n– Ute", [("hemma", "Hemma", ""), ("ute", "Ute", "")]),
        ("1. Hemma\n2) Ute", [("hemma", "Hemma", ""), ("ute", "Ute", "")]),
        # One such line alone is what somebody means to write.
        ("1. maj\nPåsk", [("choice_1_maj", "1. maj", ""), ("pask", "Påsk", "")]),
        ("ja | Jaha |\nJa", [("ja", "Jaha", ""), ("ja_2", "Ja", "")]),
    ],
)
def test_a_pasted_list_is_read(app_context: Flask, typed: str, expected: list[tuple[str, str, str]]) -> None:
    assert read(typed) == (expected, {})


def test_what_stood_there_keeps_its_key_its_languages_and_its_columns(app_context: Flask) -> None:
    found = choices(Checks(), "choices", OLD, "Nej\nJa | Yes")
    assert found == OLD[::-1]
    (renamed, *_) = choices(Checks(), "choices", OLD, "yes | Javisst | Sure\nNej")
    assert (renamed.key, renamed.label.text("sv"), renamed.columns) == ("yes", "Javisst", (("lan", "vg"),))


def test_a_list_that_is_not_touched_keeps_its_line_ends(app_context: Flask) -> None:
    before = (Choice("ofta", Localised(sv="Ofta,\nvarje vecka", en="Often")), OLD[1])
    assert choices(Checks(), "choices", before, choices_as_typed(before)) == before


@pytest.mark.parametrize(
    ("typed", "word"),
    [("Ja\nJa", "står två gånger"), ("a | Ja | Yes\na | Nej | No", "Nyckeln ”a”"), ("a | |", "saknar text"), ("x" * 301, "300")],
)  # fmt: skip
def test_what_is_wrong_is_told_at_the_list(app_context: Flask, typed: str, word: str) -> None:
    assert word in read(typed)[1]["choices"]
