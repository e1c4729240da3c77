"""What the organisation answered at the meeting before stands at the question, from what was sent."""

from datetime import timedelta

from flask import Flask

from app.extensions import db
from app.models import Answer, AnswerReview, InputRequest, Meeting, QuestionnaireVersion, now
from app.queries.answer import last_time
from tests.app.respondent.conftest import Answering
from tests.app.respondent.test_section import SEEN, look
from tests.factories.answers import submit
from tests.factories.respondents import MEMBER

WORDS = "Vi såg <b>färre</b> & äldre."


def earlier(answering: Answering, days: int, texts: dict[str, str], title: str = "Junimötet") -> InputRequest:
    """The organisation's request for another meeting of the council, answered."""
    this = db.session.get_one(InputRequest, answering.request_id)
    starts = this.meeting.starts_at - timedelta(days=days)
    meeting = Meeting(council_id=this.meeting.council_id, title=title, starts_at=starts, deadline_at=starts)
    request = InputRequest(
        meeting=meeting,
        organisation_id=this.organisation_id,
        version=db.session.get_one(QuestionnaireVersion, this.version_id),
        kind=this.kind,
        issued_at=now(),
    )
    db.session.add(request)
    db.session.flush()
    submit(request, texts)
    return request


def found(app: Flask, answering: Answering) -> dict[str, str]:
    with app.app_context():
        request = db.session.get_one(InputRequest, answering.request_id)
        return {key: one.text for key, one in last_time.answers(request, ["vad_ser_ni", "mest"]).items()}


def test_it_stands_at_the_question_as_it_was_written(app: Flask, answering: Answering) -> None:
    assert "Förra gången svarade ni" not in look(answering, SEEN).html
    with app.app_context(), db.transaction():
        earlier(answering, 90, {"vad_ser_ni": WORDS, "annat": "Inget"})
    page = look(answering, SEEN).html
    assert page.count("Förra gången svarade ni") == 1
    assert "Vi såg &lt;b&gt;färre&lt;/b&gt; &amp; äldre." in page
    assert "Junimötet" in page


def test_only_the_meeting_before_and_what_counts_there(app: Flask, answering: Answering) -> None:
    with app.app_context(), db.transaction():
        earlier(answering, 200, {"vad_ser_ni": "För länge sedan", "mest": "Hemma"})
        last = earlier(answering, 90, {"vad_ser_ni": "Först"})
        submit(last, {"vad_ser_ni": "Sedan"})
        earlier(answering, -90, {"vad_ser_ni": "I framtiden"})
        earlier(answering, 30, {})
    assert found(app, answering) == {"vad_ser_ni": "Sedan"}


def test_nobody_elses_answer_and_nothing_flagged(app: Flask, answering: Answering) -> None:
    with app.app_context(), db.transaction():
        request = earlier(answering, 90, {"vad_ser_ni": "Vårt", "mest": "Hemligt"})
        other = next(one for kind, one in answering.scene.organisations.items() if kind is not MEMBER)
        theirs = earlier(answering, 60, {"vad_ser_ni": "Deras"})
        theirs.organisation_id = other.id
        (secret,) = [one for one in db.session.query(Answer).all() if one.text == "Hemligt"]
        db.session.add(AnswerReview(answer_id=secret.id, flagged_at=now(), flag_reason="Namn", changed_at=now()))
        assert request.organisation_id != other.id
    assert found(app, answering) == {"vad_ser_ni": "Vårt"}
