"""The mark "may be secret" in the answer workbook: out and back, taken off again, and left alone by older workbooks."""

import pytest
from flask import Flask

from app.queries.answer import drafts as draft_queries
from forms.answers import NOT_SECRET, Secrecy
from tests.app.respondent.conftest import Answering
from tests.app.respondent.test_workbook import ANSWERED
from tests.app.respondent.workbooks import SECRECY, Held, download, hand_in, save
from tests.robot import Page

KEY, WHY = "vad_ser_ni", 'Rör en <i>enskild</i> & "hemlig"\n=1+1'


def of(app: Flask, answering: Answering) -> Secrecy:
    with app.app_context():
        return draft_queries.stored(answering.request_id).answers[KEY].secrecy


def handed_in(answering: Answering, told: str | None, held: Held | None = None) -> Page:
    """The page after the column says this of the answer; as text, whatever it begins with."""
    held = held or download(answering).fill({ANSWERED: "Det vi ser."})
    cell = held.at(ANSWERED, SECRECY)
    cell.value = told
    if told:
        cell.data_type = "s"
    return hand_in(answering, held.saved())


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        (WHY, Secrecy(marked=True, reason=WHY)),
        ("X", Secrecy(marked=True)),
        (" nej ", NOT_SECRET),
        (None, NOT_SECRET),
    ],
)
def test_what_the_column_says_is_what_the_draft_holds(
    app: Flask, answering: Answering, told: str | None, expected: Secrecy
) -> None:
    page = handed_in(answering, told)
    assert ("Kan innehålla sekretess." in page.html) == expected.marked
    save(answering, page)
    assert of(app, answering) == expected
    again = download(answering)
    assert again.at(ANSWERED, SECRECY).value == ((expected.reason or "x") if expected.marked else None)
    assert "Allt i arbetsboken står redan i utkastet" in hand_in(answering, again.saved()).html


def test_a_mark_is_taken_off_and_its_reason_stays(app: Flask, answering: Answering) -> None:
    save(answering, handed_in(answering, WHY))
    page = handed_in(answering, None)
    assert "Inte markerat som sekretess." in page.html
    save(answering, page)
    assert of(app, answering) == Secrecy(marked=False, reason=WHY)


def test_a_mark_that_was_set_meanwhile_stands_whatever_text_is_chosen(app: Flask, answering: Answering) -> None:
    held, idle = download(answering), download(answering).saved()
    save(answering, handed_in(answering, WHY))
    assert "Det finns inget att spara" in hand_in(answering, idle).html, "who touched nothing has nothing to choose"
    page = handed_in(answering, None, held.fill({ANSWERED: "Det vi ser nu."}))
    save(answering, page, **{f"merge-{KEY}": "mine"})
    assert of(app, answering) == Secrecy(marked=True, reason=WHY)


def test_an_older_workbook_says_nothing_of_it(app: Flask, answering: Answering) -> None:
    save(answering, handed_in(answering, WHY))
    held = download(answering)
    held.sheet.delete_cols(SECRECY)
    held.fill({ANSWERED: "Det vi ser nu."})
    save(answering, hand_in(answering, held.saved()))
    assert of(app, answering) == Secrecy(marked=True, reason=WHY)
