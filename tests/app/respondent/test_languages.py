"""An answer in any language: said when it is sent, marked wherever it is shown, and translated beside the original."""

import io
import re

import openpyxl
import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from app.access import Respondent
from app.extensions import db
from app.models import Answer, AnswerReview, Invitation, Meeting, Submission
from app.queries import staff as staff_queries
from app.queries.answer import submissions as submission_queries
from app.services.answer import drafts, submissions
from app.services.answer.drafts import TypedAnswer
from app.services.digest import coding, digests
from exports.digest import write_digest
from exports.records import DigestCopy
from forms.answers import QuotePermission
from tests.factories import scenes
from tests.factories.respondents import MEMBER

WORDS = "Nuoret kertovat, etteivät uskalla kulkea torin yli."
TRANSLATION = "Unga berättar att de inte vågar gå över torget."


@pytest.fixture
def small(app: Flask) -> scenes.Scene:
    with app.app_context(), db.transaction():
        return scenes.issued()


def send(scene: scenes.Scene, text: str, written_in: str, key: str = "nyckel") -> int:
    """Send one answer, and return its id."""
    invitation = db.session.get_one(Invitation, scene.invitations[MEMBER].id)
    someone = Respondent(invitation, invitation.request, invitation.request.organisation, invitation.contact)
    question = scenes.small_form().sections[0].questions[0]
    from app.queries.answer import drafts as draft_queries

    saved = draft_queries.stored(someone.request.id).answers.get(question.key)
    version = saved.version if saved else 0
    drafts.save(someone, [TypedAnswer(question, text, QuotePermission.NAMED, version, "")])
    shown = submission_queries.ready(someone.request, "sv").sha256
    sent = submissions.send(someone, key, shown, "sv", written_in=written_in)
    return db.session.scalars(select(Answer.id).where(Answer.submission_id == sent.id)).one()


def test_the_check_page_offers_languages_and_the_receipt_tells_which(app: Flask, small: scenes.Scene) -> None:
    base, browser = f"/answer/{small.requests[MEMBER].id}/", app.test_client()
    with app.app_context():
        link = scenes.link_of(small.invitations[MEMBER])
    assert browser.post(link).status_code == 303
    browser.post(f"{base}section/lage", data={"q-vad_ser_ni": WORDS})
    page = browser.get(f"{base}check").text
    assert re.search(r'<option value="sv" selected>', page)
    assert 'value="und"' in page
    fields = dict(re.findall(r'name="(send_key|content-version)"\s+value="([^"]+)"', page))
    answer = browser.post(f"{base}check", data={**fields, "written_in": "fi"})
    assert answer.status_code == 303, answer.text
    receipt = browser.get(answer.location).text
    assert "Suomi" in receipt
    assert re.search(rf'lang="fi">{re.escape(WORDS)}', receipt)
    with app.app_context():
        assert db.session.scalar(select(Submission.written_in)) == "fi"
    assert 'value="fi" selected' in browser.get(f"{base}check").text


@pytest.mark.parametrize(("said", "kept"), [("ar", "ar"), ("und", "und"), ("", "sv"), ("<b>", "sv"), ("xx", "sv")])
def test_only_a_language_that_was_offered_is_kept(app: Flask, small: scenes.Scene, said: str, kept: str) -> None:
    with app.app_context(), db.transaction():
        send(small, WORDS, said)
        assert db.session.scalar(select(Submission.written_in)) == kept


def test_a_translation_stands_beside_the_original(
    app: Flask, small: scenes.Scene, secretariat: FlaskClient, chair: FlaskClient
) -> None:
    with app.app_context(), db.transaction():
        answer_id = send(small, WORDS, "fi")
        meeting = db.session.get(Meeting, small.meeting.id)
        digests.begin(meeting, staff_queries.by_email("secretariat@stad.example"))
    base = f"/secretariat/meetings/{small.meeting.id}"
    page = secretariat.get(f"{base}/answers/{answer_id}").text
    assert "Suomi" in page
    assert f'lang="fi">{WORDS}' in page
    assert headings(secretariat, base)[-1] == "Inkom"
    saved = secretariat.post(f"{base}/answers/{answer_id}/translation", data={"translation": TRANSLATION})
    assert saved.status_code == 302
    for shown in (
        secretariat.get(f"{base}/answers/{answer_id}").text,
        secretariat.get(f"{base}/answers?view=organisation").text,
        chair.get(f"/chair/meetings/{small.meeting.id}/digest?open=yes").text,
    ):
        assert WORDS in shown
        assert TRANSLATION in shown
    assert headings(secretariat, base)[-1] == "Översättning (sekretariatet)"
    assert TRANSLATION in [cell.value for row in all_answers(secretariat, base).iter_rows() for cell in row]
    assert chair.post(f"{base}/answers/{answer_id}/translation", data={}).status_code == 404


def all_answers(client: FlaskClient, base: str):
    book = openpyxl.load_workbook(io.BytesIO(client.get(f"{base}/digest/workbook").data))
    return book["Alla svar"]


def headings(client: FlaskClient, base: str) -> list[str]:
    rows = all_answers(client, base).iter_rows(values_only=True)
    return next([cell for cell in row if cell] for row in rows if row[0] == "Svars-id")


def test_a_translation_follows_an_unchanged_answer_and_no_other(app: Flask, small: scenes.Scene, secretariat) -> None:
    with app.app_context(), db.transaction():
        first = send(small, WORDS, "fi")
        meeting = db.session.get(Meeting, small.meeting.id)
        coding.translate(meeting, first, TRANSLATION, staff_queries.by_email("secretariat@stad.example"))
        db.session.flush()
        changed = send(small, f"{WORDS} Enää.", "fi", "nyckel 2")
        found = db.session.execute(select(AnswerReview.answer_id, AnswerReview.translation)).all()
        assert [tuple(row) for row in found] == [(first, TRANSLATION)]
        assert changed != first


def test_a_long_translation_of_a_short_answer_is_whole_in_the_workbook() -> None:
    from dataclasses import replace

    from tests.exports.factories import answer, digest

    long = "\n".join(f"Rad {number} av översättningen." for number in range(400))
    record = digest(answers=(replace(answer(0), translation=long),), lines=())
    target = io.BytesIO()
    write_digest(record, DigestCopy.FOR_CHAIR, target)
    sheet = openpyxl.load_workbook(target)["Alla svar"]
    rows = list(sheet.iter_rows(values_only=True))
    header = next(row for row in rows if row[0] == "Svars-id")
    place, text = header.index("Översättning (sekretariatet)"), header.index("Svar")
    below = rows[rows.index(header) + 1 :]
    assert "".join(row[place] or "" for row in below) == long
    assert [row[text] for row in below if row[text]] == [answer(0).text]
