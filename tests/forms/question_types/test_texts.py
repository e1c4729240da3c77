import pytest

from forms.question_types import question_type
from forms.question_types.base import LONGEST_ANSWER, InvalidAnswer, XlsRow
from tests.forms.makers import question

BOTH = pytest.mark.parametrize("name", ["short_text", "long_text"])


@BOTH
def test_text_is_kept_exactly(name):
    kind, asked = question_type(name), question(name)
    typed = kind.typed(asked, {"": ["  =SUM(A1)\r\n- punkt\t\x00 031-12 34 "]})
    assert typed == "  =SUM(A1)\n- punkt\t 031-12 34 "
    assert kind.clean(asked, typed, "sv") == typed
    assert kind.show(asked, typed, "sv") == typed


@BOTH
def test_a_text_that_is_too_long_is_refused_and_never_cut(name):
    kind, asked = question_type(name), question(name)
    longest = "å" * LONGEST_ANSWER
    assert kind.clean(asked, longest, "sv") == longest
    with pytest.raises(InvalidAnswer, match="Korta"):
        kind.clean(asked, longest + "å", "sv")
    assert kind.show_typed(asked, longest + "å", "sv") == longest + "å"


@pytest.mark.parametrize("word", ["geopoint", "geotrace", "geoshape", "barcode"])
def test_what_others_take_from_a_map_or_a_camera_is_written_and_goes_back_as_what_it_was(word):
    kind = question_type("short_text")
    asked = kind.from_xlsform(question(""), XlsRow(word))
    assert asked == question("short_text", source_type=word)
    assert kind.to_xlsform(asked) == XlsRow(word)
    assert kind.to_xlsform(question("short_text", source_type="video")) == XlsRow("text")


def test_a_workbook_tells_long_from_short_by_its_appearance():
    asked = question("")
    assert question_type("long_text").from_xlsform(asked, XlsRow("text")) is None
    assert question_type("long_text").from_xlsform(asked, XlsRow("text", appearance="w1 multiline")).type == "long_text"
    assert question_type("short_text").from_xlsform(asked, XlsRow("text", suggested_length=80)).suggested_length == 80
    assert question_type("short_text").from_xlsform(asked, XlsRow("note")) is None
