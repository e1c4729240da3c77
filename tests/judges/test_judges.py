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

SWEDISH = (
    "<p>Vi ser att fler söker stöd än förra året, och att väntan på ett skyddat boende har blivit längre.</p>" * 40
)
# What each waiver of ibm.py is about, but where it gives no reason to pass it over.
NEARLY_WAIVED = SOUND.replace(
    "<p>Text.</p>",
    """
<form aria-label="Sök"><label>Ett <input type="email" autocomplete="organization"></label></form>
<form aria-label="Sök"><fieldset><legend>Var?</legend><label>Två <input name="two"></label></fieldset></form>
<form><fieldset><legend>Var?</legend>
<input type="checkbox" id="a" name="answers" value="1"><label for="a">Hemma</label></fieldset>
<input type="checkbox" id="b" name="answers" value="2"><label for="b">Ute</label></form>
<div role="region" aria-label="Siffror" tabindex="0">Text.</div>
""",
)


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


def test_the_language_of_a_page_is_that_of_the_words_that_claim_no_other(markup: Markup) -> None:
    english = SOUND.replace('lang="sv"', 'lang="en"')
    page = english.replace("<p>Text.</p>", f"<div>{SWEDISH}</div>")
    assert [one for one in markup.faults(page) if "appears to be written in Swedish" in one]
    assert markup.faults(page.replace("<div>", '<div lang="sv">')) == []


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


def test_the_engine_is_waived_only_where_we_know_better(browser: Browser) -> None:
    module("accessibility-checker-engine/ace.js")
    page = browser.new_page()
    page.set_content(NEARLY_WAIVED)
    found = [one.removeprefix("ibm: ").partition(":")[0] for one in ibm.faults(page)]
    page.close()
    assert {one.rule for one in ibm.WAIVED} <= set(found), found


def test_what_is_required_is_not_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RADSLAG_REQUIRE_SUITES", "judges")
    monkeypatch.setenv("PATH", "")
    assert are_here()
    with pytest.raises(pytest.fail.Exception, match="required suite judges"):
        module("no/such/module.js")
