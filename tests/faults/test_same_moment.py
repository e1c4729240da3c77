"""The same answer sent many times at once, and sent while the relay is away, over a real server."""

import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import pytest
from sqlalchemy import func, select

from app.extensions import db
from app.models import Answer, InputRequest, OutboxMessage, Submission
from forms.audience import OrganisationKind
from tests.factories import scenes
from tests.faults.writers import hidden
from tests.machine import Machine
from tests.robot import parse
from tests.visitor import Visitor, WebAnswer

pytestmark = pytest.mark.xdist_group("faults")
AT_ONCE = 12


@dataclass(frozen=True)
class Ready:
    """An organisation whose draft is written, and whose check page is open."""

    host: Machine
    request_id: int
    link: str

    @property
    def check(self) -> str:
        return f"/answer/{self.request_id}/check"

    def enter(self, address: str = "127.0.0.1") -> Visitor:
        visitor = Visitor(self.host.url, address)
        visitor.post(self.link, form_of(visitor, self.link))
        return visitor


@pytest.fixture
def ready(host: Machine) -> Iterator[Ready]:
    with host.app.app_context(), db.transaction():
        scene = scenes.issued()
        kind = OrganisationKind.MEMBER
        made = Ready(host, scene.requests[kind].id, scenes.link_of(scene.invitations[kind]))
    visitor = made.enter()
    path = f"/answer/{made.request_id}/section/lage"
    assert visitor.post(path, form_of(visitor, path) | {"q-vad_ser_ni": "Mer våld."}).status_code == 303
    yield made
    host.database.empty()


def form_of(visitor: Visitor, path: str) -> dict[str, str]:
    answer = visitor.get(path)
    return hidden(parse(path, answer.status_code, answer.text).forms[0])


def at_once(acts: list[Callable[[], WebAnswer]]) -> list[WebAnswer]:
    """Do them all in the same moment, as nearly as threads can."""
    gate = threading.Barrier(len(acts))

    def act(one: Callable[[], WebAnswer]) -> WebAnswer:
        gate.wait(30)
        return one()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(act, acts))


def count(model: type, request_id: int) -> int:
    query = select(func.count(Submission.id)).where(Submission.request_id == request_id)
    if model is Answer:
        query = select(func.count(Answer.id)).join(Answer.submission).where(Submission.request_id == request_id)
    return db.session.scalar(query) or 0


def sent_once(ready: Ready, answers: list[WebAnswer]) -> None:
    assert {one.status_code for one in answers} == {303}
    assert {one.location for one in answers} == {f"/answer/{ready.request_id}/receipt/1"}
    with ready.host.app.app_context():
        assert (count(Submission, ready.request_id), count(Answer, ready.request_id)) == (1, 1)
        assert [mail.kind for mail in db.session.scalars(select(OutboxMessage))] == ["receipt"]


def test_one_form_posted_many_times_at_once_is_one_submission(ready: Ready) -> None:
    visitor = ready.enter()
    data = form_of(visitor, ready.check)
    sent_once(ready, at_once([lambda: visitor.post(ready.check, data)] * AT_ONCE))


def test_many_devices_that_send_the_same_at_once_make_one_submission(ready: Ready) -> None:
    visitors = [ready.enter(f"127.0.0.{number + 2}") for number in range(AT_ONCE)]
    forms = [form_of(visitor, ready.check) for visitor in visitors]
    assert len({form["send_key"] for form in forms}) == AT_ONCE
    acts = [
        lambda visitor=visitor, form=form: visitor.post(ready.check, form)
        for visitor, form in zip(visitors, forms, strict=True)
    ]
    sent_once(ready, at_once(acts))


def test_many_who_save_one_question_at_once_lose_no_text(ready: Ready) -> None:
    """The first is saved; every other one is shown its own text beside the one that is saved."""
    path = f"/answer/{ready.request_id}/section/lage"
    visitors = [ready.enter(f"127.0.0.{number + 2}") for number in range(AT_ONCE)]
    texts = [f"Text från enhet {number}." for number in range(AT_ONCE)]
    forms = [form_of(visitor, path) | {"q-vad_ser_ni": text} for visitor, text in zip(visitors, texts, strict=True)]
    acts = [
        lambda visitor=visitor, form=form: visitor.post(path, form)
        for visitor, form in zip(visitors, forms, strict=True)
    ]
    answers = at_once(acts)
    saved = [text for text, answer in zip(texts, answers, strict=True) if answer.status_code == 303]
    assert len(saved) == 1
    for text, answer in zip(texts, answers, strict=True):
        assert answer.status_code == 303 or (text in answer.text and saved[0] in answer.text), answer.text


def test_a_relay_that_is_away_delays_no_page(ready: Ready) -> None:
    visitor = ready.enter()
    data = form_of(visitor, ready.check)
    assert visitor.post(ready.check, data).status_code == 303
    assert "unreachable 1" in ready.host.work_once()
    with ready.host.app.app_context():
        request = db.session.get_one(InputRequest, ready.request_id)
        assert request.state.value == "submitted"
        mail = db.session.scalars(select(OutboxMessage)).one()
        assert (mail.state.value, mail.attempts) == ("queued", 0)
