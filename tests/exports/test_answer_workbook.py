"""The answer workbook as a file: what can be written in, what is hidden, and what the rows say."""

import io
from datetime import UTC, datetime

from openpyxl.workbook import Workbook

from exports.answer_workbook import codes
from exports.answer_workbook.rows import FormRows, RowKind
from exports.answer_workbook.sheets import AnswerWorkbook, write_answer_workbook
from exports.answer_workbook.validation import LISTS
from exports.page_setup import BookInfo
from forms.localised import Localised
from forms.questionnaire import Questionnaire, Rules
from tests.exports.reading import load
from tests.factories.forms import full_form
from tests.forms.makers import question, questionnaire, section

MOMENT = datetime(2026, 11, 20, 9, tzinfo=UTC)


def written(form: Questionnaire, locale: str = "sv") -> bytes:
    target = io.BytesIO()
    rows = FormRows(12, form, {"vad_ser_ni": "- ett\n- två", "antal": "1200"}, locale)
    info = BookInfo("Underlag", "Rådet", MOMENT, locale)
    stamp = [(codes.STAMP,), ("request", "12")]
    write_answer_workbook(AnswerWorkbook(info, "Organisationen", "Mötet", "i dag", "nu", "", rows, stamp), target)
    return target.getvalue()


def book(form: Questionnaire, locale: str = "sv") -> Workbook:
    return load(written(form, locale))


def test_only_answers_and_notes_can_be_written_in_and_there_is_no_password() -> None:
    sheet = book(full_form()).worksheets[1]
    assert sheet.protection.sheet
    assert sheet.protection.password is None
    asks_of_secrecy = 0
    for row in sheet.iter_rows(min_row=3):
        has_code, open_cells = isinstance(row[6].value, str), [not cell.protection.locked for cell in row]
        asks_of_secrecy += open_cells.pop(4)
        assert open_cells == [False, False, False, has_code, has_code, False]
    assert asks_of_secrecy == sum(isinstance(row[0].value, str) and row[0].value.isdigit() for row in sheet.iter_rows())


def test_the_stamp_and_the_lists_are_very_hidden_and_the_marks_a_hidden_row() -> None:
    made = book(full_form())
    assert [sheet.sheet_state for sheet in made] == ["visible", "visible", "veryHidden", "veryHidden"]
    assert made.sheetnames == ["Instruktion", "Frågor", codes.STAMP, LISTS]
    assert made.worksheets[1].row_dimensions[1].hidden
    assert tuple(cell.value for cell in made.worksheets[1][1]) == codes.COLUMNS


def test_each_choice_cell_has_its_own_list() -> None:
    made = book(full_form())
    lists = [row[0].value for row in made[LISTS].iter_rows()]
    assert lists == ["I hemmet", "På arbetet", "På nätet", 1, 2, 3, 4, 5, "Ja", "Nej"]
    rules = {rule.type: rule for rule in made.worksheets[1].data_validations.dataValidation}
    assert rules["decimal"].formula1 == "0"
    assert rules["decimal"].formula2 == "5000"
    assert rules["date"].errorStyle == "warning", "a day in words is understood too"


def test_a_text_that_looks_like_a_formula_stays_text() -> None:
    form = questionnaire(section(question("short_text", "vad_ser_ni")))
    cell = next(row[3] for row in book(form).worksheets[1].iter_rows(min_row=3) if row[6].value)
    assert (cell.value, cell.number_format) == ("- ett\n- två", "@")


def test_codes_are_the_request_s_own_and_no_number_to_any_spreadsheet() -> None:
    ours, theirs = (codes.row_code(request, "antal", "") for request in (1, 2))
    assert ours != theirs
    assert ours == codes.row_code(1, "antal", "")
    assert codes.CODE.fullmatch(ours)


def test_what_nobody_types_is_not_in_it() -> None:
    secret = question("hidden", "intern", label=Localised(sv="Intern kod", en="Internal code"))
    total = question("calculated", "summa", label=Localised(sv="Summa", en="Sum"))
    rows = list(FormRows(1, questionnaire(section(secret, total, question("note", "n"), question())), {}, "sv"))
    assert [(row.kind, row.text) for row in rows] == [
        (RowKind.SECTION, "Läget"),
        (RowKind.TEXT, "Vad behövs?"),
        (RowKind.ANSWER, "Vad behövs?"),
    ]
    assert rows[-1].number == "1"


def test_when_a_question_is_asked_is_said_in_words() -> None:
    home = question("yes_no", "boende", label=Localised(sv="Har ni skyddat boende?", en="Do you have housing?"))
    places = question("short_text", "platser", rules=Rules(relevant="${boende} = 'yes'"))
    broken = question("short_text", "annat", rules=Rules(relevant="${boende} = "))
    rows = {row.key: row for row in FormRows(1, questionnaire(section(home, places, broken)), {}, "sv")}
    assert rows["platser"].how.startswith("Gäller bara om ”Har ni skyddat boende?” är ”Ja”.")
    assert rows["annat"].how == "Skriv ert svar."


def test_the_same_form_gives_the_same_bytes() -> None:
    assert written(full_form()) == written(full_form())
