"""The mark "may be secret" on the pages: at the question, where two texts meet, at the check, on the receipt, at the desk."""

from flask import Flask
from flask.testing import FlaskClient

from app.extensions import db
from app.models import AnswerReview, InputRequest, Submission
from tests.app.respondent.conftest import Answering
from tests.app.respondent.test_section import SEEN, form_of, look
from tests.app.respondent.test_sending import answered
from tests.robot import parse

WHY = 'Rör en <i>enskild</i> & "hemlig"'
SHOWN = "Rör en &lt;i&gt;enskild&lt;/i&gt; &amp; &#34;hemlig&#34;"


def first_name(answering: Answering) -> str:
    """The name of the section's long text."""
    page = look(answering, SEEN)
    return next(one.name for one in page.forms[0].inputs if one.name.endswith("-secret")).removesuffix("-secret")


def test_the_mark_comes_back_on_the_page_and_goes_out_with_the_answer(
    app: Flask, answering: Answering, secretariat: FlaskClient
) -> None:
    name = first_name(answering)
    page = look(answering, SEEN)
    data = form_of(page) | {name: ["Hemlig text"], f"{name}-secret": ["y"], f"{name}-secret-reason": [WHY]}
    answering.one.post(page.path, data=data)
    again = look(answering, SEEN)
    assert "Markerat: kan innehålla sekretess" in again.html
    values = {one.name: (one.value, one.checked) for one in again.forms[0].inputs}
    assert values[f"{name}-secret"] == ("y", True)
    assert values[f"{name}-secret-reason"][0] == WHY
    robot, check = answered(answering)
    assert SHOWN in check.html
    robot.press(check)
    receipt = look(answering, "receipt/1").html
    assert "Kan innehålla sekretess." in receipt
    assert SHOWN in receipt
    with app.app_context():
        meeting = db.session.get_one(InputRequest, answering.request_id).meeting_id
        assert db.session.query(AnswerReview).one().flag_reason == WHY
        assert db.session.query(Submission).one().number == 1
    assert "Hemlig text" not in secretariat.get(f"/secretariat/meetings/{meeting}/answers").text
    desk = secretariat.post(f"/secretariat/meetings/{meeting}/flagged").text
    assert "Hemlig text" in desk
    assert "Deras skäl:" in desk
    assert SHOWN in desk


def test_two_colleagues_merge_and_the_mark_stays(app: Flask, answering: Answering) -> None:
    name = first_name(answering)
    page = look(answering, SEEN)
    theirs = form_of(page) | {name: ["Kollegans"], f"{name}-secret": ["y"], f"{name}-secret-reason": [WHY]}
    answering.two.post(page.path, data=theirs)
    answer = answering.one.post(page.path, data=form_of(page) | {name: ["Min"]})
    assert "Kan innehålla sekretess." in answer.text
    assert "Inte markerat som sekretess." in answer.text
    merge = parse(page.path, answer.status_code, answer.text)
    chosen = form_of(merge) | {f"merge-{name.removeprefix('q-')}": ["mine"]}
    answering.one.post(page.path, data=chosen)
    values = {one.name: (one.value, one.checked) for one in look(answering, SEEN).forms[0].inputs}
    assert values[f"{name}-secret"][1] is True
    assert values[f"{name}-secret-reason"][0] == WHY
