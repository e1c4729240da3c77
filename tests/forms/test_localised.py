import pytest

from forms.documents import DocumentError
from forms.localised import Localised


def test_a_reader_gets_their_language_else_swedish_else_any():
    text = Localised(sv="Ja", en="Yes")
    assert text.text("en") == "Yes"
    assert text.text("fi") == "Ja"
    assert Localised.of({"fi": "Kyllä"}).text("sv") == "Kyllä"
    assert Localised().text("sv") == ""


def test_the_language_of_what_is_shown_is_known():
    assert Localised(sv="Ja", en="Yes").language("en") == "en"
    assert Localised(sv="Ja").language("en") == "sv"
    assert Localised.of({"fi": "Kyllä"}).language("en") == "fi"


def test_equal_texts_are_equal_objects_however_made():
    assert Localised.of({"en": "Yes", "sv": "Ja", "fi": " "}) == Localised(sv="Ja", en="Yes")
    assert len({Localised(sv="Ja"), Localised.of({"sv": "Ja"})}) == 1
    assert not Localised(sv="  ")


def test_what_cannot_be_stored_is_left_out():
    assert Localised(sv="a\x00b\r\nc").get("sv") == "ab\nc"


@pytest.mark.parametrize("document", [None, "Ja", ["sv"], {"sv": 1}, {"": "Ja"}, {"sv": "a\x00"}])
def test_a_damaged_document_is_named(document):
    with pytest.raises(DocumentError, match="title"):
        Localised.from_json(document, "title")


def test_it_comes_back_from_its_document():
    text = Localised.of({"sv": "Ja", "ar": "نعم"})
    assert Localised.from_json(text.to_json()) == text
