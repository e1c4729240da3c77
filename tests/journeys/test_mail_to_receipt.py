"""From the mail to the receipt: whoever has only the mail, and fills whatever the pages ask, gets through.

Over a real server and a real worker, with the demo's form, without JavaScript: an organisation of every kind, in both
languages.
"""

import email
import email.policy
import re
from collections.abc import Iterator
from email.message import EmailMessage
from pathlib import Path

import pytest
from sqlalchemy import select, update
from werkzeug.datastructures import MultiDict

from app.cli.demo import asking
from app.extensions import db
from app.models import Answer, Contact, InputRequest, Meeting, Organisation, RequestState, Submission
from app.queries.answer import drafts
from forms.audience import OrganisationKind
from forms.builder import field_name, sent
from forms.question_types import question_type
from forms.questionnaire import NOTHING, Question, Section
from tests.machine import Machine, machine
from tests.robot import Input, Page, PageForm, Robot
from tests.visitor import Visitor

URL = re.compile(r"https?://[^\s\"'<>]+")
REQUEST = re.compile(r"/answer/(\d+)/")
DAY = "2026-03-02"


class Follower(Robot):
    """Fills each input by what its HTML says it is, with words of its own, and remembers what it filled in."""

    def __init__(self, visitor: Visitor) -> None:
        super().__init__(visitor)
        self.filled: dict[str, list[str]] = {}

    def fill(self, form: PageForm) -> dict[str, list[str]]:
        data = super().fill(form)
        self.filled |= data
        return data

    def words(self, one: Input) -> str:
        if one.kind in {"date", "time", "number"} or one.mode in {"numeric", "decimal"}:
            return super().words(one)
        return f"Svar på {one.name}: det vi ser ökar.\n– Först råd, sedan stöd." if one.kind == "textarea" else one.name


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)])
def host(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Machine]:
    with machine(request.param, tmp_path, MAIL_DIRECTORY=str(tmp_path / "mail")) as made:
        yield made


@pytest.mark.parametrize("language", ["sv", "en"])
def test_whoever_follows_the_mail_and_fills_the_pages_reaches_the_receipt(host: Machine, language: str) -> None:
    issue(host, language)
    host.work_once()
    host.start_web()
    receipts: dict[int, Page] = {}
    for number, (organisation, mail) in enumerate(first_mails(host).items()):
        robot = Follower(Visitor(host.url, f"127.0.0.{number + 2}"))
        receipt = robot.answer_all(only_link(host, mail, language))
        request_id = int(REQUEST.findall(receipt.path)[0])
        check_pages(robot, language)
        check_answers(host, request_id, organisation, robot, receipt, language)
        receipts[request_id] = receipt
    check_kinds(host, receipts)
    check_receipts(host, receipts)


def issue(host: Machine, language: str) -> None:
    with host.app.app_context(), db.transaction():
        meeting: Meeting = asking.plan().meeting
        db.session.execute(update(Contact).values(language=language))
        db.session.expire_all()
        asking.issue(meeting)


def mails(host: Machine, kind: str) -> list[EmailMessage]:
    files = sorted(Path(host.settings["MAIL_DIRECTORY"]).glob(f"*-{kind}.eml"))
    return [email.message_from_bytes(file.read_bytes(), policy=email.policy.default) for file in files]


def first_mails(host: Machine) -> dict[str, EmailMessage]:
    """One invitation for each organisation, by its name."""
    with host.app.app_context():
        rows = select(Contact.email, Organisation.name).join(Contact.organisation)
        names: dict[str, str] = dict(db.session.execute(rows).all())
    found: dict[str, EmailMessage] = {}
    for mail in mails(host, "invitation"):
        found.setdefault(names[str(mail["To"])], mail)
    assert len(found) >= 20
    return found


def parts(mail: EmailMessage) -> list[str]:
    bodies = [mail.get_body((kind,)) for kind in ("plain", "html")]
    return [body.get_content() for body in bodies if body is not None]


def only_link(host: Machine, mail: EmailMessage, language: str) -> str:
    """The one address in the mail; the same in both of its parts."""
    assert mail["Content-Language"] == language
    found = {link for part in parts(mail) for link in URL.findall(part)}
    assert len(parts(mail)) == 2
    assert len(found) == 1, found
    link = found.pop()
    assert link.startswith(f"{host.url}/invitation/")
    return link


def check_pages(robot: Follower, language: str) -> None:
    """The invitation has one button, every page speaks the contact's language, and the link is left behind."""
    invitation, *rest = robot.seen
    assert [len(form.buttons) for form in invitation.forms] == [1]
    for page in robot.seen:
        assert f'<html lang="{language}">' in page.html, page.path
        assert page.status == 200, page.path
    assert all("/invitation/" not in page.html for page in rest)


def check_answers(
    host: Machine, request_id: int, organisation: str, robot: Follower, receipt: Page, language: str
) -> None:
    """Exactly what was filled in, for exactly the questions that this organisation is asked."""
    with host.app.app_context():
        request = db.session.get_one(InputRequest, request_id)
        assert request.organisation.name == organisation
        assert request.state is RequestState.SUBMITTED
        sent = db.session.scalars(select(Submission).where(Submission.request_id == request_id)).one()
        assert sent.reference in receipt.h1[0] + receipt.html
        assert sent.language == language
        asked = drafts.own_form(request).questionnaire
        questions = [one for one in asked.questions() if question_type(one.type).is_answered]
        answers = db.session.scalars(
            select(Answer).where(Answer.submission_id == sent.id).order_by(Answer.position)
        ).all()
        assert [one.question_key for one in answers] == [one.key for one in questions]
        for question, answer in zip(questions, answers, strict=True):
            assert_same(question, answer, robot.filled, language)
            assert visible(answer.text) in visible(receipt.html), question.key


def assert_same(question: Question, answer: Answer, filled: dict[str, list[str]], language: str) -> None:
    if question.type not in {"short_text", "long_text", "integer", "decimal", "date", "one_choice", "several_choices"}:
        read = sent(Section("any", NOTHING, questions=(question,)), MultiDict(filled))[question.key].typed
        assert answer.text == question_type(question.type).show_typed(question, read, language)
        assert answer.text
        return
    typed = filled[field_name(question.key)]
    if question.type in {"short_text", "long_text", "integer", "decimal"}:
        assert answer.text == typed[0].replace("\r\n", "\n")
    elif question.type == "date":
        assert (typed, answer.value) == ([DAY], DAY)
    else:
        chosen = [choice.label.text(language) for choice in question.choices if choice.key in typed]
        other = filled.get(field_name(question.key, "other"), [])
        assert chosen
        assert [part for part in [*chosen, *other] if part not in answer.text] == []


def visible(text: str) -> str:
    """The letters and figures only: what no escaping changes."""
    return re.sub(r"&#?\w+;|\W+", "", text)


def check_kinds(host: Machine, receipts: dict[int, Page]) -> None:
    with host.app.app_context():
        kinds = set(db.session.scalars(select(InputRequest.kind).where(InputRequest.id.in_(receipts))))
    assert kinds == set(OrganisationKind)


def check_receipts(host: Machine, receipts: dict[int, Page]) -> None:
    """Everybody invited gets the receipt by mail, with the reference that the page showed."""
    host.work_once()
    bodies = [parts(mail)[0] for mail in mails(host, "receipt")]
    assert len(bodies) == len(mails(host, "invitation"))
    with host.app.app_context():
        for reference in db.session.scalars(select(Submission.reference)):
            assert any(reference in page.html for page in receipts.values())
            assert any(reference in body for body in bodies)
