from dataclasses import replace

from hypothesis import HealthCheck, given, settings

from forms.localised import Localised
from forms.xlsform import read, write
from tests.forms.makers import CHOICES, ORGANISATIONS, question, questionnaire, section
from tests.forms.xlsform.generated import whole_forms

IDS = {name: number for number, name in ORGANISATIONS.items()}


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(whole_forms())
def test_any_questionnaire_comes_back_from_its_workbook(form):
    assert read(write(form, ORGANISATIONS), IDS).questionnaire == form


def test_rows_are_as_long_as_their_headings_and_empty_columns_are_left_out():
    sheets = write(questionnaire(section(question("one_choice"))), {})
    assert {len(row) for row in sheets["survey"]} == {len(sheets["survey"][0])}
    assert sheets["survey"][0] == ["type", "name", "label::Svenska (sv)", "label::English (en)", "theme"]
    assert sheets["survey"][2] == ["select_one q1", "q1", "Vad behövs?", "What is needed?", "support"]


def test_questions_with_the_same_choices_share_a_list():
    form = questionnaire(
        section(question("one_choice", "a"), question("several_choices", "b"), question("yes_no", "c"))
    )
    names = [row[0] for row in write(form, {})["choices"][1:]]
    assert names == ["yes_no", "yes_no", "a", "a"]


def test_no_other_list_is_called_as_the_one_that_means_yes_or_no():
    form = questionnaire(
        section(question("one_choice", "yes_no"), question("one_choice", "YES_NO", choices=CHOICES[:1]))
    )
    names = {row[0] for row in write(form, {})["choices"][1:]}
    assert names == {"yes_no_choices", "YES_NO_choices"}


def test_the_plain_title_is_in_the_default_language():
    sheet = write(questionnaire(section(question())), {})["settings"]
    assert dict(zip(*sheet, strict=True)) == {
        "form_title": "Våld i nära relationer",
        "default_language": "Svenska (sv)",
        "translated_title::English (en)": "Violence",
    }


def test_a_form_without_swedish_comes_back_without():
    form = questionnaire(section(question(label=Localised.of({"fi": "Mitä?"}))))
    assert read(write(form, {}), {}).questionnaire == replace(form, more_languages=("fi",))


def test_a_language_without_texts_has_a_column_to_write_in_and_comes_back():
    form = questionnaire(section(question()), more_languages=("ar", "so"))
    sheets = write(form, {})
    assert [name for name in sheets["survey"][0] if name.startswith("label")] == [
        "label::Svenska (sv)", "label::English (en)", "label::العربية (ar)", "label::Soomaali (so)",
    ]  # fmt: skip
    assert read(sheets, {}).questionnaire.more_languages == ("ar", "so")
