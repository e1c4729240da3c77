"""Names that two rows of a workbook have, and keys that only one question has."""

from dataclasses import replace

from forms.localised import Localised
from forms.questionnaire import Group
from forms.xlsform import read, write
from tests.forms.makers import question, questionnaire, section

PLAIN = ["type", "name", "label"]
TWICE = {
    "survey": [
        PLAIN,
        ["begin_group", "g", "G"],
        ["text", "age", "Din ålder"],
        ["end_group"],
        ["begin_group", "h", "H"],
        ["text", "age", "Barnets ålder"],
        ["end_group"],
    ]
}


def rows(form):
    headings, *found = write(form, {})["survey"]
    cells = [dict(zip(headings, row, strict=True)) for row in found]
    return [(row["name"], row.get("question_key")) for row in cells if row["type"] == "text"]


def named(**names):
    return questionnaire(
        section(*(question("short_text", key, source_name=name, theme=None) for key, name in names.items()))
    )


def test_the_second_has_a_key_of_its_own_and_keeps_its_name():
    result = read(TWICE, {})
    first, second = result.questionnaire.questions()
    assert [(one.key, one.source_name) for one in (first, second)] == [("age", ""), ("age_2", "age")]
    assert any(line.row == 6 and "”age_2”" in line.message.text("sv") for line in result.report)
    assert rows(result.questionnaire) == [("age", None), ("age", "age_2")]


def test_the_key_stays_with_its_question_when_rows_change_places_and_nothing_is_told():
    headings, *lines = write(read(TWICE, {}).questionnaire, {})["survey"]
    turned = read({"survey": [headings, *lines[3:], *lines[:3]]}, {})
    assert [one.key for one in turned.questionnaire.questions()] == ["age_2", "age"]
    assert not turned.report


def test_a_name_that_a_rule_or_a_text_quotes_means_one_row():
    for quoting in ({"hint": Localised(sv="Se ${age}")}, {"label": Localised(sv="Och ${age_2}?")}):
        form = replace(named(age="", age_2="age"), sections=(
            section(question("short_text", "age"), key="a"),
            section(question("short_text", "age_2", source_name="age"), key="b"),
            section(question("note", "n", **quoting), key="c"),
        ))  # fmt: skip
        assert rows(form) == [("age", None), ("age_2", None)]


def test_names_side_by_side_differ():
    assert rows(named(age="", age_2="age")) == [("age", None), ("age_2", None)]
    assert rows(named(age_2="age", age_3="age")) == [("age_2", None), ("age_3", None)]
    assert rows(named(age_2="age")) == [("age", "age_2")]
    grouped = section(question("short_text", "b", group="a"), question("short_text", "c", source_name="a"))
    assert rows(questionnaire(replace(grouped, groups=(Group("a"),)))) == [("b", None), ("c", None)]


def test_repeating_groups_never_share_a_name():
    inner = [["begin_repeat", "r", "R"], ["text", "a", "A"], ["end_repeat"]]
    outer = [PLAIN, ["begin_repeat", "o", "O"], *inner, ["end_repeat"], *inner]
    result = read({"survey": outer}, {})
    assert [one.key for one in result.questionnaire.questions()] == ["o", "r_2"]
    assert any(line.row == 7 and "r_2" in line.message.text("sv") for line in result.report)
    headings, *found = write(result.questionnaire, {})["survey"]
    assert [row[headings.index("name")] for row in found if row[0] == "begin_repeat"] == ["o", "r", "r_2"]
