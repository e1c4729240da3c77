import pytest

from forms.localised import Localised
from forms.question_types import question_type
from forms.question_types.base import InvalidAnswer
from forms.questionnaire import Choice
from forms.workbook_lines import CellKind
from tests.forms.makers import ROWS, question

MATRIX = question_type("matrix")


def test_each_row_has_its_choice_and_is_shown_on_a_line_of_its_own():
    asked = question("matrix")
    typed = MATRIX.typed(asked, {"row-later": ["work"], "row-now": ["home"]})
    value = MATRIX.clean(asked, typed, "sv")
    assert value == {"now": "home", "later": "work"}
    assert MATRIX.show(asked, value, "sv") == "I dag: Boende\nOm fem år: Arbete"
    assert MATRIX.show(asked, value, "en") == "Today: Housing\nIn five years: Work"


def test_a_row_can_wait_until_the_answer_is_sent():
    typed = {"later": "work"}
    assert MATRIX.clean(question("matrix"), typed, "sv") == typed
    with pytest.raises(InvalidAnswer) as refused:
        MATRIX.clean(question("matrix", required=True), typed, "sv")
    assert str(refused.value) == "Svara på alla rader. Det saknas svar på: I dag."
    assert MATRIX.lacks(question("matrix"), typed, "sv") == str(refused.value)
    assert MATRIX.lacks(question("matrix"), {"now": "home", "later": "work"}, "sv") == ""
    assert MATRIX.show_typed(question("matrix", required=True), typed, "sv") == "Om fem år: Arbete"
    assert MATRIX.inputs(question("matrix"), typed) == {"row-now": "", "row-later": "work"}


@pytest.mark.parametrize("typed", [{"gone": "work"}, {"now": "gone"}, {"now": "home", "gone": "work"}, "work"])
def test_what_is_gone_is_told_and_still_shown(typed):
    with pytest.raises(InvalidAnswer, match="finns inte längre"):
        MATRIX.clean(question("matrix"), typed, "sv")
    shown = MATRIX.show_typed(question("matrix"), typed, "sv")
    assert "gone" in shown or shown == "work"


@pytest.mark.parametrize(
    "settings",
    [
        {"rows": ()},
        {"choices": ()},
        {"rows": (Choice("a", Localised()),)},
        {"rows": (ROWS[0], Choice(ROWS[0].key, Localised(sv="En till")))},
    ],
)
def test_rows_and_choices_that_stop_publishing(settings):
    assert MATRIX.problems(question("matrix", **settings))


def test_a_workbook_has_a_line_with_a_list_for_each_row():
    asked = question("matrix")
    lines = MATRIX.workbook_lines(asked, "sv")
    assert [(line.kind, line.part) for line in lines] == [(CellKind.CHOICE, "I dag"), (CellKind.CHOICE, "Om fem år")]
    assert [option.label for option in lines[0].options] == ["Boende", "Arbete"]
    assert MATRIX.to_workbook(asked, {"now": "home"}, "sv") == {"row-now": "Boende", "row-later": ""}
    assert MATRIX.from_workbook(asked, {"row-later": "work"}, "sv") == {"later": "work"}
