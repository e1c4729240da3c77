"""Plain language: whoever wants it reads the questions so, page by page, and nothing typed is lost by it."""

from dataclasses import replace

import pytest
from flask import Flask

from app.extensions import db
from app.models import QuestionnaireVersion
from forms.localised import Localised
from forms.questionnaire import Questionnaire, Wording
from forms.questionnaire_document import from_json, to_json
from tests.app.respondent.conftest import Answering
from tests.app.respondent.test_section import SEEN, SUPPORT, form_of, look, stored

USUAL, PLAIN = "Vad ser ni", "Är folk rädda hos er?"


@pytest.fixture
def plainly(app: Flask, answering: Answering) -> Answering:
    """The form with plain words, in Swedish only, for one question of its first section."""
    with app.app_context(), db.transaction():
        version = db.session.get(QuestionnaireVersion, answering.scene.version.id)
        assert version is not None
        version.document = to_json(_with_plain_words(from_json(version.document)))
        version.sha256 = "0" * 64
    return answering


def _with_plain_words(form: Questionnaire) -> Questionnaire:
    words = Wording(frozenset(), Localised(sv=PLAIN), Localised(sv="Skriv kort."), plain=True)
    first, *rest = form.sections
    questions = tuple(replace(one, wordings=(words,)) if one.key == "vad_ser_ni" else one for one in first.questions)
    return replace(form, sections=(replace(first, questions=questions), *rest))


def test_the_button_saves_keeps_the_page_and_is_remembered(app: Flask, plainly: Answering) -> None:
    page = look(plainly, SEEN)
    assert PLAIN not in page.html
    assert "Läs frågorna på lättläst svenska" in page.html
    data = form_of(page) | {"q-vad_ser_ni": ["Halvfärdig mening"], "words": ["plain"]}
    assert plainly.one.post(page.path, data=data).location == page.path
    again = look(plainly, SEEN)
    assert PLAIN in again.html
    assert "Skriv kort." in again.html
    assert "Halvfärdig mening" in again.html
    assert stored(app, plainly)["vad_ser_ni"] == "Halvfärdig mening"
    # What the page in plain language sends is the same form: nothing says that it was changed meanwhile.
    assert plainly.one.post(page.path, data=form_of(again)).location == plainly.base + SUPPORT
    assert PLAIN in look(plainly, SEEN).html
    back = form_of(again) | {"words": ["usual"]}
    assert plainly.one.post(page.path, data=back).location == page.path
    assert PLAIN not in look(plainly, SEEN).html


def test_the_colleague_chooses_for_themselves(plainly: Answering) -> None:
    page = look(plainly, SEEN)
    plainly.one.post(page.path, data=form_of(page) | {"words": ["plain"]})
    assert PLAIN not in plainly.two.get(page.path).text


def test_it_is_offered_only_where_there_are_such_words(plainly: Answering) -> None:
    assert 'name="words"' in look(plainly, SEEN).html
    assert 'name="words"' not in look(plainly, SUPPORT).html
    page = look(plainly, SEEN)
    plainly.one.post(page.path, data=form_of(page) | {"language": ["en"]})
    assert 'name="words"' not in look(plainly, SEEN).html


def test_a_word_that_no_button_sends_changes_nothing(plainly: Answering) -> None:
    page = look(plainly, SEEN)
    assert plainly.one.post(page.path, data=form_of(page) | {"words": ["x"]}).location == plainly.base + SUPPORT
    assert PLAIN not in look(plainly, SEEN).html
