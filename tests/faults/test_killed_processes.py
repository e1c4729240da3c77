"""kill -9 of server and worker at random moments: what a page acknowledged is kept, and no mail is lost or doubled.

RADSLAG_FAULT_OPERATIONS sets how many saves and sends there are (300), RADSLAG_FAULT_KILLS how often each of server
and worker is killed (5), RADSLAG_FAULT_SEED repeats a run.
"""

import os
import random
import secrets
import time
from collections import Counter, defaultdict
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from sqlalchemy import select, text

from app.extensions import db
from app.models import (
    Answer,
    Draft,
    DraftAnswer,
    InputRequest,
    Invitation,
    OutboxMessage,
    OutboxState,
    RequestState,
    Submission,
)
from app.queries.answer import submissions as submission_queries
from app.queries.issue import outbox as outbox_queries
from app.services.issue import issuing
from forms.audience import OrganisationKind
from tests.factories import scenes
from tests.factories.people import ContactFactory, MembershipFactory, OrganisationFactory
from tests.faults.relays import SlowRelay, slow_relay
from tests.faults.writers import PATIENCE_SECONDS, REFERENCE, Journal, Progress, Writer
from tests.machine import Machine, machine
from tests.visitor import Visitor

OPERATIONS = int(os.environ.get("RADSLAG_FAULT_OPERATIONS", "300"))
KILLS = int(os.environ.get("RADSLAG_FAULT_KILLS", "5"))
SEED = int(os.environ.get("RADSLAG_FAULT_SEED", "0")) or secrets.randbelow(10**9) + 1
ROUNDS = 3
AN_ORGANISATION = ROUNDS * 5  # each round saves the page, saves three texts by themselves, and sends
WRITERS = 6


@pytest.mark.xdist_group("faults")
@pytest.mark.parametrize("kind", ["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)])
def test_kill_nine_loses_nothing_acknowledged_and_doubles_no_mail(kind: str, tmp_path: Path) -> None:
    print(f"RADSLAG_FAULT_SEED={SEED}")  # noqa: T201 - pytest shows it where the test fails
    chance = random.Random(SEED)
    with slow_relay(chance) as relay:
        settings = {"MAIL_SERVER": "127.0.0.1", "MAIL_PORT": str(relay.port)}
        with machine(kind, tmp_path, **settings) as host:
            journals = issue(host, max(1, OPERATIONS // AN_ORGANISATION))
            kills = storm(host, relay, journals, chance)
            with host.app.app_context():
                check_database()
                check_drafts(journals)
                check_submissions(journals)
                check_mails(relay, journals, kills)


def issue(host: Machine, organisations: int) -> list[Journal]:
    """A meeting issued to so many organisations; a journal for each."""
    with host.app.app_context(), db.transaction():
        scene = scenes.planned()
        for position in range(len(scene.organisations), organisations):
            organisation = OrganisationFactory(council=scene.council)
            MembershipFactory(organisation=organisation, kind=OrganisationKind.MEMBER, position=position)
            ContactFactory(organisation=organisation)
        issuing.issue(scene.meeting)
        invitations = db.session.scalars(select(Invitation).order_by(Invitation.id)).all()
        return [Journal(one.request_id, scenes.link_of(one)) for one in invitations][:organisations]


def storm(host: Machine, relay: SlowRelay, journals: list[Journal], chance: random.Random) -> int:
    """Let everybody write while processes are killed, until all mail is out; returns how often a worker was killed."""
    progress = Progress()
    host.start_web()
    strikes = sorted(chance.sample(range(5, len(journals) * AN_ORGANISATION - 5), KILLS))
    mails = sorted(chance.sample(range(1, len(journals) * (ROUNDS + 1) - 3), KILLS))
    with ThreadPoolExecutor(WRITERS + 2) as pool:
        servers = pool.submit(kill_servers, host, progress, strikes, random.Random(chance.random()))
        workers = pool.submit(kill_workers, host, relay, mails, random.Random(chance.random()))
        writers = [
            pool.submit(write_all, host, journals[number::WRITERS], number, random.Random(chance.random()), progress)
            for number in range(WRITERS)
        ]
        try:
            for writer in writers:
                writer.result()
        finally:
            progress.finish()
        assert servers.result() == KILLS
        host.kill_web()  # right after the last acknowledgement
        killed = workers.result()
    drain(host)
    return killed


def write_all(host: Machine, journals: list[Journal], number: int, chance: random.Random, progress: Progress) -> None:
    for journal in journals:
        visitor = Visitor(host.url, f"127.0.{number + 1}.{1 + journal.request_id % 250}")
        Writer(visitor, journal, chance, progress).work(ROUNDS)


def kill_servers(host: Machine, progress: Progress, strikes: list[int], chance: random.Random) -> int:
    """Kill right after, or a little after, an answer that said "saved"; returns how often it was done."""
    for strike in strikes:
        assert progress.wait_for(strike), "the writers ended early"
        time.sleep(chance.choice([0, chance.uniform(0, 0.05), chance.uniform(0, 0.5)]))
        host.kill_web()
        host.start_web()
    return len(strikes)


def kill_workers(host: Machine, relay: SlowRelay, mails: list[int], chance: random.Random) -> int:
    """Kill before, while or after the relay takes a mail; the last worker is left at work."""
    host.start_worker()
    for count in mails:
        assert relay.await_mails(count, PATIENCE_SECONDS), "the worker stopped sending"
        time.sleep(chance.uniform(0, 0.2))
        host.kill_workers()
        host.start_worker()
    return len(mails)


def drain(host: Machine) -> None:
    """Wait until the outbox is empty, then kill the worker; one more run finds nothing to do."""
    until = time.monotonic() + PATIENCE_SECONDS
    with host.app.app_context():
        while outbox_queries.waiting():
            db.session.rollback()
            assert time.monotonic() < until, "mail stays in the outbox"
            time.sleep(0.2)
        db.session.rollback()
    host.kill_workers()
    assert "sent 0, retried 0, failed 0, cancelled 0" in host.work_once()


def check_database() -> None:
    if db.engine.dialect.name == "sqlite":
        assert db.session.execute(text("PRAGMA integrity_check")).scalar_one() == "ok"
        assert db.session.execute(text("PRAGMA foreign_key_check")).all() == []


def check_drafts(journals: list[Journal]) -> None:
    found: dict[int, dict[str, object]] = defaultdict(dict)
    rows = select(Draft.request_id, DraftAnswer.question_key, DraftAnswer.typed).join(Draft.answers)
    for request_id, key, typed in db.session.execute(rows):
        found[request_id][key] = typed
    for journal in journals:
        lost = {
            key: (typed, journal.may_stand(key))
            for key in journal.attempts
            if (typed := found[journal.request_id].get(key)) not in journal.may_stand(key)
        }
        assert lost == {}, journal.request_id


def check_submissions(journals: list[Journal]) -> None:
    """Every receipt has its submission with all its answers, and there is no submission that nobody pressed for."""
    for journal in journals:
        request = db.session.get_one(InputRequest, journal.request_id)
        assert request.state is RequestState.SUBMITTED
        rows = select(Submission).where(Submission.request_id == request.id).order_by(Submission.number)
        submissions = db.session.scalars(rows).all()
        assert {one.number for one in submissions} == set(journal.sent)
        for one in submissions:
            check_contents(contents(one), journal.sent[one.number])
        assert {one.number: one.reference for one in submissions} == journal.references
        for one in submissions:
            answers = submission_queries.frozen_of(one)
            assert one.sha256 == submission_queries.content_hash(request, one.version.sha256, one.kind, "", answers)


def check_contents(found: dict[str, str], may_hold: dict[str, list[str]]) -> None:
    assert set(found) == set(may_hold)
    assert {key: text for key, text in found.items() if text not in may_hold[key]} == {}, may_hold


def contents(submission: Submission) -> dict[str, str]:
    answers = select(Answer).where(Answer.submission_id == submission.id)
    return {one.question_key: one.text for one in db.session.scalars(answers)}


def check_mails(relay: SlowRelay, journals: list[Journal], kills: int) -> None:
    """Each mail of the outbox came, under its one Message-ID; again only where a worker was killed."""
    outbox = db.session.scalars(select(OutboxMessage)).all()
    assert {one.state for one in outbox} == {OutboxState.SENT}
    assert len(outbox) == len(db.session.scalars(select(Invitation)).all()) + sum(len(one.sent) for one in journals)
    copies = Counter(relay.message_ids)
    assert set(copies) == {one.message_id for one in outbox}
    again = sum(copies.values()) - len(copies)
    print(f"{len(copies)} mails, {again} of them twice, after {kills} kills of the worker")  # noqa: T201
    assert again <= kills
    check_events(relay)


def check_events(relay: SlowRelay) -> None:
    """One recipient never gets two different mails about one event: its invitation, or one receipt."""
    by_event: dict[tuple[str, str], set[str]] = defaultdict(set)
    for mail, recipient, message_id in zip(relay.taken, relay.recipients, relay.message_ids, strict=True):
        body = mail.get_body(("plain",))
        assert body is not None
        reference = REFERENCE.search(body.get_content())
        by_event[recipient, reference[0] if reference else "invitation"].add(message_id)
    assert {event: ids for event, ids in by_event.items() if len(ids) > 1} == {}
    assert len(by_event) == len(set(relay.message_ids))
