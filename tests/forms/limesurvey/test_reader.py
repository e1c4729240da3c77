"""LimeSurvey's files of several versions become the same questionnaire, and a report names what did not."""

from collections.abc import Mapping, Sequence
from decimal import Decimal

import pytest

from app.uploads.form_xml import read_limesurvey
from app.uploads.text_file import read_text
from forms import questionnaire_document
from forms.limesurvey import is_limesurvey, read_tsv, read_xml
from forms.localised import Localised
from forms.question_types import QUESTION_TYPES
from forms.questionnaire import Question, Section
from forms.xlsform import XlsFormError, XlsFormResult
from tests.forms.limesurvey import files


def read(tables: Mapping[str, Sequence[files.Row]], languages: Sequence[str] = ("sv",)) -> XlsFormResult:
    found = read_limesurvey(files.xml(tables, languages))
    return read_xml(found["tables"], found["languages"])


def one(letter: str, **more: list[files.Row]) -> XlsFormResult:
    """A form of a single question with the code Q1, asked in a group; `more` are further tables."""
    tables = {
        "groups": [files.group()],
        "group_l10ns": [files.group_text(1, "Läget")],
        "questions": [files.question(1, letter, "Q1"), files.question(2, "S", "Q2")],
        "question_l10ns": [files.text(1, "Frågan"), files.text(2, "Nästa")],
        **more,
    }
    if "l10ns" in more:
        tables["question_l10ns"] = [*tables["question_l10ns"], *tables.pop("l10ns")]
    return read(tables)


def question(result: XlsFormResult, key: str = "Q1") -> Question:
    found = result.questionnaire.question(key)
    assert found is not None
    return found


def said(result: XlsFormResult) -> list[tuple[str, str]]:
    return [(line.sheet, line.message.text("en")) for line in result.report]


@pytest.fixture(scope="module", params=["modern", "older"])
def whole(request: pytest.FixtureRequest) -> XlsFormResult:
    return read(files.MODERN if request.param == "modern" else files.older(), ("sv", "en"))


def test_texts_and_pages(whole: XlsFormResult) -> None:
    form = whole.questionnaire
    assert form.title == Localised(sv="Våld i nära relationer", en="Domestic violence")
    assert form.intro == Localised(sv="Inför mötet.\n\nVälkomna")
    first, second = form.sections
    assert (first.title, first.intro) == (Localised(sv="Läget", en="How it is"), Localised(sv="Om läget."))
    assert second.relevant == "${Q2} = 'A1'"
    q1 = question(whole)
    assert (q1.label, q1.hint) == (Localised(sv="Vad heter ni?", en="What is your name?"), Localised(sv="Hela namnet"))
    assert q1.required
    assert q1.rules.constraint == "regex(., '^[A-Z]')"
    assert question(whole, "Q10").label.text("sv") == "Läs mer här (https://example.org/a).\nTack!"


def test_types(whole: XlsFormResult) -> None:
    assert {one.key: one.type for one in whole.questionnaire.questions()} == {
        "Q1": "short_text", "Q2": "one_choice", "Q3": "several_choices", "Q4": "long_text", "Q5": "matrix",
        "Q6": "rank", "Q7": "integer", "Q8": "yes_no", "Q9": "date", "Q10": "note", "Q11_a": "short_text",
        "Q11_b": "short_text",
    }  # fmt: skip


def test_choices_rows_and_bounds(whole: XlsFormResult) -> None:
    q2, q3, q5, q6, q7 = (question(whole, f"Q{number}") for number in (2, 3, 5, 6, 7))
    assert [(one.key, one.label.text("en")) for one in q2.choices] == [("A1", "Often"), ("A2", "Seldom")]
    assert q2.other
    assert [(one.key, one.exclusive) for one in q3.choices] == [("SQ1", False), ("SQ2", False), ("SQ3", True)]
    assert [one.label.text("sv") for one in q5.rows] == ["Stödet", "Skyddet"]
    assert [one.label.text("sv") for one in q5.choices] == ["Bra", "Dåligt"]
    assert [one.key for one in q6.choices] == ["a", "b"]
    assert (q7.minimum, q7.maximum) == (Decimal(0), Decimal(100))


def test_conditions(whole: XlsFormResult) -> None:
    rules = {one.key: one.rules for one in whole.questionnaire.questions()}
    assert rules["Q3"].relevant == "${Q2} = 'A1' or ${Q2} = 'other'"
    assert rules["Q3"].constraint == "count-selected(.) <= 2"
    assert rules["Q4"].relevant == "selected(${Q3}, 'SQ2') and ${Q1} != ''"
    assert rules["Q7"].relevant == "${Q2} = 'A2'"
    assert (rules["Q7"].constraint, rules["Q7"].constraint_message) == (". != 13", Localised(sv="Inte 13."))
    assert rules["Q9"].relevant == "${Q8} = 'yes'"


def test_the_report_names_what_did_not_come(whole: XlsFormResult) -> None:
    lines = said(whole)
    assert ("Q3", "“array_filter” did not come along: Q9") in lines
    assert ("Q4", "The question was asked for but not required. It is now optional.") in lines
    assert ("quota", "“quota” did not come along (1 of them).") in lines
    assert ("Q9", "The text is missing in: en.") in lines
    assert [line.row > 0 for line in whole.report if line.sheet == "Q3"]
    assert not any("hide_tip" in message for _, message in lines)


def test_what_was_read_can_be_stored(whole: XlsFormResult) -> None:
    stored = questionnaire_document.to_json(whole.questionnaire)
    assert questionnaire_document.from_json(stored) == whole.questionnaire


SUBS = [files.sub(11, 1, "SQ1"), files.sub(12, 1, "SQ2")]
SUB_TEXTS = [files.text(11, "Ett"), files.text(12, "Två")]
ANSWERS = [files.answer(1, 1, "A1"), files.answer(2, 1, "A2"), files.answer(3, 1, "B1", scale=1)]
ANSWER_TEXTS = [files.answer_text(1, "Ja"), files.answer_text(2, "Nej"), files.answer_text(3, "Kanske")]


@pytest.mark.parametrize(
    ("letter", "type_"),
    [
        ("S", "short_text"), ("T", "long_text"), ("U", "long_text"), ("N", "decimal"), ("L", "one_choice"),
        ("!", "one_choice"), ("O", "one_choice"), ("G", "one_choice"), ("M", "several_choices"),
        ("P", "several_choices"), ("R", "rank"), ("F", "matrix"), ("A", "matrix"), ("B", "matrix"), ("C", "matrix"),
        ("E", "matrix"), ("H", "matrix"), ("1", "matrix"), ("Y", "yes_no"), ("5", "scale"), ("D", "date"),
        ("X", "note"), ("|", "file"),
    ],
)  # fmt: skip
def test_each_letter(letter: str, type_: str) -> None:
    result = one(letter, subquestions=SUBS, l10ns=SUB_TEXTS, answers=ANSWERS, answer_l10ns=ANSWER_TEXTS)
    asked = question(result)
    assert asked.type == type_
    assert asked.type in QUESTION_TYPES
    assert QUESTION_TYPES[asked.type].problems(asked) == ()


@pytest.mark.parametrize("letter", ["I", "Ω", ""])
def test_letters_that_are_left_out_are_told_of(letter: str) -> None:
    result = one(letter)
    assert [asked.key for asked in result.questionnaire.questions()] == ["Q2"]
    assert "Q1" in {line.sheet for line in result.report}


@pytest.mark.parametrize(
    ("written", "type_"), [("yyyy-mm-dd", "date"), ("dd.mm.yyyy HH:MM", "date_and_time"), ("HH:MM", "time")]
)
def test_dates_and_times(written: str, type_: str) -> None:
    result = one("D", question_attributes=[files.attribute(1, "date_format", written)])
    assert question(result).type == type_


def test_the_first_and_last_date() -> None:
    ends = [files.attribute(1, "date_min", "2026-01-01"), files.attribute(1, "date_max", "{TODAY}")]
    result = one("D", question_attributes=ends)
    assert question(result).rules.constraint == ". >= date('2026-01-01')"
    assert ("Q1", "“date_max” did not come along: {TODAY}") in said(result)


def test_a_list_with_comment_gets_a_question_for_the_comment() -> None:
    result = one("O", answers=ANSWERS, answer_l10ns=ANSWER_TEXTS)
    assert question(result, "Q1_comment").type == "long_text"


def test_two_scales_are_two_matrices() -> None:
    heads = [files.attribute(1, "dualscale_headerA", "Nu", "sv"), files.attribute(1, "dualscale_headerB", "Då", "sv")]
    result = one(
        "1", subquestions=SUBS, l10ns=SUB_TEXTS, answers=ANSWERS, answer_l10ns=ANSWER_TEXTS, question_attributes=heads
    )
    first, second = question(result), question(result, "Q1_2")
    assert (first.label.text("sv"), second.label.text("sv")) == ("Frågan: Nu", "Frågan: Då")
    assert ([one.key for one in first.choices], [one.key for one in second.choices]) == (["A1", "A2"], ["B1"])


CELLS = [*SUBS, files.sub(13, 1, "C1", scale=1), files.sub(14, 1, "C2", scale=1)]
CELL_TEXTS = [*SUB_TEXTS, files.text(13, "Stad"), files.text(14, "Land")]


@pytest.mark.parametrize(("letter", "type_"), [(";", "short_text"), (":", "decimal")])
def test_tables_are_groups_of_questions(letter: str, type_: str) -> None:
    result = one(letter, subquestions=CELLS, l10ns=CELL_TEXTS)
    section = result.questionnaire.sections[0]
    assert [(group.key, group.title.text("sv")) for group in section.groups] == [("Q1", "Frågan")]
    asked = [(one.key, one.label.text("sv"), one.type) for one in section.questions if one.group == "Q1"]
    assert asked == [
        ("Q1_SQ1_C1", "Ett – Stad", type_), ("Q1_SQ1_C2", "Ett – Land", type_),
        ("Q1_SQ2_C1", "Två – Stad", type_), ("Q1_SQ2_C2", "Två – Land", type_),
    ]  # fmt: skip


def test_a_table_of_boxes_asks_for_several_choices_a_row() -> None:
    boxes = [files.attribute(1, "multiflexible_checkbox", "1")]
    result = one(":", subquestions=CELLS, l10ns=CELL_TEXTS, question_attributes=boxes)
    assert question(result, "Q1_SQ1").type == "several_choices"
    assert [choice.key for choice in question(result, "Q1_SQ1").choices] == ["C1", "C2"]


def test_a_table_of_too_many_cells_is_left_out() -> None:
    rows = [files.sub(100 + number, 1, f"R{number}") for number in range(31)]
    result = one(";", subquestions=[*rows, *CELLS[2:]], l10ns=CELL_TEXTS)
    assert ("Q1", "The table has 62 cells. More than 60 make too many questions, so it is left out.") in said(result)


def test_a_condition_on_what_is_left_out_is_told_of() -> None:
    result = one("I", questions=[files.question(1, "I", "Q1"), files.question(2, "S", "Q2", relevance='Q1 == "sv"')])
    assert question(result, "Q2").rules.relevant == ""
    assert ("Q2", 'The condition did not come along: Q1 == "sv"') in said(result)


@pytest.mark.parametrize(
    ("words", "settings", "calculation"),
    [
        ("{Q2.NAOK * 2}", [], "${Q2} * 2"),
        ("Dubbelt så mycket", [files.attribute(1, "equation", "{Q2 * 2}")], "${Q2} * 2"),
        ("<p>{if(Q2 > 3, 'många', 'få')}</p>", [], "if(${Q2} > 3, 'många', 'få')"),
    ],
)
def test_equations_are_calculated(words: str, settings: list[files.Row], calculation: str) -> None:
    questions = [files.question(1, "*", "Q1"), files.question(2, "N", "Q2", relevance="Q1 == 4")]
    texts = [files.text(1, words), files.text(2, "Nästa")]
    result = one("*", questions=questions, question_l10ns=texts, question_attributes=settings)
    assert (question(result).type, question(result).rules.calculation) == ("calculated", calculation)
    assert bool(question(result).label) == bool(settings)
    assert question(result, "Q2").rules.relevant == "${Q1} = '4'"


@pytest.mark.parametrize("words", ["{strpos(Q2, 'x')}", "Summa: {Q2} kr", "Hej"])
def test_equations_that_cannot_be_said_are_left_out(words: str) -> None:
    result = one("*", question_l10ns=[files.text(1, words), files.text(2, "Nästa")])
    assert result.questionnaire.question("Q1") is None
    assert ("Q1", "The expression did not come along: " + words.removeprefix("{").removesuffix("}")) in said(result)


def test_hidden_and_never_shown() -> None:
    hidden = one("S", question_attributes=[files.attribute(1, "hidden", "1")])
    assert hidden.questionnaire.question("Q1") is None
    assert ("Q1", "The question is hidden in the file and is left out.") in said(hidden)
    never = one("S", questions=[files.question(1, "S", "Q1", relevance="0"), files.question(2, "S", "Q2")])
    assert question(never).rules.relevant == ""
    assert ("Q1", "Its condition never shows it. It is now always shown.") in said(never)


def test_defaults() -> None:
    values = {"defaultvalues": [{"dvid": 1, "qid": 1, "scale_id": 0, "sqid": 0, "specialtype": ""}]}
    texts = [{"id": 1, "dvid": 1, "language": "sv", "defaultvalue": "Y"}]
    assert question(one("Y", **values, defaultvalue_l10ns=texts)).rules.default == "'yes'"
    older = [{"qid": 1, "specialtype": "", "scale_id": 0, "sqid": 0, "language": "sv", "defaultvalue": "{TODAY}"}]
    result = one("S", defaultvalues=older)
    assert question(result).rules.default == ""
    assert ("Q1", "“default” did not come along: {TODAY}") in said(result)


def test_codes_that_are_taken_or_no_keys_get_new_ones() -> None:
    result = one("S", questions=[files.question(1, "S", "1"), files.question(2, "S", "1")])
    assert [asked.key for asked in result.questionnaire.questions()] == ["question_1", "question_1_2"]


def test_pictures_and_quoted_answers_are_told_of() -> None:
    texts = [files.text(1, 'Hej {Q2.shown} <img src="x.png">'), files.text(2, "Nästa", script="alert(1)")]
    lines = said(one("S", question_l10ns=texts))
    assert any(message.startswith("Pictures and other embedded things") for _, message in lines)
    assert any("{Q2.shown}" in message for _, message in lines)
    assert ("Q2", "These settings did not come along: script") in lines


def test_a_single_question_can_be_read() -> None:
    data = files.xml(
        {
            "questions": [files.question(1, "L", "Q1", gid=9)],
            "question_l10ns": [files.text(1, "Hur ofta?")],
            "answers": [files.answer(1, 1, "A1")],
            "answer_l10ns": [files.answer_text(1, "Ofta")],
        },
        kind="Question",
    )
    found = read_limesurvey(data)
    form = read_xml(found["tables"], found["languages"]).questionnaire
    assert [asked.label.text("sv") for asked in form.questions()] == ["Hur ofta?"]


def test_rows_that_belong_nowhere_are_told_of() -> None:
    result = one("S", answers=[files.answer(1, 99, "A1")], subquestions=[files.sub(5, 98, "SQ1")])
    assert {sheet for sheet, message in said(result) if "left out" in message} == {"A1", "SQ1"}


def test_a_file_without_questions_is_refused() -> None:
    with pytest.raises(XlsFormError) as refused:
        read({"groups": [files.group()]})
    assert "no question" in str(refused.value)


def test_tab_separated_structure() -> None:
    rows = read_text(files.tsv(*files.TSV_ROWS)).sheets[0].rows
    assert is_limesurvey(rows)
    result = read_tsv(rows)
    form = result.questionnaire
    assert form.title == Localised(sv="Våld i nära relationer", en="Domestic violence")
    assert isinstance(form.sections[0], Section)
    assert form.sections[0].title == Localised(sv="Läget", en="How it is")
    q2, q3 = question(result, "Q2"), question(result, "Q3")
    assert q2.label == Localised(sv="Hur ofta?", en="How often?")
    assert [one.label for one in q2.choices] == [
        Localised(sv="Ofta", en="Often"), Localised(sv='Sällan,\n"ibland"'),
    ]  # fmt: skip
    assert q3.rules.relevant == "${Q2} = 'A1'"
    assert q3.rules.constraint == "count-selected(.) <= 1"
    assert [one.exclusive for one in q3.choices] == [False, True]
    assert ("QTA", "“QTA” did not come along (1 of them).") in said(result)
    assert question(result).required


def test_another_table_is_no_limesurvey_file() -> None:
    assert not is_limesurvey([["type", "name", "label"]])
    assert not is_limesurvey([])
