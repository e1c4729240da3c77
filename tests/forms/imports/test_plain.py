"""Texts with HTML become what a person would read."""

import pytest

from forms.imports.plain import plain
from tests.patience import no_hang


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("Vad behövs?", "Vad behövs?"),
        ("5 < 7 & 8 > 2", "5 < 7 & 8 > 2"),
        ("<p>Ett</p><p>Två</p>", "Ett\n\nTvå"),
        ("Ett<br />två<br>tre", "Ett\ntvå\ntre"),
        ("<b>Fet</b> och&nbsp;<i>snett</i> &aring;&#228;&ouml;", "Fet och snett åäö"),
        ("<ul><li>ett</li><li>två</li></ul>", "- ett\n- två"),
        ('<a href="https://example.org">läs mer</a> nu', "läs mer (https://example.org) nu"),
        ('<a href="https://example.org">https://example.org</a>', "https://example.org"),
        ('<a href="mailto:rad@kommun.example">skriv</a>', "skriv (rad@kommun.example)"),
        ('<a href="javascript:alert(1)">klicka</a>', "klicka"),
        ("<script>alert(1)</script><style>p{}</style>Kvar", "Kvar"),
        ("<p>  Mycket \n\n luft </p>", "Mycket luft"),
        ("&lt;script&gt;", "<script>"),
    ],
)
def test_reads_as_a_person_would(html: str, text: str) -> None:
    assert plain(html) == (text, frozenset())


def test_pictures_are_named() -> None:
    assert plain('Se <img src="x.png"> och <iframe src="y"></iframe>!') == ("Se och !", frozenset({"img", "iframe"}))


PILES = (
    "<a href=x>",
    "<a ",
    "<a href='",
    "<!--",
    "<!",
    "<![CDATA[",
    "</",
    "</a ",
    "<?",
    "&#1",
    "&",
    "<p>",
    "<script>",
    " \n",
    "<",
)


@pytest.mark.parametrize("pile", PILES)
def test_a_pile_of_anything_takes_no_time(pile: str) -> None:
    text = pile * (1_000_000 // len(pile))
    with no_hang():
        plain(f"<b>{text}</b>")
        plain(text)


def test_numbers_of_thousands_of_digits_are_no_letters() -> None:
    assert plain(f"<b>a&#{'9' * 6_000};b&#x{'f' * 6_000};c</b>")[0] == "abc"


def test_comments_say_nothing() -> None:
    assert plain("<p>a<!-- <b>x</b> -->b</p><!-- c")[0] == "ab"
