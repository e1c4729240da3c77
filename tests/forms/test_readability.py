import pytest

from forms import jargon
from forms.readability import as_one_text, lix, sentences, words


@pytest.mark.parametrize(
    ("text", "index"),
    [
        ("", None),
        ("?!  —", None),
        ("Vad ser ni?", 3),
        # Ten words, two sentences, three of them longer than six letters: 5 + 30.
        ("Berätta vad ni ser. Vilket stöd fungerar bäst i kommunen?", 35),
        ("Skriv kort\nSvara snabbt", 2),
        ("How safe do people feel in the neighbourhood?", round(8 + 100 / 8)),
    ],
)
def test_lix_is_words_a_sentence_and_the_share_of_long_words(text, index):
    assert lix(text) == index


def test_a_word_keeps_what_stands_inside_it():
    assert words("EU:s e-post, don't") == ["EU:s", "e-post", "don't"]
    # The marks are no letters: e-posten has seven of them.
    assert lix("e-post") == 1
    assert lix("e-posten") == 101


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Vi frågar t.ex. om ljus. Svara gärna!", 2),
        ("Mötet är kl. 14.05 den 3.5. Kom dit.", 2),
        ("Är det så? Ja! Nej…", 3),
        ("Rad ett\nRad två", 2),
        ("”Stämmer det?” frågade hon", 2),
    ],
)
def test_sentences_end_where_people_end_them(text, count):
    assert len(sentences(text)) == count


def test_texts_of_a_form_are_sentences_of_their_own():
    assert len(sentences(as_one_text(["Läget", " ", "Vad ser ni"]))) == 2


def test_jargon_is_found_in_its_forms_and_languages():
    assert jargon.found("Beträffande samtliga implementeringar", "sv") == [
        ("Beträffande", "om"), ("samtliga", "alla"), ("implementeringar", "införande"),
    ]  # fmt: skip
    assert jargon.found("In order to help, regarding this", "en") == [("regarding", "about"), ("In order to", "to")]
    assert jargon.found("Vad betyder gällandeskap?", "sv") == []
    assert jargon.found("Samtliga", "fi") == []
