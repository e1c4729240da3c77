"""A form's workbook: the reference reader takes it, it comes back equal, and people can work in it."""

import io
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from pyxform.xls2xform import convert

from app.uploads.reader import read_workbook
from exports.page_setup import BookInfo
from exports.xlsform import ABOUT, write_form
from forms.audience import OrganisationKind
from forms.localised import Localised
from forms.publishing import MeetingFacts, problems
from forms.questionnaire import Questionnaire
from forms.xlsform import Severity, read, write
from forms.xlsform.example import EXAMPLE
from tests.exports.factories import NOON
from tests.exports.reading import calamine, load
from tests.forms.makers import ORGANISATIONS, question, questionnaire, section
from tests.forms.xlsform.generated import whole_forms

IDS = {name: number for number, name in ORGANISATIONS.items()}
INFO = BookInfo("Formulär", "Trygghetsrådet", NOON)


def workbook(form: Questionnaire) -> bytes:
    target = io.BytesIO()
    write_form(write(form, ORGANISATIONS), target, INFO)
    return target.getvalue()


def from_workbook(data: bytes) -> Questionnaire:
    sheets = read_workbook(data, "form.xlsx")
    return read({sheet.name: sheet.rows for sheet in sheets.sheets}, IDS).questionnaire


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None, max_examples=40)
@given(whole_forms())
def test_the_reference_reader_takes_any_form_of_ours(form: Questionnaire) -> None:
    assert convert(io.BytesIO(workbook(form)), validate=False, file_type=".xlsx").xform


def test_the_example_is_a_form_that_all_can_read() -> None:
    data = workbook(EXAMPLE)
    assert convert(io.BytesIO(data), validate=False, file_type=".xlsx").xform
    assert from_workbook(data) == EXAMPLE
    sheets = read_workbook(data, "form.xlsx")
    report = read({sheet.name: sheet.rows for sheet in sheets.sheets}, {}).report
    assert [line for line in report if line.severity is not Severity.INFO] == []


def test_the_example_can_be_published_when_it_has_its_themes() -> None:
    facts = MeetingFacts("Varför", "Vad", NOON + timedelta(days=60), NOON, (), [(OrganisationKind.MEMBER, 1)])
    assert problems(EXAMPLE, facts) == ()


def test_people_can_work_in_it() -> None:
    book = load(workbook(questionnaire(section(question("one_choice"), question("yes_no", "q2")))))
    survey, about = book["survey"], book[ABOUT]
    assert survey.freeze_panes == "A2"
    assert survey.column_dimensions["C"].width > 40
    assert survey["C3"].alignment.wrap_text
    offered = {str(rule.sqref).rstrip("0123456789"): rule.formula1 for rule in survey.data_validations.dataValidation}
    source = offered["A2:A"].rsplit("!", 1)[1]
    words = [cell.value for (cell,) in about[source]]
    assert {"text", "begin_group", "select_one q1", "select_multiple q1", "select_one yes_no"} <= set(words)
    lists = book["choices"].data_validations.dataValidation[0].formula1.rsplit("!", 1)[1]
    assert [cell.value for (cell,) in about[lists]] == ["yes_no", "q1"]


def test_the_headings_come_first_and_no_text_is_a_formula() -> None:
    form = questionnaire(section(question(label=Localised(sv="=Vad?"))))
    rows = calamine(workbook(form))["survey"]
    assert rows[0][:2] == ["type", "name"]
    assert rows[2][2] == "=Vad?"


def test_a_text_that_no_cell_can_hold_is_refused() -> None:
    form = questionnaire(section(question(label=Localised(sv="x" * 32_768))))
    with pytest.raises(ValueError, match="longer than"):
        workbook(form)
