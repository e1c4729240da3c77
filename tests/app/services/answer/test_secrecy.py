"""What a sender marks as possibly secret is frozen, hashed, and out of everything but the pages of the flagged."""

from dataclasses import replace

import pytest
from flask import Flask
from sqlalchemy import select

from app.access import Respondent
from app.extensions import db
from app.models import Answer, AnswerReview, DraftAnswer, Submission
from app.queries.answer import drafts as draft_queries
from app.queries.answer import submissions as submission_queries
from app.queries.digest import answers as answer_queries
from app.services.answer import drafts, submissions
from app.services.answer.drafts import TypedAnswer
from app.services.digest import coding
from forms.answers import NOT_SECRET, QuotePermission, Secrecy
from tests.factories import scenes
from tests.factories.respondents import colleague_of, respondent_of
from tests.factories.scenes import Scene, small_form

MARKED = Secrecy(marked=True, reason="Pekar ut en <b>person</b>")
SEEN, COUNT = small_form().sections[0].questions[0], small_form().sections[0].questions[2]


@pytest.fixture
def scene(app_context: Flask) -> Scene:
    with db.transaction():
        return scenes.issued()


def save(someone: Respondent, text: str, secrecy: Secrecy | None = None, version: int = 0) -> drafts.Saved:
    with db.transaction():
        return drafts.save(someone, [TypedAnswer(SEEN, text, QuotePermission.NAMED, version, "", secrecy)])


def send(someone: Respondent, key: str) -> Submission:
    with db.transaction():
        shown = submission_queries.ready(someone.request, "sv").sha256
        return submissions.send(someone, key, shown, "sv")


def stored(someone: Respondent) -> Secrecy:
    db.session.expire_all()
    return draft_queries.stored(someone.request.id).answers[SEEN.key].secrecy


def test_a_mark_is_kept_by_pages_that_say_nothing_of_it(scene: Scene) -> None:
    someone = respondent_of(scene)
    save(someone, "Ett", MARKED)
    assert stored(someone) == MARKED
    save(someone, "Två", None, version=1)
    assert stored(someone) == MARKED
    save(someone, "Två", replace(MARKED, marked=False), version=2)
    assert stored(someone) == replace(MARKED, marked=False), "what was written as a reason is not lost"


def test_a_mark_alone_is_a_change_and_meets_a_colleagues_text(scene: Scene) -> None:
    someone = respondent_of(scene)
    with db.transaction():
        colleague = colleague_of(scene)
    save(someone, "Ett")
    assert save(someone, "Ett", MARKED, version=1).versions == {SEEN.key: 2}
    clash = save(colleague, "Ett", NOT_SECRET, version=1).clashes
    assert [one.saved.secrecy for one in clash] == [MARKED], "nobody takes a mark away without having seen it"
    assert stored(someone) == MARKED


def test_the_mark_is_frozen_and_part_of_the_hash(scene: Scene) -> None:
    someone = respondent_of(scene)
    save(someone, "Ett")
    plain = submission_queries.ready(someone.request, "sv").sha256
    save(someone, "Ett", MARKED, version=1)
    marked = send(someone, "a")
    assert marked.sha256 != plain
    answer = db.session.scalars(select(Answer)).one()
    assert (answer.may_be_secret, answer.secrecy_reason) == (True, MARKED.reason)
    save(someone, "Ett", replace(MARKED, marked=False), version=2)
    unmarked = send(someone, "b")
    assert unmarked.sha256 == plain, "a reason without a mark is not sent"
    assert [one.secrecy_reason for one in unmarked.answers] == [""]


def test_a_marked_answer_arrives_flagged_and_the_register_of_readers_holds(scene: Scene) -> None:
    someone = respondent_of(scene)
    save(someone, "Ett", MARKED)
    send(someone, "a")
    assert answer_queries.of_meeting(scene.meeting.id) == []
    row = answer_queries.of_meeting(scene.meeting.id, flagged=True)[0]
    assert (row.flagged, row.flag_reason, row.may_be_secret) == (True, MARKED.reason, True)
    review = db.session.scalars(select(AnswerReview)).one()
    assert review.changed_by is None, "the sender said so, nobody of the staff"


def test_a_later_mark_reaches_the_versions_before_it(scene: Scene) -> None:
    someone = respondent_of(scene)
    save(someone, "Ett namn")
    first = send(someone, "a")
    save(someone, "Utan namn", MARKED, version=1)
    send(someone, "b")
    flagged = answer_queries.flagged_references(scene.meeting.id)
    assert len(flagged) == 2
    assert first.answers[0].reference in flagged, "it may stand in an established edition"


def test_a_mark_that_is_taken_away_leaves_the_flag_to_the_secretariat(scene: Scene, staff_member) -> None:
    someone = respondent_of(scene)
    save(someone, "Ett", MARKED)
    send(someone, "a")
    save(someone, "Ett och ett till", NOT_SECRET, version=1)
    send(someone, "b")
    row = answer_queries.of_meeting(scene.meeting.id, flagged=True)[0]
    assert (row.flagged, row.may_be_secret) == (True, False)
    with db.transaction():
        coding.unflag(scene.meeting, row.id, staff_member)
    assert [one.text for one in answer_queries.of_meeting(scene.meeting.id)] == ["Ett och ett till"]


def test_what_was_sent_before_there_were_marks_keeps_its_hash(scene: Scene) -> None:
    someone = respondent_of(scene)
    save(someone, "Ett")
    sent = send(someone, "a")
    answers = submission_queries.content_of(sent)["answers"]
    assert answers == [{"question": SEEN.key, "value": "Ett", "quote": "named"}]
    assert db.session.scalars(select(DraftAnswer.may_be_secret)).one() is False
