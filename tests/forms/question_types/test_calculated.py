from forms.localised import Localised
from forms.question_types import QUESTION_TYPES
from forms.question_types.base import XlsRow
from forms.questionnaire import Question

CALCULATED, HIDDEN = QUESTION_TYPES["calculated"], QUESTION_TYPES["hidden"]
SUM = Question("summa", "calculated", Localised(sv="Summa"))


def test_nobody_types_it():
    for kind in (CALCULATED, HIDDEN):
        assert not kind.is_answered
        assert kind.is_computed
        assert kind.fields(SUM, "sv") == {}
        assert kind.suffixes(SUM) == ()
        assert kind.typed(SUM, {"": ["x"]}) is None


def test_a_number_is_shown_as_the_reader_writes_it_and_all_else_as_it_is():
    shown = {
        value: CALCULATED.show(SUM, value, "sv") for value in ("3.5", "-0.25", "12", "007", "1.5.2", "2027-05-20", "")
    }
    assert shown == {
        "3.5": "3,5", "-0.25": "-0,25", "12": "12", "007": "007", "1.5.2": "1.5.2", "2027-05-20": "2027-05-20", "": "",
    }  # fmt: skip
    assert CALCULATED.show(SUM, "3.5", "en") == "3.5"


def test_it_travels_in_workbooks():
    bare = Question("summa", "", Localised(sv="Summa"), required=True)
    assert CALCULATED.from_xlsform(bare, CALCULATED.to_xlsform(SUM)) == SUM
    assert HIDDEN.from_xlsform(bare, HIDDEN.to_xlsform(SUM)).type == "hidden"
    assert CALCULATED.from_xlsform(bare, XlsRow("text")) is None
    assert HIDDEN.from_xlsform(bare, XlsRow("text")) is None
