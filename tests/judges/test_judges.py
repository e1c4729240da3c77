"""Each judge finds what it is there to find: none of them can be one that always nods."""

import pytest
from playwright.sync_api import Browser

from tests.judges import ibm
from tests.judges.markup import Markup, markup_judges
from tests.judges.tools import are_here, module

pytestmark = pytest.mark.browser

SOUND = """<!DOCTYPE html>
<html lang="sv">
  <head><title>Sida – Rådslag</title></head>
  <body><header>Rådslag</header><main><h1>Ett</h1><p>Text.</p></main></body>
</html>
"""
BAD = SOUND.replace("<p>Text.</p>", '<p>Text.<div></p><img src="bild.png"><input name="namn"><a href="#x"></a>')


@pytest.fixture(scope="module")
def markup() -> Markup:
    module("vnu-jar/build/dist/vnu.jar")
    with markup_judges() as judges:
        yield judges


def test_both_judges_of_markup_find_what_is_wrong(markup: Markup) -> None:
    found = markup.faults(BAD)
    assert [one for one in found if one.startswith("nu: No “p” element in scope")]
    assert [one for one in found if one.startswith("nu: An “img” element must have an “alt” attribute")]
    assert [one for one in found if one.startswith("html-validate: close-order")]
    assert [one for one in found if one.startswith("html-validate: input-missing-label")]


def test_neither_finds_anything_on_a_sound_page(markup: Markup) -> None:
    assert markup.faults(SOUND) == []


def test_the_engine_of_accessibility_finds_what_is_wrong(browser: Browser) -> None:
    module("accessibility-checker-engine/ace.js")
    page = browser.new_page()
    page.set_content(BAD)
    found = "\n".join(ibm.faults(page))
    page.set_content(SOUND)
    sound = list(ibm.faults(page))
    page.close()
    assert "ibm: img_alt_valid" in found
    assert "ibm: input_label_exists" in found
    assert "ibm: a_text_purpose" in found
    assert sound == []


def test_what_is_required_is_not_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RADSLAG_REQUIRE_SUITES", "judges")
    monkeypatch.setenv("PATH", "")
    assert are_here()
    with pytest.raises(pytest.fail.Exception, match="required suite judges"):
        module("no/such/module.js")
