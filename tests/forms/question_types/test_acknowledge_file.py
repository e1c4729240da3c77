import pytest

from forms.question_types import question_type
from forms.question_types.base import InvalidAnswer, XlsRow
from tests.forms.makers import question

TICK, FILE = question_type("acknowledge"), question_type("file")


def test_a_ticked_box_is_an_answer_and_an_empty_one_is_none():
    asked = question("acknowledge")
    assert TICK.is_empty(asked, TICK.typed(asked, {"": []}))
    assert TICK.clean(asked, TICK.typed(asked, {"": ["yes"]}), "sv") == "OK"
    assert (TICK.show(asked, "OK", "sv"), TICK.show(asked, "OK", "en")) == ("Ja, ikryssat", "Yes, ticked")
    assert TICK.inputs(asked, "OK") == {"": "yes"}
    with pytest.raises(InvalidAnswer, match="Kryssa i rutan"):
        TICK.clean(asked, "kanske", "sv")


def test_a_file_is_what_it_is_said_to_be():
    asked = question("file")
    typed = FILE.typed(asked, {"": ["karta.pdf: otrygga platser "]})
    value = FILE.clean(asked, typed, "sv")
    assert value == {"description": "karta.pdf: otrygga platser "}
    assert FILE.show(asked, value, "sv") == "karta.pdf: otrygga platser "
    assert FILE.inputs(asked, value) == {"": "karta.pdf: otrygga platser "}
    assert FILE.is_empty(asked, FILE.typed(asked, {"": [" "]}))


def test_what_was_kept_of_a_file_before_is_not_lost():
    assert FILE.inputs(question("file"), {"description": "kartan", "name": "karta.pdf"}) == {"": "kartan; karta.pdf"}
    assert FILE.clean(question("file"), "en rad som var text", "sv") == {"description": "en rad som var text"}


@pytest.mark.parametrize("word", ["image", "audio", "video"])
def test_media_of_any_sort_is_a_file_and_goes_back_as_what_it_was(word):
    asked = FILE.from_xlsform(question(""), XlsRow(word))
    assert asked == question("file", source_type=word)
    assert FILE.to_xlsform(asked) == XlsRow(word)
    assert FILE.to_xlsform(question("file", source_type="geopoint")) == XlsRow("file")


def test_their_rows_read_back_the_same():
    for kind in (TICK, FILE):
        assert kind.from_xlsform(question(""), kind.to_xlsform(question(kind.name))) == question(kind.name)
    assert TICK.from_xlsform(question(""), XlsRow("trigger")) == question("acknowledge")
