"""How organisations stand: the few columns say what the whole rows of the ledger say, whatever has happened."""

import random
from collections.abc import Iterator
from dataclasses import fields
from datetime import datetime, timedelta

import pytest
from sqlalchemy import event

from app.extensions import db
from app.models import InputRequest, Invitation, OutboxMessage, OutboxState, RequestState, now
from app.queries.issue import ledger
from app.queries.issue.standing import Need, Standing, standings
from forms.audience import OrganisationKind
from tests.factories import scenes
from tests.factories.answers import submit
from tests.factories.people import ContactFactory, MembershipFactory, OrganisationFactory
from tests.factories.scenes import Scene

SHARED = [one.name for one in fields(Standing)]


@pytest.mark.parametrize("seed", range(3))
def test_it_is_the_ledger_in_fewer_columns(app_context, seed: int) -> None:
    scene = scenes.issued(days_to_deadline=1)
    live_through(scene, random.Random(seed))
    db.session.flush()
    rows = ledger.rows(scene.meeting)
    told = standings(scene.meeting)
    assert [values(one) for one in told] == [values(one) for one in rows]
    assert [(one.need, one.is_done) for one in told] == [(one.need, one.is_done) for one in rows]
    assert ledger.rows_of(scene.meeting, told[::-2]) == rows[::-2]
    assert len({one.need for one in told}) > 3  # or the test has seen too little


def values(one: Standing) -> dict[str, object]:
    return {name: getattr(one, name) for name in SHARED}


def live_through(scene: Scene, chance: random.Random) -> None:
    """Thirty more organisations, and links, mails and answers of every kind; some have left, some have nobody."""
    for position in range(30):
        organisation = OrganisationFactory(council=scene.council)
        kind = chance.choice(list(OrganisationKind))
        member = MembershipFactory(organisation=organisation, position=10 + position // 2, kind=kind)
        member.left_at = chance.choice([None, None, None, now()])
        contacts = [ContactFactory(organisation=organisation) for _ in range(chance.randrange(3))]
        for contact in contacts:
            contact.left_at = chance.choice([None, None, now()])
        if chance.random() < 0.8:
            request = ask(scene, organisation, kind, chance)
            for invitation in (scenes.invite(request, contact) for contact in contacts):
                use(invitation, list(moments(chance)), chance)


def ask(scene: Scene, organisation, kind: OrganisationKind, chance: random.Random) -> InputRequest:
    request = InputRequest(
        meeting=scene.meeting, organisation=organisation, version=scene.version, kind=kind, issued_at=now()
    )
    request.state = chance.choice([RequestState.ISSUED, RequestState.OPENED, RequestState.STARTED])
    request.own_deadline_at = chance.choice([None, None, scenes.in_days(-1), scenes.in_days(9)])
    request.closed_at = chance.choice([None, None, None, now()])
    db.session.add(request)
    db.session.flush()
    for number in range(chance.choice([0, 0, 1, 2])):
        submit(request, {"vad_ser_ni": "Ja."} if chance.random() < 0.7 else {}, at=scenes.in_days(-number))
    return request


def use(link: Invitation, at: list[datetime], chance: random.Random) -> None:
    link.opened_at, link.reminded_at, link.bounced_at, link.revoked_at = (
        chance.choice([None, None, moment]) for moment in at
    )
    db.session.flush()
    for number in range(chance.randrange(4)):
        state = chance.choice(list(OutboxState))
        db.session.add(
            OutboxMessage(
                contact=link.contact,
                invitation=link,
                kind=chance.choice(["invitation", "new_link", "reminder_before"]),
                event_key=f"{link.id}-{number}",
                next_attempt_at=now(),
                message_id=f"<{link.id}-{number}@stad.example>",
                state=state,
                sent_at=chance.choice(at) if state is OutboxState.SENT else None,
            )
        )


def moments(chance: random.Random) -> Iterator[datetime]:
    for _ in range(4):
        yield scenes.in_days(0) - timedelta(minutes=chance.randrange(10_000))


def test_nothing_issued_is_something_to_do(app_context) -> None:
    scene = scenes.planned()
    assert {one.need for one in standings(scene.meeting)} == {Need.ISSUE}


def test_two_queries_however_many(app_context) -> None:
    scene = scenes.issued()
    db.session.flush()
    seen: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        seen.append(statement)

    event.listen(db.engine, "before_cursor_execute", note)
    standings(scene.meeting)
    event.remove(db.engine, "before_cursor_execute", note)
    assert len(seen) == 2
