from decimal import Decimal

import pytest

from forms.localised import Localised
from forms.question_types import question_type
from forms.question_types.base import InvalidAnswer, XlsRow
from forms.questionnaire import Choice
from tests.forms.makers import CHOICES, question

SCALE, YES_NO, NOTE = question_type("scale"), question_type("yes_no"), question_type("note")
LABELLED = question("scale", low_label=Localised(sv="Inte alls", en="Not at all"), high_label=Localised(sv="Helt"))


def test_a_step_is_a_number_shown_with_what_the_ends_mean():
    assert SCALE.clean(LABELLED, "4", "sv") == 4
    assert SCALE.show(LABELLED, 4, "sv") == "4 (1 = Inte alls, 5 = Helt)"
    assert SCALE.show(question("scale"), 4, "en") == "4 (1–5)"


@pytest.mark.parametrize("typed", ["0", "6", "2,5", "bra"])
def test_what_is_off_the_scale_is_refused(typed):
    with pytest.raises(InvalidAnswer, match="från 1 till 5"):
        SCALE.clean(LABELLED, typed, "sv")


@pytest.mark.parametrize(("low", "high"), [(None, 5), (5, 1), (1, 1), (1, 22), ("1.5", 5)])
def test_a_scale_without_sound_ends_stops_publishing(low, high):
    ends = [None if end is None else Decimal(end) for end in (low, high)]
    assert SCALE.problems(question("scale", minimum=ends[0], maximum=ends[1]))


def test_a_range_that_is_no_scale_is_left_to_ranges():
    wide = XlsRow("range", parameters={"start": "0", "end": "100", "step": "1"})
    coarse = XlsRow("range", parameters={"start": "0", "end": "10", "step": "5"})
    assert SCALE.from_xlsform(question(""), wide) is None
    assert SCALE.from_xlsform(question(""), coarse) is None
    assert question_type("range").from_xlsform(question(""), wide).maximum == 100


def test_a_scales_row_reads_back_the_same():
    assert SCALE.from_xlsform(question(""), SCALE.to_xlsform(LABELLED)) == LABELLED


@pytest.mark.parametrize(("typed", "value"), [("yes", "yes"), ("Ja", "yes"), (" nej ", "no"), ("NO", "no")])
def test_yes_and_no_are_understood_in_both_languages(typed, value):
    assert YES_NO.clean(question("yes_no"), typed, "sv") == value


def test_yes_or_no_is_shown_and_refused_in_the_readers_language():
    assert YES_NO.show(question("yes_no"), "yes", "sv") == "Ja"
    assert YES_NO.show(question("yes_no"), "no", "en") == "No"
    with pytest.raises(InvalidAnswer, match="Choose Yes or No"):
        YES_NO.clean(question("yes_no"), "maybe", "en")


@pytest.mark.parametrize(
    ("list_name", "choices", "is_yes_no"),
    [
        ("yes_no", (Choice("yes", Localised(sv="ja")), Choice("no", Localised(sv="nej"))), True),
        ("yes_no", (), True),
        ("yes_no", (Choice("no", Localised(sv="Nej")), Choice("yes", Localised(sv="Ja"))), False),
        ("yes_no", (Choice("yes", Localised(sv="Gärna")), Choice("no", Localised(sv="Nej"))), False),
        ("yes_no", (Choice("yes", Localised.of({"fi": "Kyllä"})), Choice("no", Localised.of({"fi": "Ei"}))), False),
        ("agreed", (Choice("yes", Localised(sv="Ja")), Choice("no", Localised(sv="Nej"))), False),
    ],
)
def test_only_a_list_that_says_what_ours_says_is_yes_or_no(list_name, choices, is_yes_no):
    row = XlsRow("select_one", list_name=list_name, choices=choices)
    assert (YES_NO.from_xlsform(question(""), row) is not None) is is_yes_no


def test_a_note_is_only_read():
    assert not NOTE.is_answered
    assert NOTE.suffixes(question("note")) == ()
    assert NOTE.from_xlsform(question("", required=True), XlsRow("note")).required is False
    assert NOTE.from_xlsform(question(""), XlsRow("select_one", choices=CHOICES)) is None
