"""Rankings, tables, times, boxes, ranges and files on their page: what is typed is kept, and what is passed by is no answer."""

import pytest
from flask import Flask
from sqlalchemy import select

from app.extensions import db
from app.models import Answer
from forms.questionnaire_document import to_json
from tests.app.respondent.conftest import Answering
from tests.app.respondent.test_section import form_of, look, stored
from tests.factories import scenes
from tests.factories.forms import FURTHER, form_of_further_types
from tests.factories.respondents import MEMBER
from tests.robot import Page, Robot, parse

HERE = "section/fler-satt"


@pytest.fixture
def asked(app: Flask, answering: Answering) -> Answering:
    with app.app_context(), db.transaction():
        db.session.merge(answering.scene.version).document = to_json(form_of_further_types())
    return answering


def save(asked: Answering, **data: str) -> Page:
    """Send the page as it stands with these changes, and look at what comes."""
    page = look(asked, HERE)
    answer = asked.one.post(
        page.path, data=form_of(page) | {name: [text] for name, text in data.items()}, follow_redirects=True
    )
    return parse(answer.request.path, answer.status_code, answer.text)


def test_passing_by_answers_nothing_though_an_order_stood_there(app: Flask, asked: Answering) -> None:
    assert save(asked).path.endswith("/check")
    assert stored(app, asked) == {}


def test_what_is_wrong_is_told_at_its_question_and_nothing_is_lost(app: Flask, asked: Answering) -> None:
    page = save(
        asked,
        **{
            "q-ordning-place-hemma": "2",
            "q-hur--ofta-row-hemma": "ibland",
            "q-kostar": "dyrt",
            "q-andel": "5",
            "q-oppnar": "tidigt",
            "q-traffas": "20 maj 2027",
            "q-karta": "karta.pdf",
        },
    )
    for sentence in (
        "Flera alternativ har plats 2.",
        "Skriv ett tal med siffror",
        "Skriv ett tal från 0 till 100, i steg om 4.",
        "Skriv ett klockslag med timme och minut",
        "Skriv också vilket klockslag.",
    ):
        assert sentence in page.html
    assert stored(app, asked) == {
        "ordning": {"places": {"hemma": "2", "arbete": "2", "natet": "3"}, "kept": True},
        "hur-ofta": {"hemma": "ibland"},
        "kostar": "dyrt",
        "andel": "5",
        "oppnar": "tidigt",
        "traffas": {"date": "20 maj 2027", "time": ""},
        "karta": {"description": "karta.pdf"},
    }
    again = look(asked, HERE)
    values = form_of(again)
    assert values["q-ordning-place-hemma"] == values["q-ordning-place-arbete"] == ["2"]
    assert (values["q-oppnar"], values["q-traffas"], values["q-karta"]) == (["tidigt"], ["20 maj 2027"], ["karta.pdf"])


def test_the_page_of_a_file_leads_to_where_it_is_attached(asked: Answering) -> None:
    page = look(asked, HERE)
    assert "Skriv här vad era filer visar." in page.html
    assert 'name="attach-to"' in page.html
    assert 'href="tel:0313900610"' in page.html


def test_the_naive_way_reaches_the_receipt_with_every_type(app: Flask, asked: Answering) -> None:
    with app.app_context():
        link = scenes.link_of(db.session.merge(asked.scene.invitations[MEMBER]))
    receipt = Robot(app.test_client()).answer_all(link)
    assert "1. I hemmet\n2. På arbetet\n3. På nätet" in receipt.html
    assert "I hemmet: Aldrig\nPå arbetet: Aldrig" in receipt.html
    with app.app_context():
        answers = {one.question_key: one.value for one in db.session.scalars(select(Answer))}
    assert answers.keys() == {question.key for question in FURTHER.questions}
    assert answers["ordning"] == ["hemma", "arbete", "natet"]
    assert answers["traffas"] == "2026-03-02T09:30"
    assert answers["forankrat"] == "OK"
