"""What the organisation answered at the meeting before stands at the question, from what was sent."""

from datetime import timedelta

from flask import Flask
from sqlalchemy import select

from app.extensions import db
from app.models import (
    Answer,
    AnswerReview,
    Digest,
    InputRequest,
    LineKind,
    Meeting,
    QuestionnaireVersion,
    Submission,
    now,
)
from app.queries.answer import last_time
from app.services.digest import coding, digests
from app.services.digest.digests import LineInput
from forms.answers import QuotePermission
from forms.audience import OrganisationKind
from tests.app.respondent.conftest import Answering
from tests.app.respondent.test_section import SEEN, look
from tests.factories.answers import submit
from tests.factories.people import StaffFactory
from tests.factories.respondents import MEMBER

YOUTH = OrganisationKind.YOUTH_COUNCIL
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


def point(answering: Answering, request: InputRequest, wording: str, *answers: Answer) -> Digest:
    """A line of the meeting's digest that rests on these answers."""
    staff = StaffFactory()
    digest = digests.begin(request.meeting, staff)
    theme = answering.scene.themes[0].key
    line = digests.add_line(digest, LineInput(theme, LineKind.POINT, wording), staff)
    digests.rest_on(line, [answer.id for answer in answers], staff)
    return digest


def establish(digest: Digest) -> None:
    digest.highlights = "Det viktigaste."
    digests.establish(digest, StaffFactory())


def points(app: Flask, answering: Answering) -> tuple[str, ...]:
    with app.app_context():
        request = db.session.get_one(InputRequest, answering.request_id)
        return last_time.answers(request, ["vad_ser_ni"])["vad_ser_ni"].points


def answers_of(request: InputRequest) -> list[Answer]:
    return list(
        db.session.scalars(
            select(Answer).join(Answer.submission).where(Submission.request_id == request.id).order_by(Answer.id)
        )
    )


def test_the_open_points_that_rest_on_it_stand_below(app: Flask, answering: Answering) -> None:
    with app.app_context(), db.transaction():
        request = earlier(answering, 90, {"vad_ser_ni": WORDS, "mest": "Inget"})
        seen, other = answers_of(request)
        digest = point(answering, request, "Fler <b>söker</b> stöd.", seen)
        point(answering, request, "Om något annat.", other)
    assert points(app, answering) == (), "the edition is not established"
    with app.app_context(), db.transaction():
        establish(db.session.get_one(Digest, digest.id))
    assert points(app, answering) == ("Fler <b>söker</b> stöd.",)
    page = look(answering, SEEN).html
    assert page.count("Öppna punkter som bygger på ert svar") == 2
    assert "Fler &lt;b&gt;söker&lt;/b&gt; stöd." in page


def test_only_the_edition_that_stands(app: Flask, answering: Answering) -> None:
    with app.app_context(), db.transaction():
        request = earlier(answering, 90, {"vad_ser_ni": WORDS})
        establish(point(answering, request, "Först.", *answers_of(request)))
        second = point(answering, request, "Sedan.", *answers_of(request))
        establish(second)
        point(answering, request, "Inte upprättad.", *answers_of(request))
    assert points(app, answering) == ("Först.", "Sedan.")
    with app.app_context(), db.transaction():
        third = digests.begin(db.session.get_one(Digest, second.id).meeting, StaffFactory())
        for line in [one for one in third.lines if one.wording != "Sedan."]:
            digests.remove_line(line, StaffFactory())
        establish(third)
    assert points(app, answering) == ("Sedan.",)


def test_a_point_tells_nothing_that_others_kept_for_the_chair_or_that_is_flagged(
    app: Flask, answering: Answering
) -> None:
    with app.app_context(), db.transaction():
        request = earlier(answering, 90, {"vad_ser_ni": WORDS})
        submit(request, {"mest": "Bara vi", "vad_ser_ni": WORDS}, permission=QuotePermission.CHAIR_ONLY)
        ours = [one for one in answers_of(request) if one.submission.number == 2]
        theirs = {}
        for kind, permission in ((OrganisationKind.OTHER, QuotePermission.CHAIR_ONLY), (YOUTH, QuotePermission.NAMED)):
            other = InputRequest(
                meeting=request.meeting,
                organisation=db.session.merge(answering.scene.organisations[kind]),
                version=request.version,
                kind=kind,
                issued_at=now(),
            )
            submit(other, {"vad_ser_ni": "Deras"}, permission=permission)
            (theirs[kind],) = answers_of(other)
        point(answering, request, "Vårt eget.", *ours)
        point(answering, request, "Vårt och de ungas.", ours[1], theirs[YOUTH])
        digest = point(answering, request, "Vårt och deras.", ours[1], theirs[OrganisationKind.OTHER])
        establish(digest)
    assert points(app, answering) == ("Vårt eget.", "Vårt och de ungas.")
    with app.app_context(), db.transaction():
        coding.flag(db.session.get_one(Meeting, digest.meeting_id), theirs[YOUTH].id, "Namn", StaffFactory())
    assert points(app, answering) == ("Vårt eget.",)
