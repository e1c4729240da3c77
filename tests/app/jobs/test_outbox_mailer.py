"""The mailer against a real relay: each mail once, whatever the relay answers."""

import threading
from datetime import timedelta

import pytest
from flask import current_app
from sqlalchemy import select, update

from app.extensions import db
from app.jobs import outbox_mailer
from app.models import Contact, Invitation, OutboxMessage, OutboxState, RequestState, now
from app.services.issue import delivery, outbox
from tests.app.jobs.relay import Relay, free_port
from tests.factories import scenes


@pytest.fixture
def scene(app_context) -> scenes.Scene:
    """Five organisations, each with an invitation mail queued and committed."""
    with db.transaction():
        scene = scenes.issued()
        for kind, invitation in scene.invitations.items():
            outbox.queue("invitation", contact=scene.contacts[kind], event_key=f"i:{kind}", invitation=invitation)
    return scene


def mails() -> list[OutboxMessage]:
    db.session.expire_all()
    found = list(db.session.scalars(select(OutboxMessage).order_by(OutboxMessage.id)))
    db.session.rollback()
    return found


def states() -> set[OutboxState]:
    return {mail.state for mail in mails()}


def counted(**expected: int) -> dict[str, int]:
    zero = dict.fromkeys(("sent", "retried", "failed", "cancelled", "postponed", "unreachable", "waiting"), 0)
    return zero | expected


def later(**span: float):
    return now() + timedelta(**span)


def test_every_mail_goes_out_once_over_one_connection(scene, relay: Relay) -> None:
    assert outbox_mailer.run(now()) == counted(sent=5)
    assert outbox_mailer.run(now()) == counted()
    assert sorted(relay.recipients) == sorted(contact.email for contact in scene.contacts.values())
    assert relay.message_ids == [mail.message_id for mail in mails()]
    assert relay.connections == 1
    assert states() == {OutboxState.SENT}
    assert set(relay.senders) == {"radslag@trygghetsradet.example"}


def test_each_mail_has_a_sender_of_its_own_where_bounces_are_told_apart(scene, relay: Relay, monkeypatch) -> None:
    monkeypatch.setitem(current_app.config, "MAIL_BOUNCE_ADDRESS", "studs@stad.example")
    outbox_mailer.run(now())
    tokens = [message_id[1:33] for message_id in relay.message_ids]
    assert relay.senders == [f"studs+{token}@stad.example" for token in tokens]
    assert {str(message["From"].addresses[0].addr_spec) for message in relay.taken} == {
        "radslag@trygghetsradet.example"
    }


def test_headers_are_those_of_an_automatic_mail(scene, relay: Relay) -> None:
    outbox_mailer.run(now())
    message = relay.taken[0]
    assert message["Auto-Submitted"] == "auto-generated"
    assert message["X-Auto-Response-Suppress"] == "All"
    assert message["Reply-To"].addresses[0].addr_spec == "sekretariatet@stad.example"
    assert message["From"].addresses[0].addr_spec == "radslag@trygghetsradet.example"
    assert message["From"].addresses[0].display_name == scene.council.name
    assert message["Content-Language"] == "sv"
    assert not message.is_multipart() or message.get_content_type() == "multipart/alternative"
    assert not list(message.iter_attachments())


def test_a_reminder_stands_in_the_thread_of_its_invitation(scene, relay: Relay) -> None:
    outbox_mailer.run(now())
    kind = next(iter(scene.invitations))
    with db.transaction():
        contact, invitation = scene.contacts[kind], scene.invitations[kind]
        outbox.queue("reminder", contact=contact, event_key="r", invitation=invitation)
    assert outbox_mailer.run(now()) == counted(sent=1)
    assert relay.taken[-1]["In-Reply-To"] == relay.taken[0]["Message-ID"] == relay.taken[-1]["References"]
    assert db.session.get(Invitation, scene.invitations[kind].id, populate_existing=True).reminded_at is not None


def test_greylisting_only_delays(scene, relay: Relay) -> None:
    relay.at_recipient = lambda address: "450 4.2.0 Greylisted" if relay.tries[address] == 1 else None
    assert outbox_mailer.run(now()) == counted(retried=5, waiting=5)
    assert mails()[0].last_error == "450 recipient"
    assert outbox_mailer.run(now()) == counted(waiting=5), "the pause is kept"
    assert outbox_mailer.run(later(minutes=2)) == counted(sent=5)
    assert len(relay.taken) == 5


@pytest.mark.parametrize(
    ("reply", "contact_is_marked"),
    [("550 No such user here", True), ("550 5.1.1 No such user", True), ("550 5.7.1 Relaying denied", False)],
)
def test_a_permanent_refusal_stops_that_mail_only(scene, relay: Relay, reply: str, contact_is_marked: bool) -> None:
    refused = next(iter(scene.contacts.values()))
    relay.at_recipient = lambda address: reply if address == refused.email else None
    assert outbox_mailer.run(now()) == counted(sent=4, failed=1)
    assert outbox_mailer.run(later(days=3)) == counted()
    failed = mails()[0]
    assert (failed.state, failed.last_error) == (OutboxState.FAILED, "550 recipient")
    marked = db.session.scalars(select(Contact).where(Contact.undeliverable_at.is_not(None))).all()
    assert [contact.id for contact in marked] == ([refused.id] if contact_is_marked else [])
    bounced = db.session.scalars(select(Invitation).where(Invitation.bounced_at.is_not(None))).all()
    assert [invitation.contact_id for invitation in bounced] == [refused.id]


def test_refused_content_does_not_blame_the_address(scene, relay: Relay) -> None:
    relay.at_content = lambda _address: "554 5.6.0 Content refused"
    assert outbox_mailer.run(now()) == counted(failed=5)
    assert db.session.scalars(select(Contact).where(Contact.undeliverable_at.is_not(None))).all() == []


def test_a_relay_that_is_closing_counts_against_no_mail(scene, relay: Relay) -> None:
    relay.at_recipient = lambda _address: "421 Shutting down"
    assert outbox_mailer.run(now()) == counted(unreachable=1, waiting=5)
    assert {mail.attempts for mail in mails()} == {0}


def test_nobody_listening_counts_against_no_mail(app_context, scene, relay: Relay, monkeypatch) -> None:
    monkeypatch.setitem(app_context.config, "MAIL_PORT", free_port())
    assert outbox_mailer.run(now()) == counted(unreachable=1, waiting=5)
    assert {(mail.state, mail.attempts) for mail in mails()} == {(OutboxState.QUEUED, 0)}


def test_a_line_cut_before_the_reply_sends_again_under_the_same_id(scene, relay: Relay) -> None:
    relay.hang_up = "before"
    assert outbox_mailer.run(now()) == counted(sent=4, retried=1, waiting=1)
    assert outbox_mailer.run(later(minutes=2)) == counted(sent=1)
    assert relay.message_ids[0] == relay.message_ids[-1]
    assert len(relay.taken) == 6


def test_a_line_cut_after_the_reply_sends_nothing_twice(scene, relay: Relay) -> None:
    relay.hang_up = "after"
    assert outbox_mailer.run(now()) == counted(sent=5)
    assert len(set(relay.message_ids)) == len(relay.taken) == 5
    assert relay.connections == 2


def test_a_slow_relay_is_given_up_on_in_time(scene, relay: Relay, monkeypatch) -> None:
    monkeypatch.setattr("app.mail.transport.TIMEOUT_SECONDS", 2)
    given_up = threading.Event()
    slow = next(iter(scene.contacts.values())).email
    relay.at_recipient = lambda address: None if address != slow or given_up.wait(60) else "451 4.3.0 Late"
    counts = outbox_mailer.run(now())
    assert counts["retried"] == 1
    assert counts["sent"] == 4 or counts["unreachable"]
    relay.at_recipient = lambda _address: None
    given_up.set()
    outbox_mailer.run(later(minutes=3))
    assert len(set(relay.message_ids)) == len(relay.taken) == 5


def test_a_mail_is_given_up_in_the_end(scene, relay: Relay) -> None:
    relay.at_recipient = lambda _address: "451 4.3.0 Try again"
    rounds = 0
    while states() != {OutboxState.FAILED}:
        rounds += 1
        outbox_mailer.run(later(days=rounds))
    assert rounds == delivery.MOST_ATTEMPTS
    assert relay.taken == []


def test_a_worker_that_died_before_noting_it_sends_again_under_the_same_id(scene, relay: Relay, monkeypatch) -> None:
    def die(*_args: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(delivery, "sent", die)
        with pytest.raises(KeyboardInterrupt):
            outbox_mailer.run(now())
    assert mails()[0].state is OutboxState.SENDING
    assert outbox_mailer.run(now()) == counted(sent=5)
    assert relay.message_ids[0] == relay.message_ids[1]
    assert len(relay.taken) == 6


def test_the_purpose_is_looked_at_again_before_sending(scene, relay: Relay) -> None:
    invitations, requests = list(scene.invitations.values()), list(scene.requests.values())
    with db.transaction():
        invitations[0].revoked_at = now()
        requests[1].closed_at = now()
        invitations[2].contact.left_at = now()
        requests[3].state = RequestState.SUBMITTED
        outbox.queue("reminder", contact=invitations[3].contact, event_key="r", invitation=invitations[3])
    assert outbox_mailer.run(now()) == counted(sent=2, cancelled=4)
    reasons = [mail.last_error for mail in mails() if mail.state is OutboxState.CANCELLED]
    assert reasons == ["revoked", "closed", "left", "answered"]


def test_an_automatic_reminder_waits_for_the_morning(scene, relay: Relay) -> None:
    with db.transaction():
        db.session.execute(update(OutboxMessage).values(kind="reminder_halfway"))
    night = later(days=1).replace(hour=2)
    assert outbox_mailer.run(night) == counted(postponed=5, waiting=5)
    morning = mails()[0].next_attempt_at
    assert outbox_mailer.run(morning) == counted(sent=5)


def test_a_mail_that_cannot_be_made_stops_no_other(scene, relay: Relay) -> None:
    with db.transaction():
        db.session.execute(
            update(OutboxMessage).where(OutboxMessage.event_key == mails()[0].event_key).values(kind="no_such_kind")
        )
    assert outbox_mailer.run(now()) == counted(sent=4, retried=1, waiting=1)
