import pytest
from flask import Flask, render_template

from tests.app.public.pages import problems

CODES = (400, 401, 403, 404, 405, 409, 413, 429, 500, 503)


@pytest.mark.parametrize("code", CODES)
def test_every_error_page_is_a_whole_page_that_says_what_to_do(app: Flask, code: int) -> None:
    with app.test_request_context("/"):
        text = render_template("errors/page.html", code=code, message="", typed=[])
    assert problems(text) == []
    assert "<title>Fel: " in text


def test_titles_differ(app: Flask) -> None:
    with app.test_request_context("/"):
        pages = {code: render_template("errors/page.html", code=code, message="", typed=[]) for code in CODES}
    assert len({text.partition("<title>")[2].partition("</title>")[0] for text in pages.values()}) == len(CODES)


@pytest.mark.parametrize("code", [400, 503])
def test_typed_text_is_given_back_whole(app: Flask, code: int) -> None:
    typed = ["Rad ett\n  rad två <b>&", "x" * 5000]
    with app.test_request_context("/"):
        text = render_template("errors/page.html", code=code, message="", typed=typed)
    assert "Rad ett\n  rad två &lt;b&gt;&amp;</textarea>" in text
    assert "x" * 5000 in text
    assert problems(text) == []
