"""Sending: frozen, numbered, hashed, once; and every invited contact gets a receipt."""

import threading
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import func, select

from app.access import Respondent
from app.extensions import db
from app.models import (
    Answer,
    AuditEvent,
    Channel,
    InputRequest,
    Invitation,
    OutboxMessage,
    RequestState,
    Staff,
    Submission,
    SubmissionKind,
    now,
)
from app.queries.answer import drafts as draft_queries
from app.queries.answer import submissions as submission_queries
from app.services.answer import drafts, submissions
from app.services.answer.submissions import ChangedMeanwhile, NothingAnswered, NotReady
from app.services.problems import Refused
from forms.answers import QuotePermission
from forms.documents import Json
from forms.moments import day_of
from tests.factories import scenes
from tests.factories.respondents import MEMBER, colleague_of, respondent_of


def write(someone: Respondent, **texts: Json) -> None:
    form = draft_queries.own_form(someone.request).questionnaire
    now_stored = draft_queries.stored(someone.request.id).answers
    answers = []
    for key, text in texts.items():
        question = form.question(key)
        assert question is not None
        version = now_stored[key].version if key in now_stored else 0
        answers.append(drafts.TypedAnswer(question, text, QuotePermission.NAMED, version, ""))
    drafts.save(someone, answers)


def send(someone: Respondent, send_key: str = "nyckel", locale: str = "sv") -> Submission:
    shown = submission_queries.ready(someone.request, locale).sha256
    return submissions.send(someone, send_key, shown, locale)


def state(request: InputRequest) -> RequestState:
    return db.session.scalars(select(InputRequest.state).where(InputRequest.id == request.id)).one()


def count(model: type) -> int:
    return db.session.scalar(select(func.count(model.id))) or 0


def test_what_is_sent_is_frozen_in_the_order_of_the_form(app_context: Flask) -> None:
    someone = respondent_of(scenes.issued())
    write(someone, antal="1 200", hur_vanligt={"chosen": ["vanligt"], "other": ""}, vad_ser_ni="Mycket.\n\nOch mer.")
    sent = send(someone)
    answers = db.session.scalars(select(Answer).order_by(Answer.position)).all()
    assert [(one.question_key, one.text) for one in answers] == [
        ("vad_ser_ni", "Mycket.\n\nOch mer."),
        ("hur_vanligt", "Vanligt"),
        ("antal", "1200"),
    ]
    assert (sent.number, sent.kind, sent.late, sent.channel) == (1, SubmissionKind.ANSWER, False, Channel.WEB)
    assert state(someone.request) is RequestState.SUBMITTED
    assert len({one.reference for one in answers}) == 3
    assert all(len(one.reference) == 6 and one.reference[0].isalpha() for one in answers)
    event = db.session.scalars(select(AuditEvent).where(AuditEvent.action == "submission_received")).one()
    assert "Mycket" not in str(event.details)


def test_the_hash_can_be_made_again_from_what_is_kept(app_context: Flask) -> None:
    someone = respondent_of(scenes.issued())
    write(someone, vad_ser_ni="Mycket", antal="3")
    sent = send(someone)
    again = submission_queries.content_hash(
        someone.request,
        sent.version.sha256,
        sent.kind,
        sent.abstention_reason,
        submission_queries.frozen_of(sent),
    )
    assert again == sent.sha256


def test_labels_are_in_the_language_of_whoever_sends(app_context: Flask) -> None:
    someone = respondent_of(scenes.issued())
    write(someone, vad_ser_ni="A lot", hur_vanligt={"chosen": ["vanligt"], "other": ""})
    sent = send(someone, locale="en")
    assert sent.language == "en"
    assert "Common" in [one.text for one in sent.answers]


def test_every_invited_contact_gets_one_receipt(app_context: Flask) -> None:
    scene = scenes.issued()
    someone, colleague, gone = respondent_of(scene), colleague_of(scene), colleague_of(scene)
    gone.invitation.revoked_at = now()
    write(someone, vad_ser_ni="Mycket")
    sent = send(someone)
    keys = db.session.scalars(select(OutboxMessage.event_key).order_by(OutboxMessage.id)).all()
    assert keys == [f"receipt-{sent.id}-{one.contact.id}" for one in (someone, colleague)]


def test_the_same_page_or_the_same_content_gives_the_same_receipt(app_context: Flask) -> None:
    someone = respondent_of(scenes.issued())
    write(someone, vad_ser_ni="Mycket")
    first = send(someone)
    assert send(someone) is first
    assert send(someone, "en annan nyckel") is first
    assert count(OutboxMessage) == 1


def test_a_change_is_a_new_version_and_the_first_stays_as_it_was(app_context: Flask) -> None:
    someone = respondent_of(scenes.issued())
    write(someone, vad_ser_ni="Mycket")
    first = send(someone)
    write(someone, vad_ser_ni="Ännu mer")
    second = send(someone, "två")
    assert (first.number, second.number) == (1, 2)
    assert [one.text for one in first.answers] == ["Mycket"]
    assert first.sha256 != second.sha256


def test_what_is_missing_or_wrong_stops_sending(app_context: Flask) -> None:
    someone = respondent_of(scenes.issued())
    write(someone, antal="många")
    with pytest.raises(NotReady) as stopped:
        send(someone)
    assert [one.question_key for one in stopped.value.ready.checked.problems] == ["vad_ser_ni", "antal"]
    assert count(Submission) == 0


def test_a_form_without_answers_is_not_sent(app_context: Flask) -> None:
    scene = scenes.issued()
    someone = respondent_of(scene)
    scene.version.document = {**scene.version.document, "sections": []}
    db.session.flush()
    draft_queries._own_form.cache_clear()
    with pytest.raises(NothingAnswered):
        send(someone)


def test_a_draft_that_changed_after_it_was_shown_is_not_sent_unseen(app_context: Flask) -> None:
    scene = scenes.issued()
    someone, colleague = respondent_of(scene), colleague_of(scene)
    write(someone, vad_ser_ni="Mycket")
    shown = submission_queries.ready(someone.request, "sv").sha256
    write(colleague, vad_ser_ni="Något annat")
    with pytest.raises(ChangedMeanwhile):
        submissions.send(someone, "nyckel", shown, "sv")
    assert count(Submission) == 0


def test_after_the_deadline_it_is_late_and_at_it_not(app_context: Flask) -> None:
    scene = scenes.issued()
    someone = respondent_of(scene)
    write(someone, vad_ser_ni="Mycket")
    someone.request.own_deadline_at = now() + timedelta(minutes=1)
    assert send(someone).late is False
    someone.request.own_deadline_at = now() - timedelta(seconds=1)
    write(someone, vad_ser_ni="Mera")
    assert send(someone, "två").late is True


def test_closed_is_closed(app_context: Flask) -> None:
    someone = respondent_of(scenes.issued())
    write(someone, vad_ser_ni="Mycket")
    someone.request.closed_at = now()
    db.session.flush()
    with pytest.raises(Refused):
        send(someone)
    with pytest.raises(Refused):
        submissions.abstain(someone, "nyckel", "", "sv")


def test_abstaining_is_an_answer_and_can_be_taken_back(app_context: Flask) -> None:
    someone = respondent_of(scenes.issued())
    sent = submissions.abstain(someone, "ett", "  Vi möter inte målgruppen.\r\n", "sv")
    assert (sent.kind, sent.abstention_reason) == (SubmissionKind.ABSTENTION, "Vi möter inte målgruppen.")
    assert state(someone.request) is RequestState.ABSTAINED
    assert submissions.abstain(someone, "ett", "Något annat", "sv") is sent
    assert [one.kind for one in db.session.scalars(select(OutboxMessage))] == ["abstention_receipt"]
    write(someone, vad_ser_ni="Jo, förresten")
    assert send(someone, "två").number == 2
    assert state(someone.request) is RequestState.SUBMITTED


def test_questions_that_are_not_theirs_are_not_sent(app_context: Flask) -> None:
    scene = scenes.issued()
    someone = respondent_of(scene)
    write(someone, vad_ser_ni="Mycket")
    draft_id = draft_queries.stored(someone.request.id).id
    db.session.add(
        drafts.DraftAnswer(
            draft_id=draft_id,
            question_key="vad_vill_ni",
            typed="En fråga för unga",
            quote_permission=QuotePermission.NAMED,
            version=1,
            changed_at=now(),
        )
    )
    db.session.flush()
    assert [one.question_key for one in send(someone).answers] == ["vad_ser_ni"]


@pytest.mark.parametrize(("days_after", "late"), [(0, False), (1, True)])
def test_a_letter_counts_from_the_day_it_came(
    app_context: Flask, staff_member: Staff, days_after: int, late: bool
) -> None:
    scene = scenes.issued(days_to_deadline=-5)
    request = scene.requests[MEMBER]
    own = draft_queries.own_form(request)
    ready = submission_queries.make_ready(request, own, {"vad_ser_ni": "Ett brev"}, {}, "sv")
    day = day_of(request.deadline_at) + timedelta(days=days_after)
    arrival = submissions.arrived(request, day, Channel.POST, staff_member, "nyckel", "sv")
    sent = submissions.key_in(request, ready, arrival)
    assert (sent.late, sent.channel, sent.keyed_in_by, sent.contact_id) == (late, Channel.POST, staff_member, None)
    assert day_of(sent.submitted_at) == day
    assert draft_queries.stored(request.id).id is None


def test_sent_twice_at_once_is_one_submission(app: Flask) -> None:
    with app.app_context(), db.transaction():
        scene = scenes.issued()
        someone = respondent_of(scene)
        write(someone, vad_ser_ni="Mycket", antal="3")
        invitation_id = someone.invitation.id
        shown = submission_queries.ready(someone.request, "sv").sha256
    start, numbers = threading.Barrier(4), []

    def work() -> None:
        with app.app_context():
            invitation = db.session.get_one(Invitation, invitation_id)
            someone = Respondent(invitation, invitation.request, invitation.request.organisation, invitation.contact)
            assert someone.request.meeting
            db.session.rollback()
            start.wait()
            with db.transaction():
                numbers.append(submissions.send(someone, "samma sida", shown, "sv").reference)

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(numbers) == 4
    assert len(set(numbers)) == 1
    with app.app_context():
        assert (count(Submission), count(Answer), count(OutboxMessage)) == (1, 2, 1)
