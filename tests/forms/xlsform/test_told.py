"""What an import tells of things that come along in another shape, or not at all."""

import pytest

from forms.questionnaire import Rules
from forms.xlsform import Severity, XlsFormError, read, write
from tests.forms.makers import question, questionnaire, section
from tests.forms.xlsform.reference import questions

PLAIN = ["type", "name", "label"]


def told(result, row):
    return [line.message.text("sv") for line in result.report if line.row == row]


@pytest.mark.parametrize(
    "survey",
    [
        [PLAIN, ["note", "a", "Läs detta."]],
        [PLAIN, ["calculate", "a", "A"]],
        [PLAIN, ["start", "a"], ["audit", "audit"]],
        [PLAIN, ["begin_group", "g", "Grupp"], ["end_group"]],
        [PLAIN, ["csv-external", "a"]],
    ],
    ids=["a note", "a calculation", "metadata", "an empty group", "a file beside it"],
)
def test_a_form_that_asks_nothing_is_a_draft_that_says_so(survey):
    headings, *rows = survey
    result = read(
        {"survey": [[*headings, "calculation"], *([*row, *[None] * (3 - len(row)), "1 + 1"] for row in rows)]}, {}
    )
    (line,) = [line for line in result.report if line.row == 0]
    assert (line.sheet, line.severity) == ("survey", Severity.WARNING)
    assert line.message.text("sv") == "Formuläret frågar inget. Lägg till minst en fråga innan det publiceras."


@pytest.mark.parametrize("survey", [[PLAIN], [PLAIN, ["poem", "a", "A"]], [PLAIN, ["yes", "no"]]])
def test_a_sheet_that_is_no_form_is_refused(survey):
    with pytest.raises(XlsFormError) as refused:
        read({"survey": survey}, {})
    assert refused.value.reasons


def test_a_question_that_is_a_picture_is_shown_with_its_name():
    rows = [
        ["type", "name", "label::English (en)", "image::English (en)", "hint::English (en)"],
        ["text", "map_of_town", None, "map.png"],
        ["text", "other_map", None, "map.png", "Where?"],
        ["text", "nothing"],
    ]
    result = read({"survey": rows}, {})
    picture, hinted, nothing = result.questionnaire.questions()
    assert dict(picture.label.texts) == {"en": "map_of_town"}
    assert "Den visas med sitt namn, ”map_of_town”." in told(result, 2)[0]
    assert not hinted.label
    assert not nothing.label
    assert "Frågan saknar text." in told(result, 4)


def test_what_a_device_gathers_comes_along_only_where_another_row_asks_for_it():
    rows = [
        [*PLAIN, "relevant", "trigger"],
        ["start", "started"],
        ["deviceid", "device"],
        ["username", "user"],
        ["today", "day"],
        ["text", "a", "A", "${device} = 'x' or ${day} = '2026-01-01'", "${started}"],
        ["note", "b", "Hej ${user}!"],
    ]
    result = read({"survey": rows}, {})
    kept = {one.key: one for one in result.questionnaire.questions() if one.type == "hidden"}
    assert {key: (one.source_type, one.rules.calculation) for key, one in kept.items()} == {
        "device": ("deviceid", ""),
        "user": ("username", ""),
        "day": ("today", "today()"),
    }
    assert ["kan formuläret inte publiceras" in told(result, row)[0] for row in (2, 3, 4, 5)] == [
        False, True, True, False,
    ]  # fmt: skip
    assert {row[0] for row in write(result.questionnaire, {})["survey"]} >= {"deviceid", "username", "today"}


def test_what_a_device_gathered_and_is_worked_out_here_now_is_written_as_that():
    given = question("hidden", "device", source_type="deviceid", rules=Rules(calculation="'x'"))
    headings, _, row, _ = write(questionnaire(section(given)), {})["survey"]
    cells = dict(zip(headings, row, strict=True))
    assert (cells["type"], cells["calculation"]) == ("hidden", "'x'")


def test_a_value_that_other_programs_want_in_another_column_is_told_of():
    result = read({"survey": [[*PLAIN, "default"], ["text", "a", "A"], ["calculate", "b", None, "5"]]}, {})
    assert told(result, 3) == ["Värdet står i ”default”. Andra program vill ha det i ”calculation”."]


def test_a_choice_whose_text_asks_for_what_is_not_there_is_told_of():
    choices = [["list_name", "name", "label"], ["l", "x", "Som ${nobody}"]]
    result = read({"survey": [PLAIN, ["select_one l", "a", "A"]], "choices": choices}, {})
    assert any(line.sheet == "choices" and "”nobody” finns inte" in line.message.text("sv") for line in result.report)


def test_a_list_that_is_shared_with_other_is_shared_again_and_one_that_only_looks_like_it_is_not():
    headings = ["list_name", "name", "label"]
    survey = [PLAIN, ["select_one l or_other", "a", "A"], ["select_one l", "b", "B"], ["select_one m", "c", "C"]]
    choices = [headings, ["l", "x", "X"], ["m", "x", "X"], ["m", "other", "Något annat"]]
    form = read({"survey": survey, "choices": choices}, {}).questionnaire
    back = write(form, {})
    assert [row[0] for row in back["survey"] if str(row[0]).startswith("select")] == [
        "select_one a or_other", "select_one a", "select_one c",
    ]  # fmt: skip
    assert read(back, {}).questionnaire == form


@pytest.mark.parametrize(("gap", "keys"), [(60, ["a", "b"]), (61, ["a"])])
def test_a_row_far_below_the_last_is_not_read_and_told_of(gap, keys):
    survey = [PLAIN, ["text", "a", "A"], *[[]] * gap, ["text", "b", "B"], ["what", "ever"] if gap > 60 else []]
    result = read({"survey": survey}, {})
    assert (
        [one.key for one in result.questionnaire.questions()]
        == keys
        == [one["name"] for one in questions({"survey": survey})]
    )
    lost = [] if gap == 60 else [gap + 3, gap + 4]
    assert [line.row for line in result.report if "tomma rader" in line.message.text("sv")] == lost
