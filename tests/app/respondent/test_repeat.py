"""A repeating group on its page: items come and go by plain buttons, and nothing typed is lost."""

from dataclasses import replace

import pytest
from flask import Flask
from sqlalchemy import select

from app.extensions import db
from app.models import Answer
from forms.question_types import QUESTION_TYPES
from forms.questionnaire import Questionnaire
from forms.questionnaire_document import to_json
from tests.app.respondent.conftest import Answering
from tests.app.respondent.test_section import form_of, look, stored
from tests.factories import scenes
from tests.factories.forms import PROPOSALS, form_with_proposals
from tests.factories.respondents import MEMBER
from tests.forms.makers import question
from tests.robot import Page, Robot

HERE, KEY, NAME = "section/era-forslag", "forslag-till-radet", "q-forslag--till--radet"


@pytest.fixture
def proposing(app: Flask, answering: Answering) -> Answering:
    with app.app_context(), db.transaction():
        db.session.merge(answering.scene.version).document = to_json(form_with_proposals())
    return answering


def press(answering: Answering, page: Page, **data: str) -> str:
    """Send the page as it stands with these changes; returns where it led."""
    answer = answering.one.post(page.path, data=form_of(page) | {name: [text] for name, text in data.items()})
    assert answer.status_code == 303
    return str(answer.location).removeprefix(answering.base)


def test_one_empty_item_stands_from_the_start_and_is_no_answer(app: Flask, proposing: Answering) -> None:
    page = look(proposing, HERE)
    assert ("Förslag 1" in page.html, "Förslag 2" in page.html) == (True, False)
    assert press(proposing, page) == "check"
    assert stored(app, proposing) == {}


def test_adding_saves_and_leads_to_the_new_item(app: Flask, proposing: Answering) -> None:
    page = look(proposing, HERE)
    where = press(proposing, page, **{f"{NAME}-0-forslag": "Fler boenden.", "add-item": KEY})
    assert where == f"{HERE}?more={KEY}#{NAME}-1"
    assert stored(app, proposing) == {KEY: [{"forslag": "Fler boenden."}]}
    page = look(proposing, where)
    assert f"{NAME}-1" in page.ids
    assert press(proposing, page, **{f"{NAME}-1-kostnad": "dyrt", "add-item": KEY}).endswith(f"#{NAME}-2")
    again = look(proposing, HERE)
    assert "Förslag 2, Kostnad: Skriv ett tal" in again.html
    assert stored(app, proposing)[KEY] == [{"forslag": "Fler boenden."}, {"kostnad": "dyrt"}]


def test_removing_takes_that_item_only(app: Flask, proposing: Answering) -> None:
    page = look(proposing, HERE)
    three = {f"{NAME}-{number}-forslag": text for number, text in enumerate("ABC")}
    where = press(proposing, page, **three, **{"remove-item": f"1-{KEY}"})
    assert where == f"{HERE}#{NAME}"
    assert stored(app, proposing) == {KEY: [{"forslag": "A"}, {"forslag": "C"}]}


def test_the_first_button_of_the_page_is_its_main_one(proposing: Answering) -> None:
    page = look(proposing, HERE)
    assert page.forms[0].buttons[0] == ("", "", "")
    assert [name for name, _, _ in page.forms[0].buttons if name] == ["add-item", "language"]


def test_autosave_takes_the_inner_inputs(app: Flask, proposing: Answering) -> None:
    data = {f"{NAME}-version": "0", f"{NAME}-0-forslag": "Fler boenden.", f"{NAME}-0-for--vem": "hemma"}
    saved = proposing.one.post(proposing.base + HERE + "/autosave", data=data)
    assert saved.json["saved"] == {KEY: 1}
    assert stored(app, proposing)[KEY][0]["for-vem"] == {"chosen": ["hemma"], "other": ""}


def test_two_who_wrote_proposals_are_shown_both_and_choose(app: Flask, proposing: Answering) -> None:
    page = look(proposing, HERE)
    proposing.two.post(page.path, data=form_of(page) | {f"{NAME}-0-forslag": ["Kollegans."]})
    mine = {f"{NAME}-0-forslag": ["Mitt."], f"{NAME}-0-for--vem": ["natet"], f"{NAME}-1-forslag": ["Ett till."]}
    answer = proposing.one.post(page.path, data=form_of(page) | mine | {"add-item": [KEY]})
    both = ("Förslag 1: Kollegans.", "Förslag 1: Mitt.\nVem gäller det? På nätet\n\nFörslag 2: Ett till.")
    assert [text for text in both if text not in answer.text] == []
    merge = Robot(proposing.one)._keep(page.path, 200, answer.text)
    data = form_of(merge) | {"merge-forslag--till--radet": ["mine"]}
    assert proposing.one.post(page.path, data=data).status_code == 303
    assert [item["forslag"] for item in stored(app, proposing)[KEY]] == ["Mitt.", "Ett till."]


def test_the_naive_way_reaches_the_receipt(app: Flask, proposing: Answering) -> None:
    with app.app_context():
        link = scenes.link_of(db.session.merge(proposing.scene.invitations[MEMBER]))
    robot = Robot(app.test_client())
    robot.words = lambda one: "2026-05-20" if one.name == "q-sedan" else Robot.words(robot, one)
    receipt = robot.answer_all(link)
    assert "Förslag 1: Vi ser att fler söker stöd.\nVem gäller det? I hemmet" in receipt.html
    with app.app_context():
        answer = db.session.scalars(select(Answer).where(Answer.question_key == KEY)).one()
        assert answer.value[0]["for-vem"][0] == "hemma"


def test_the_check_page_says_what_is_wrong_in_which_item(proposing: Answering) -> None:
    page = look(proposing, HERE)
    press(proposing, page, **{f"{NAME}-0-forslag": "A", f"{NAME}-1-kostnad": "5"})
    assert "Förslag 2, Förslag: Svara på frågan" in look(proposing, "check").html


def test_every_type_stands_inside_a_group_and_is_answered_there(app: Flask, answering: Answering) -> None:
    flat = [kind for kind in QUESTION_TYPES.values() if not (kind.is_repeated or kind.is_computed)]
    group = replace(PROPOSALS.questions[0], questions=tuple(question(kind.name, f"k-{kind.name}") for kind in flat))
    with app.app_context(), db.transaction():
        form = Questionnaire(sections=(replace(PROPOSALS, questions=(group,)),))
        db.session.merge(answering.scene.version).document = to_json(form)
    robot = Robot(answering.one)
    page = robot.get(answering.base + HERE)
    names = {one.name for one in page.forms[0].inputs if one.name.startswith(f"{NAME}-0-")}
    answered = {kind.name for kind in flat if kind.is_answered and kind.fields(question(kind.name), "sv")}
    assert {name.removeprefix(f"{NAME}-0-k--").partition("-")[0] for name in names} >= answered - {"file"}
    answer = answering.one.post(page.path, data=robot.fill(page.forms[0]) | {"add-item": [KEY]})
    assert answer.status_code == 303
    (item,) = stored(app, answering)[KEY]
    assert {key.removeprefix("k-") for key in item} >= answered - {"file", "rank"}
    assert f"{NAME}-1" in robot.get(str(answer.location)).ids
