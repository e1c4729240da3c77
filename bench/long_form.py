"""A form of 130 questions for 500 organisations beside one of 10 for 20: each step from building to export."""

import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from io import BytesIO
from pathlib import Path
from statistics import median

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

import config
from app import create_app
from app.access import Respondent
from app.extensions import db, limiter
from app.models import Invitation, Meeting, StaffRole
from app.queries.answer import drafts, submissions
from app.services import staff
from app.services.answer import drafts as draft_service
from app.services.answer import submissions as submission_service
from app.services.answer.drafts import TypedAnswer
from app.services.ask import questionnaires
from app.services.digest import downloads
from app.services.issue import issuing
from bench import made_up
from exports.records import DigestCopy
from exports.responses import AnswersFormat
from forms.answers import QuotePermission
from forms.localised import Localised
from forms.questionnaire import Question, Questionnaire, Section
from migrations import chain
from tests.factories import scenes
from tests.factories.people import ContactFactory, MembershipFactory, OrganisationFactory

PASSWORD = "bara för mätningen"
A_SECTION = 10
"""Questions a section: what a page shows is as much in the small form as in the large one."""


@dataclass(frozen=True)
class Size:
    """How much is asked, and of how many."""

    sections: int
    organisations: int

    @property
    def heading(self) -> str:
        return f"{self.sections * A_SECTION} questions × {self.organisations}"


def run(rounds: int, scale: float) -> None:
    """Print the processor's milliseconds of each step at both sizes, and their ratio."""
    sizes = Size(1, 20), Size(13, max(21, int(500 * scale)))
    few, many = (_measure(size, rounds) for size in sizes)
    print(f"| step | ms, {sizes[0].heading} | ms, {sizes[1].heading} | ratio |\n|---|---|---|---|")
    for step, milliseconds in few.items():
        print(f"| {step} | {milliseconds:.0f} | {many[step]:.0f} | {many[step] / milliseconds:.1f} |")
    print()


def _measure(size: Size, rounds: int) -> dict[str, float]:
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{Path(folder) / 'long_form.sqlite3'}"
        app = create_app(config.load({"DATABASE_URL": url, "MAIL_DIRECTORY": folder}))
        app.config["WTF_CSRF_ENABLED"] = limiter.enabled = False
        with app.app_context():
            meeting_id = _plan(size)
            found = _ask_and_issue(meeting_id, size)
        found |= _pages(app, meeting_id, rounds)
        with app.app_context():
            found |= _answer_and_export(meeting_id)
        app.extensions["radslag_engine"].dispose()
    return found


def _plan(size: Size) -> int:
    with db.transaction():
        chain.upgrade(db.session.connection())
        staff.add("matning@stad.example", StaffRole.SECRETARIAT, PASSWORD)
        scene = scenes.planned()
        for position in range(size.organisations - len(scene.organisations)):
            organisation = OrganisationFactory(council=scene.council)
            MembershipFactory(organisation=organisation, position=10 + position)
            ContactFactory(organisation=organisation)
        db.session.flush()
        return scene.meeting.id


def _ask_and_issue(meeting_id: int, size: Size) -> dict[str, float]:
    form = _form(size.sections)
    with db.transaction():
        meeting = db.session.get_one(Meeting, meeting_id)
        return {
            "build (service)": _timed(lambda: questionnaires.replace_document(meeting, form)),
            "publish (service)": _timed(lambda: questionnaires.publish(meeting)),
            "issue to all (service)": _timed(lambda: issuing.issue(meeting)),
        }


def _form(sections: int) -> Questionnaire:
    return Questionnaire(sections=tuple(_section(number) for number in range(sections)))


def _section(number: int) -> Section:
    questions = tuple(
        Question(f"q{number}_{n}", "long_text", Localised(sv=f"Fråga {n}: vad ser ni?", en=f"Question {n}: what?"))
        for n in range(A_SECTION)
    )
    return Section(f"s{number}", Localised(sv=f"Del {number}", en=f"Part {number}"), questions=questions)


def _pages(app: Flask, meeting_id: int, rounds: int) -> dict[str, float]:
    secretariat, respondent = app.test_client(), app.test_client()
    secretariat.post("/sign-in", data={"email": "matning@stad.example", "password": PASSWORD})
    with app.app_context():
        invitation = _invitations(meeting_id)[0]
        link, request_id = scenes.link_of(invitation), invitation.request_id
    respondent.post(link)
    ways: dict[str, tuple[FlaskClient, str]] = {
        "builder's page": (secretariat, f"/secretariat/meetings/{meeting_id}/form"),
        "task list": (respondent, f"/answer/{request_id}/"),
        "opening a section": (respondent, f"/answer/{request_id}/section/s0"),
        "check before sending": (respondent, f"/answer/{request_id}/check"),
    }
    return {name: median(_timed(partial(_get, *way)) for _ in range(rounds)) for name, way in ways.items()}


def _get(client: FlaskClient, path: str) -> None:
    answer = client.get(path)
    if answer.status_code != 200:
        raise RuntimeError(f"{path} answered {answer.status_code}")


def _answer_and_export(meeting_id: int) -> dict[str, float]:
    texts = made_up.prose()
    invitations = [one.id for one in _invitations(meeting_id)]
    sending = [_timed(partial(_answer, number, texts)) for number in invitations]
    meeting = db.session.get_one(Meeting, meeting_id)
    return {
        "saving and sending all (service)": median(sending),
        "long form, all answers": _timed(
            lambda: downloads.answers_file(meeting, AnswersFormat.XLSX, "sv", BytesIO()),
        ),
        "digest, all sheets": _timed(
            lambda: downloads.digest_workbook(meeting, None, DigestCopy.FOR_CHAIR, "sv", BytesIO()),
        ),
    }


def _answer(invitation_id: int, texts: list[str]) -> None:
    with db.transaction():
        one = db.session.get_one(Invitation, invitation_id)
        respondent = Respondent(one, one.request, one.request.organisation, one.contact)
        questions = drafts.own_form(one.request).questionnaire.questions()
        typed = [
            TypedAnswer(question, texts[(invitation_id * 131 + n) % len(texts)], QuotePermission.NAMED, 0, "")
            for n, question in enumerate(questions)
        ]
        draft_service.save(respondent, typed)
        ready = submissions.ready(one.request, "sv")
        submission_service.send(respondent, f"bench-{invitation_id}", ready.sha256, "sv")


def _invitations(meeting_id: int) -> list[Invitation]:
    found = select(Invitation).join(Invitation.request).filter_by(meeting_id=meeting_id).order_by(Invitation.id)
    return list(db.session.scalars(found))


def _timed(work: Callable[[], object]) -> float:
    begun = time.process_time()
    work()
    return 1000 * (time.process_time() - begun)
