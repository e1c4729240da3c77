"""What a receipt's copy holds, and that the mail to every contact carries it."""

from datetime import timedelta

from flask import Flask
from sqlalchemy import select

from app.extensions import db
from app.models import Answer, Submission, now
from app.services.answer import submissions
from app.services.issue import delivery
from app.services.issue.receipt_copies import copy_of
from tests.app.services.answer.test_submissions import send, write
from tests.factories import scenes
from tests.factories.respondents import colleague_of, respondent_of

TEXT = "Mycket.\n\n  – och mer, som <b>står</b> {{7*7}} kvar"


def lines(sent: Submission, locale: str = "sv") -> list[tuple[str, str, str]]:
    return [
        (section.title, answer.question, answer.text) for section in copy_of(sent, locale) for answer in section.answers
    ]


def test_it_holds_every_answer_in_the_order_of_the_form(app_context: Flask) -> None:
    someone = respondent_of(scenes.issued())
    write(someone, antal="1 200", hur_vanligt={"chosen": ["vanligt"], "other": ""}, vad_ser_ni=TEXT)
    sent = send(someone)
    assert [text for _, _, text in lines(sent)] == [TEXT, "Vanligt", "1200"]
    assert {title for title, _, _ in lines(sent)} == {"Läget i dag"}
    assert lines(sent, "en")[0][:2] == ("The situation today", "What do you see in your work?")


def test_what_the_sender_marks_as_secret_goes_by_no_mail(app_context: Flask) -> None:
    someone = respondent_of(scenes.issued())
    write(someone, vad_ser_ni=TEXT, antal="12")
    sent = send(someone)
    db.session.scalars(select(Answer).where(Answer.question_key == "vad_ser_ni")).one().may_be_secret = True
    db.session.flush()
    assert [text for _, _, text in lines(sent)] == [
        "Svaret kan innehålla sekretess. Det står inte i mejlet, men i kvittot på webben.",
        "12",
    ]


def test_an_abstention_has_its_reason_or_nothing(app_context: Flask) -> None:
    someone = respondent_of(scenes.issued())
    assert copy_of(submissions.abstain(someone, "en", "", "sv"), "sv") == ()
    assert lines(submissions.abstain(someone, "två", TEXT, "sv")) == [("", "Varför ni avstår", TEXT)]


def test_every_contact_is_mailed_the_whole_answer(app_context: Flask) -> None:
    scene = scenes.issued()
    someone = respondent_of(scene)
    colleague_of(scene)
    write(someone, vad_ser_ni=TEXT)
    send(someone)
    mails = []
    while claimed := delivery.claim(now() + timedelta(minutes=1)):
        mails.append(claimed.mail)
    receipts = [mail for mail in mails if mail is not None and mail.kind == "receipt"]
    assert len({mail.recipient for mail in receipts}) == 2
    for mail in receipts:
        assert "  Mycket.\n\n    – och mer, som <b>står</b> {{7*7}} kvar" in mail.text
        assert "– och mer, som &lt;b&gt;står&lt;/b&gt; {{7*7}} kvar" in mail.html
