"""SurveyJS's JSON becomes a questionnaire, and a report names what did not."""

from decimal import Decimal
from typing import Any

import pytest

from forms import questionnaire_document
from forms.localised import Localised
from forms.question_types import QUESTION_TYPES
from forms.questionnaire import Question
from forms.surveyjs import read
from forms.xlsform import XlsFormError, XlsFormResult
from tests.forms.surveyjs.files import WHOLE, survey
from tests.patience import no_hang


@pytest.fixture(scope="module")
def whole() -> XlsFormResult:
    return read(WHOLE)


def question(result: XlsFormResult, key: str) -> Question:
    found = result.questionnaire.question(key)
    assert found is not None
    return found


def said(result: XlsFormResult) -> list[tuple[str, str]]:
    return [(line.sheet, line.message.text("en")) for line in result.report]


def asked(**properties: Any) -> tuple[Question, XlsFormResult]:
    result = read(survey({"name": "q1", "title": "Frågan", **properties}, {"type": "text", "name": "q2"}))
    return next(result.questionnaire.questions()), result


def test_texts_and_pages(whole: XlsFormResult) -> None:
    form = whole.questionnaire
    assert form.title == Localised(sv="Våld i nära relationer", en="Domestic violence")
    assert form.intro == Localised(sv="Inför mötet.")
    first, second = form.sections
    assert (first.title, first.intro) == (Localised(sv="Läget", en="How it is"), Localised(sv="Om läget"))
    assert second.relevant == "${q1} != ''"
    q1 = question(whole, "q1")
    assert (q1.label, q1.hint, q1.required) == (
        Localised(sv="Vad heter ni?", en="Your name?"), Localised(sv="Hela namnet"), True,
    )  # fmt: skip
    assert question(whole, "h").label.text("sv") == "Läs mer (https://example.org/x) här."


def test_types(whole: XlsFormResult) -> None:
    types = {one.key: one.type for one in whole.questionnaire.questions()}
    assert types == {
        "q1": "short_text", "vad_behovs": "long_text", "q2": "one_choice", "q3": "several_choices", "q4": "yes_no",
        "q5": "decimal", "q6": "date", "h": "note", "q7": "scale", "q8": "short_text", "q9": "rank", "q10": "matrix",
        "q11_namn": "short_text", "q11_ort": "short_text", "q12_Ett_c1": "one_choice", "q12_Ett_c2": "long_text",
        "q12_Två_c1": "one_choice", "q12_Två_c2": "long_text", "forslag": "repeat", "lista": "repeat",
        "x": "hidden",
    }  # fmt: skip
    assert set(types.values()) <= set(QUESTION_TYPES)
    for one in whole.questionnaire.questions():
        assert QUESTION_TYPES[one.type].problems(one) == (), one.key


def test_choices_and_bounds(whole: XlsFormResult) -> None:
    q2, q3, q5, q7, q10 = (question(whole, f"q{number}") for number in (2, 3, 5, 7, 10))
    assert [(one.key, one.label.text("en")) for one in q2.choices] == [
        ("often", "Often"), ("helt_sallan", "Helt sällan"), ("3", "3"),
    ]  # fmt: skip
    assert q2.other
    assert [(one.key, one.exclusive) for one in q3.choices] == [("unga", False), ("äldre", False), ("none", True)]
    assert (q5.minimum, q5.maximum) == (Decimal(0), Decimal("99.5"))
    assert (q7.minimum, q7.maximum, q7.high_label.text("sv")) == (1, 7, "Bra")
    assert ([one.label.text("sv") for one in q10.rows], [one.key for one in q10.choices]) == (
        ["Stödet", "Skyddet"], ["Bra", "Dåligt"],
    )  # fmt: skip


def test_conditions(whole: XlsFormResult) -> None:
    assert question(whole, "q3").rules.relevant == "${q2} = 'helt_sallan' or ${q2} = 'other'"
    assert question(whole, "q3").rules.constraint == "count-selected(.) <= 2"
    assert question(whole, "q4").rules.relevant == "selected(${q3}, 'unga')"
    assert question(whole, "q5").rules.required_if == "${q4} = 'yes'"
    assert question(whole, "q1").rules.constraint == "string-length(.) <= 100"


def test_panels_are_groups(whole: XlsFormResult) -> None:
    section = whole.questionnaire.sections[1]
    assert [(one.key, one.parent, one.relevant) for one in section.groups] == [
        ("pan", None, "${q5} > 10"), ("inner", "pan", ""), ("q11", None, ""), ("q12", None, ""),
    ]  # fmt: skip
    assert (question(whole, "q7").group, question(whole, "q8").group) == ("pan", "inner")
    assert question(whole, "q11_namn").required


def test_dynamic_panels_and_tables_repeat(whole: XlsFormResult) -> None:
    forslag, lista = question(whole, "forslag"), question(whole, "lista")
    assert (forslag.minimum, forslag.maximum) == (1, 5)
    assert [(one.key, one.type) for one in forslag.questions] == [
        ("forslag_vad", "long_text"), ("forslag_vem", "short_text"), ("forslag_m", "matrix"), ("forslag_r", "rank"),
    ]  # fmt: skip
    assert forslag.questions[1].rules.relevant == "${forslag_vad} != ''"
    assert [(one.key, one.type) for one in lista.questions] == [
        ("lista_ort", "short_text"), ("lista_typ", "one_choice"),
    ]  # fmt: skip


def test_the_report_names_what_did_not_come(whole: XlsFormResult) -> None:
    lines = said(whole)
    assert ("", "These settings did not come along: logoPosition") in lines
    assert ("q13", "Questions of the type “imagemap” cannot be asked here. The question is left out.") in lines
    assert ("q9", "The text is missing in: en.") in lines
    assert not any("rows" in message for _, message in lines)


def test_what_was_read_can_be_stored(whole: XlsFormResult) -> None:
    stored = questionnaire_document.to_json(whole.questionnaire)
    assert questionnaire_document.from_json(stored) == whole.questionnaire


CHOICES = ["a", "b"]


@pytest.mark.parametrize(
    ("properties", "type_"),
    [
        ({"type": "text"}, "short_text"), ({"type": "text", "inputType": "email"}, "short_text"),
        ({"type": "text", "inputType": "number"}, "decimal"), ({"type": "text", "inputType": "date"}, "date"),
        ({"type": "text", "inputType": "time"}, "time"), ({"type": "text", "inputType": "range"}, "range"),
        ({"type": "text", "inputType": "datetime-local"}, "date_and_time"), ({"type": "comment"}, "long_text"),
        ({"type": "radiogroup", "choices": CHOICES}, "one_choice"),
        ({"type": "dropdown", "choices": CHOICES}, "one_choice"),
        ({"type": "checkbox", "choices": CHOICES}, "several_choices"),
        ({"type": "tagbox", "choices": CHOICES}, "several_choices"), ({"type": "boolean"}, "yes_no"),
        ({"type": "rating"}, "scale"), ({"type": "rating", "rateValues": CHOICES}, "one_choice"),
        ({"type": "rating", "rateMin": 0, "rateMax": 50}, "decimal"), ({"type": "slider"}, "range"),
        ({"type": "ranking", "choices": CHOICES}, "rank"), ({"type": "html", "html": "<p>Hej</p>"}, "note"),
        ({"type": "matrix", "rows": CHOICES, "columns": CHOICES}, "matrix"), ({"type": "file"}, "file"),
        ({"type": "imagepicker", "choices": CHOICES, "multiSelect": True}, "several_choices"),
    ],
)  # fmt: skip
def test_each_type(properties: dict[str, Any], type_: str) -> None:
    one, _ = asked(**properties)
    assert one.type == type_
    assert QUESTION_TYPES[one.type].problems(one) == ()


@pytest.mark.parametrize("type_", ["signature", "image", "custom-thing", ""])
def test_types_that_are_left_out_are_told_of(type_: str) -> None:
    one, result = asked(type=type_)
    assert one.key == "q2"
    assert "q1" in {line.sheet for line in result.report}


@pytest.mark.parametrize(
    ("type_", "validator", "constraint"),
    [
        ("text", {"type": "text", "minLength": 3}, "string-length(.) >= 3"),
        ("text", {"type": "regex", "regex": "^[a-z]+$"}, "regex(., '^[a-z]+$')"),
        ("text", {"type": "regexvalidator", "regex": "^a"}, "regex(., '^a')"),
        ("text", {"type": "expression", "expression": "{q1} = {q2}"}, ". = ${q2}"),
        ("checkbox", {"type": "answercount", "minCount": 1, "maxCount": 2},
         "(count-selected(.) >= 1) and (count-selected(.) <= 2)"),
        ("text", {"type": "email"}, ""),
    ],
)  # fmt: skip
def test_validators(type_: str, validator: dict[str, Any], constraint: str) -> None:
    one, result = asked(type=type_, choices=CHOICES, validators=[{"text": "Fel.", **validator}])
    assert one.rules.constraint == constraint
    assert one.rules.constraint_message == (Localised(sv="Fel.") if constraint else Localised())
    assert bool(constraint) == (("q1", "The setting did not come along: email") not in said(result))


def test_numbers_are_bounded() -> None:
    one, _ = asked(type="text", inputType="number", validators=[{"type": "numeric", "minValue": 1, "maxValue": 9}])
    assert one.rules.constraint == "(. >= 1) and (. <= 9)"


@pytest.mark.parametrize(
    ("properties", "default"),
    [
        ({"type": "text", "defaultValue": "hej"}, "'hej'"), ({"type": "boolean", "defaultValue": True}, "'yes'"),
        ({"type": "text", "inputType": "number", "defaultValue": 3}, "3"),
        ({"type": "checkbox", "choices": CHOICES, "defaultValue": ["a"]}, ""),
    ],
)  # fmt: skip
def test_defaults(properties: dict[str, Any], default: str) -> None:
    one, result = asked(**properties)
    assert one.rules.default == default
    assert bool(default) == (("q1", "“defaultValue” did not come along: ['a']") not in said(result))


@pytest.mark.parametrize(
    ("settings", "language", "told"),
    [
        ({"locale": "fi"}, "fi", False), ({"locale": ""}, "sv", True), ({"description": {"default": "x", "sv": "y"}, "locale": ""}, "en", False),
    ],
)  # fmt: skip
def test_the_language_of_plain_texts(settings: dict[str, Any], language: str, told: bool) -> None:
    result = read(survey({"type": "text", "name": "q1", "title": "Frågan"}, **settings))
    assert question(result, "q1").label == Localised.of({language: "Frågan"})
    assert told == any("which language" in message for _, message in said(result))


def test_the_first_and_last_date() -> None:
    one, result = asked(type="text", inputType="date", min="2026-01-01", max="{q2}")
    assert one.rules.constraint == ". >= date('2026-01-01')"
    assert ("q1", "“max” did not come along: {q2}") in said(result)


def test_choices_may_be_counted_or_stand_alone() -> None:
    one, _ = asked(type="dropdown", choicesMin=2020, choicesMax=2030, choicesStep=5)
    assert [choice.key for choice in one.choices] == ["2020", "2025", "2030"]
    one, _ = asked(type="dropdown", choicesMin=0, choicesMax=10**29)
    assert one.choices == ()
    one, _ = asked(type="checkbox", choices=["a", {"value": "b", "isExclusive": True}])
    assert [choice.exclusive for choice in one.choices] == [False, True]


def test_what_opens_under_a_row_is_asked_too() -> None:
    one, _ = asked(type="matrixdynamic", columns=["a"], choices=CHOICES, detailElements=[{"type": "text", "name": "b"}])
    assert [inner.key for inner in one.questions] == ["q1_a", "q1_b"]


def test_expressions_are_calculated() -> None:
    elements = ({"type": "text", "inputType": "number", "name": "a", "visibleIf": "{c} > 1"},
                {"type": "expression", "name": "b", "title": "Dubbelt", "expression": "{a} * 2"},
                {"type": "expression", "name": "d", "expression": "custom({a})"})  # fmt: skip
    result = read(survey(*elements, calculatedValues=[{"name": "c", "expression": "iif({a} > 3, 1, 2)"}]))
    b, c = question(result, "b"), question(result, "c")
    assert (b.type, b.rules.calculation, b.label.text("sv")) == ("calculated", "${a} * 2", "Dubbelt")
    assert (c.type, c.rules.calculation) == ("hidden", "if(${a} > 3, 1, 2)")
    assert question(result, "a").rules.relevant == "${c} > 1"
    assert result.questionnaire.question("d") is None
    assert ("d", "The expression did not come along: custom({a})") in said(result)


def test_what_is_worked_out_of_nothing_is_left_out_too() -> None:
    values = [{"name": "c", "expression": "custom()"}, {"name": "d", "expression": "{c} + 1"},
              {"name": "e", "expression": "{d} + 1"}]  # fmt: skip
    result = read(survey({"type": "text", "name": "a", "visibleIf": "{e} > 1"}, calculatedValues=values))
    assert [one.key for one in result.questionnaire.questions()] == ["a"]
    assert question(result, "a").rules.relevant == ""
    assert {"c", "d", "e", "a"} <= {line.sheet for line in result.report}


@pytest.mark.parametrize(
    "elements",
    [
        [{"type": "text", "name": f"q{number}"} for number in range(60_000)],
        [{"type": "dropdown", "name": "q", "choices": [f"{number} x" for number in range(200_000)]}],
        [{"type": "matrixdropdown", "name": "q", "rows": ["a"] * 10, "columns": ["b"] * 6, "choices": CHOICES}] * 3_000,
        [{"type": "matrixdropdown", "name": "q", "rows": ["a"] * 10, "columns": ["b"] * 6,
          "choices": [f"c{number}" for number in range(1_000)]}] * 50,
        [{"type": "panel", "name": "p"}] * 60_000,
    ],
)  # fmt: skip
def test_a_file_that_makes_far_too_many_parts_is_refused_soon(elements: list[dict[str, Any]]) -> None:
    with no_hang(), pytest.raises(XlsFormError):
        read(survey(*elements))


def test_a_comment_beside_choices_is_a_question() -> None:
    _, result = asked(type="radiogroup", choices=CHOICES, showCommentArea=True, commentText="Varför?")
    assert question(result, "q1_comment").label.text("sv") == "Varför?"


def test_choices_from_elsewhere_are_told_of() -> None:
    _, result = asked(type="dropdown", choicesByUrl={"url": "https://example.org/list"})
    message = "The choices come from elsewhere and did not come along: https://example.org/list"
    assert ("q1", message) in said(result)


def test_settings_and_conditions_that_nothing_here_has_are_told_of() -> None:
    _, result = asked(type="text", enableIf="{q2} = 1", visibleIf="age({q2}) > 3", colCount=2)
    assert ("q1", "“enableIf” did not come along: {q2} = 1") in said(result)
    assert ("q1", "The condition did not come along: age({q2}) > 3") in said(result)


def test_elements_without_pages_are_one_section() -> None:
    form = read({"locale": "sv", "elements": [{"type": "text", "name": "q1"}]}).questionnaire
    assert [section.title.text("sv") for section in form.sections] == ["Frågor"]


@pytest.mark.parametrize(
    "document",
    [None, 3, "x", [], [1], {}, {"pages": "x"}, {"type": "FeatureCollection"}, {"pages": []}, {"pages": [None, 3]},
     {"pages": [{"elements": "x"}]}, {"elements": [{"type": "image", "name": "a"}]}],
)  # fmt: skip
def test_what_is_no_survey_is_refused(document: object) -> None:
    with pytest.raises(XlsFormError):
        read(document)


@pytest.mark.parametrize("odd", [None, 3, "x", [], {}, [[]], [None], {"a": {"b": []}}, True, 1.5, -1])
def test_odd_values_are_never_a_fault(odd: object) -> None:
    names = (
        "type", "name", "title", "description", "isRequired", "visibleIf", "requiredIf", "choices", "rows", "columns",
        "validators", "defaultValue", "min", "max", "rateMax", "rateMin", "rateCount", "rateValues", "items",
        "elements", "templateElements", "minPanelCount", "html", "showOtherItem", "inputType", "valueName",
        "maxLength", "cellType", "maxSelectedChoices", "step",
    )  # fmt: skip
    kinds = (
        "text", "comment", "radiogroup", "checkbox", "boolean", "rating", "ranking", "matrix", "matrixdropdown",
        "matrixdynamic", "paneldynamic", "multipletext", "html", "panel", "slider", "file",
    )  # fmt: skip
    base = {"choices": CHOICES, "rows": CHOICES, "columns": CHOICES, "items": [{"name": "i"}]}
    elements = [{"type": "text", "name": "sure"}]
    elements += [{**base, "type": kind, "name": f"{kind}{name}", name: odd} for kind in kinds for name in names]
    result = read({"locale": odd, "title": odd, "pages": [{"title": odd, "elements": elements}, odd]})
    stored = questionnaire_document.to_json(result.questionnaire)
    assert questionnaire_document.from_json(stored) == result.questionnaire
