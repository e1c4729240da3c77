"""Keys of ours for names of others."""

from forms.imports.keys import Keys, choice_keys
from forms.xlsform.report import Place, Report


def test_a_name_that_can_be_a_key_stays() -> None:
    report = Report()
    keys = Keys(report)
    place = Place("x")
    assert keys.new("Q1", "", "question", place) == "Q1"
    assert report.lines() == ()
    assert keys.new("Q1", "", "question", place) == "q1"
    assert keys.new("Hur många?", "", "question", place) == "hur_manga"
    assert keys.new("", "Vad behövs?", "question", place) == "vad_behovs"
    assert keys.new("!", "", "question", place) == "question"
    assert len(report.lines()) == 3


def test_choices_keep_their_codes_but_for_spaces_and_our_own_other() -> None:
    assert choice_keys(["A1", "Helt sant", "other", "3", "A1", "it's"]) == {
        "A1": "A1", "Helt sant": "helt_sant", "other": "other_2", "3": "3", "it's": "it_s",
    }  # fmt: skip
