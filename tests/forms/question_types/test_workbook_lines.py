"""Questions as rows of an answer workbook: what is filled in, and how people's cells are read back."""

from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest

from forms.localised import Localised
from forms.question_types import QUESTION_TYPES, question_type
from forms.questionnaire import Choice
from forms.workbook_lines import CellKind, NotUnderstood, cell_text
from tests.forms.makers import question

POSTED = {
    "acknowledge": ["yes"],
    "one_choice": ["work"],
    "several_choices": ["home", "work"],
    "yes_no": ["no"],
    "scale": ["3"],
}


def back(name, cell, locale="sv", **settings):
    """What a question of one row makes of this cell."""
    return question_type(name).from_workbook(question(name, **settings), {"": cell}, locale)


@pytest.mark.parametrize("name", sorted(QUESTION_TYPES))
def test_what_is_filled_in_reads_back_as_it_was_typed_in_either_language(name):
    kind, asked = QUESTION_TYPES[name], question(name)
    typed = kind.typed(asked, {"": POSTED.get(name, ["12"])})
    for locale in ("sv", "en"):
        cells = kind.to_workbook(asked, typed, locale)
        assert set(cells) == {line.id for line in kind.workbook_lines(asked, locale)}
        for reader in ("sv", "en"):
            assert kind.from_workbook(asked, cells, reader) == typed


@pytest.mark.parametrize("name", sorted(QUESTION_TYPES))
def test_empty_cells_are_no_answer(name):
    kind, asked = QUESTION_TYPES[name], question(name)
    assert kind.is_empty(asked, kind.from_workbook(asked, {}, "sv"))
    blank = {line.id: " \n" for line in kind.workbook_lines(asked, "sv")}
    assert kind.is_empty(asked, kind.from_workbook(asked, blank, "sv"))


@pytest.mark.parametrize("name", sorted(QUESTION_TYPES))
def test_each_row_says_what_to_do_and_has_an_id_of_its_own(name):
    kind, asked = QUESTION_TYPES[name], question(name)
    for locale in ("sv", "en"):
        lines = kind.workbook_lines(asked, locale)
        assert len({line.id for line in lines}) == len(lines)
        assert all(line.how for line in lines)
    assert bool(lines) is kind.is_answered


@pytest.mark.parametrize("written", ["Arbete", " ARBETE ", "arbete", "Work", "work", "WORK"])
def test_a_choice_is_known_in_any_case_and_language(written):
    assert back("one_choice", written) == {"chosen": ["work"], "other": ""}


@pytest.mark.parametrize(("written", "meant"), [("ja", "yes"), ("NEJ", "no"), ("Yes", "yes"), (True, "yes")])
def test_yes_and_no(written, meant):
    assert back("yes_no", written) == meant


def test_a_choice_that_is_not_offered_is_not_understood():
    with pytest.raises(NotUnderstood) as told:
        back("one_choice", "Kanske")
    assert "Välj ett i listan" in told.value.sentence.text("sv")


def test_a_label_that_two_choices_have_is_not_guessed():
    twice = (Choice("a", Localised(sv="Ja", en="Yes")), Choice("b", Localised(sv="ja", en="Aye")))
    with pytest.raises(NotUnderstood):
        back("one_choice", "JA", choices=twice)
    assert back("one_choice", "aye", choices=twice) == {"chosen": ["b"], "other": ""}


def test_several_choices_are_rows_to_tick_with_words_of_ones_own_last():
    kind, asked = question_type("several_choices"), question("several_choices", other=True)
    assert [(line.kind, line.part) for line in kind.workbook_lines(asked, "sv")] == [
        (CellKind.TICK, "Boende"),
        (CellKind.TICK, "Arbete"),
        (CellKind.TEXT, "Annat (skriv vad)"),
    ]
    typed = kind.from_workbook(asked, {"=home": "X", "=work": "nej", "other": "Skola"}, "sv")
    assert kind.clean(asked, typed, "sv") == ["home", {"other": "Skola"}]


@pytest.mark.parametrize("tick", ["x", "X", "✓", "Ja", 1, True, "Arbete"])
def test_a_tick_has_many_shapes(tick):
    kind, asked = question_type("several_choices"), question("several_choices")
    assert kind.from_workbook(asked, {"=work": tick}, "sv") == {"chosen": ["work"], "other": ""}


def test_a_remark_is_no_tick():
    kind, asked = question_type("several_choices"), question("several_choices")
    with pytest.raises(NotUnderstood) as told:
        kind.from_workbook(asked, {"=work": "delvis"}, "sv")
    assert told.value.line == "=work"


@pytest.mark.parametrize(
    ("cell", "typed"),
    [(12, "12"), (3.5, "3,5"), ("3,5", "3,5"), (0.1 + 0.2, "0,3"), ("1 200", "1 200"), ("tio", "tio")],
)
def test_numbers_as_numbers_and_as_text(cell, typed):
    assert back("decimal", cell) == typed


def test_a_number_that_a_spreadsheet_made_a_date_is_not_guessed():
    with pytest.raises(NotUnderstood):
        back("decimal", date(2027, 5, 3))


MIDNIGHT = datetime(2027, 5, 20)  # noqa: DTZ001 -- cells know no time zone


@pytest.mark.parametrize("cell", [date(2027, 5, 20), MIDNIGHT, 46527, 46527.0, "20 maj 2027", "20/5 2027"])
def test_days_as_dates_serials_and_text(cell):
    kind, asked = question_type("date"), question("date")
    assert kind.clean(asked, back("date", cell), "sv") == "2027-05-20"


def test_bounds_and_labelled_ends_are_told():
    (line,) = question_type("decimal").workbook_lines(question("decimal", minimum=Decimal(1), maximum=Decimal(9)), "sv")
    assert (line.low, line.high, line.how) == (1, 9, "Skriv ett tal från 1 till 9.")
    ends = {"low_label": Localised(sv="lite", en="little"), "high_label": Localised(sv="mycket", en="much")}
    (line,) = question_type("scale").workbook_lines(question("scale", **ends), "sv")
    assert line.how == "Välj ett i listan. 1 = lite, 5 = mycket."


def test_what_a_cell_can_not_show_as_its_kind_stays_text():
    for name, typed in (("decimal", "många"), ("decimal", "1" * 20), ("date", "i våras"), ("date", "1900-01-01")):
        kind, asked = question_type(name), question(name)
        cells = kind.to_workbook(asked, typed, "sv")
        assert cells == {"": typed}
        assert kind.from_workbook(asked, cells, "sv") == typed


def test_cells_as_text():
    assert cell_text(MIDNIGHT + timedelta(hours=13, minutes=5), "sv") == "2027-05-20 13:05"
    assert cell_text(None, "sv") == ""
    assert [cell_text(False, locale) for locale in ("sv", "en")] == ["Nej", "No"]
