"""A form's further languages: whoever answers reads it in one of them, and the page around it keeps its own."""

from dataclasses import replace

import pytest
from flask import Flask
from lxml import html

from app.extensions import db
from app.models import QuestionnaireVersion
from forms import texts
from forms.questionnaire_document import from_json, to_json
from tests.app.public.pages import problems
from tests.app.respondent.conftest import Answering
from tests.app.respondent.test_section import SEEN, SUPPORT, form_of, look, stored

ARABIC = "ماذا ترون؟"
BUTTON = "//button[@name='reading']"


@pytest.fixture
def arabic(app: Flask, answering: Answering) -> Answering:
    """The form in Arabic and Somali too, of which one question of its first section has its text in Arabic."""
    with app.app_context(), db.transaction():
        version = db.session.get_one(QuestionnaireVersion, answering.scene.version.id)
        form = replace(from_json(version.document), more_languages=("ar", "so"))
        version.document = to_json(texts.with_texts(form, {("question/vad_ser_ni/label", "ar"): ARABIC}))
        version.sha256 = "1" * 64
    return answering


def choose(answering: Answering, language: str, **typed: list[str]):
    page = look(answering, SEEN)
    answer = answering.one.post(page.path, data=form_of(page) | typed | {"reading": [language]})
    assert answer.location == page.path
    return html.fromstring(look(answering, SEEN).html)


def test_the_button_saves_and_the_questions_stand_in_that_language(app: Flask, arabic: Answering) -> None:
    before = html.fromstring(look(arabic, SEEN).html)
    assert before.xpath(f"{BUTTON}/@value") == ["ar"]
    assert before.xpath(f"string({BUTTON}/bdi[@lang='ar' and @dir='rtl'])") == "العربية"
    page = choose(arabic, "ar", **{"q-vad_ser_ni": ["Halvfärdig"]})
    assert stored(app, arabic)["vad_ser_ni"] == "Halvfärdig"
    assert page.get("lang") == "sv"
    label = page.xpath("//div[@data-question='vad_ser_ni']//label//span[@lang]")[0]
    assert (label.text, label.get("lang"), label.get("dir")) == (ARABIC, "ar", "rtl")
    assert page.xpath(f"{BUTTON}/@value") == ["page"]
    assert problems(look(arabic, SEEN).html) == []
    # What has no Arabic stays what it was, and says nothing of a language that is the page's.
    others = page.xpath("//div[@data-question and not(@data-question='vad_ser_ni')]//*[@dir='rtl']")
    assert others == []


def test_it_is_taken_back_and_the_choice_is_one_browsers(arabic: Answering) -> None:
    choose(arabic, "ar")
    page = look(arabic, SEEN)
    assert ARABIC in page.html
    assert ARABIC not in arabic.two.get(page.path).text
    assert ARABIC not in html.tostring(choose(arabic, "page"), encoding="unicode")


def test_it_goes_together_with_the_page_in_english(arabic: Answering) -> None:
    choose(arabic, "ar")
    page = look(arabic, SEEN)
    arabic.one.post(page.path, data=form_of(page) | {"language": ["en"]})
    shown = html.fromstring(look(arabic, SEEN).html)
    assert shown.get("lang") == "en"
    assert ARABIC in shown.text_content()
    assert "Read the questions in" in shown.text_content()


@pytest.mark.parametrize("language", ["so", "fr", "sv", "<b>"])
def test_only_what_the_section_has_texts_in_is_read(arabic: Answering, language: str) -> None:
    page = look(arabic, SEEN)
    arabic.one.post(page.path, data=form_of(page) | {"reading": [language]})
    assert ARABIC not in look(arabic, SEEN).html
    assert look(arabic, SEEN).html.count('name="reading"') == 1
    assert 'name="reading"' not in look(arabic, SUPPORT).html
