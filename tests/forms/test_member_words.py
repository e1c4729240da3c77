"""The list of plain words: long enough, plain enough, and read back however somebody types it."""

import math

from forms.member_words import HOW_MANY, as_typed, new_words, word_list

# What no child should be handed, in whole or in part. The list is kept clean by hand; this holds the worst away.
UNFIT = ("knull", "kuk", "fitta", "hora", "slampa", "luder", "bög", "porr", "sex", "neger", "jude", "nazi", "mord", "döda",
         "knark", "sprit", "vapen", "pistol", "bomb", "fan", "jävl", "helvete", "skit", "idiot", "cp", "hitler", "våldt")  # fmt: skip


def test_four_words_are_forty_four_bits() -> None:
    words = word_list()
    assert len(words) == len(set(words)) == 2048
    assert HOW_MANY * math.log2(len(words)) == 44
    assert list(words) == sorted(words)


def test_words_are_short_plain_and_typed_on_any_keyboard() -> None:
    for word in word_list():
        assert word.isascii(), word
        assert word.isalpha(), word
        assert word.islower(), word
        assert 4 <= len(word) <= 8, word


def test_no_word_is_unfit_for_a_twelve_year_old() -> None:
    harmless = {"fana", "fantasi", "fanfar", "elefant", "uniform", "infant", "fanskap"}
    found = [word for word in word_list() for unfit in UNFIT if unfit in word and word not in harmless]
    assert found == []


def test_new_words_are_drawn_from_the_list_and_differ() -> None:
    drawn = {new_words() for _ in range(200)}
    assert len(drawn) == 200
    assert all(len(words.split()) == 4 and set(words.split()) <= set(word_list()) for words in drawn)


def test_words_are_understood_however_they_are_typed() -> None:
    for typed in ("Lampa-SKOG, hund\n katt", "lampa skog hund katt.", "  lampa\tskog  hund;katt "):
        assert as_typed(typed) == "lampa skog hund katt"
    assert as_typed("") == as_typed("123 !?") == ""
    assert len(as_typed("a" * 100_000)) <= 200
