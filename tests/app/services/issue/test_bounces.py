"""Mail that came back marks link and contact, and stays marked until a person sees to it."""

from app.extensions import db
from app.mail.bounces import Bounce
from app.models import Invitation, OutboxMessage, OutboxState, now
from app.queries.issue import ledger
from app.queries.issue import requests as request_queries
from app.queries.issue.standing import Need
from app.services.issue import bounces, delivery, outbox, requests
from app.services.issue.bounces import Taken
from app.services.plan import contacts
from tests.factories import scenes


def sent_mail() -> OutboxMessage:
    """An invitation that the relay took."""
    invitation = next(iter(scenes.issued().invitations.values()))
    outbox.queue("invitation", contact=invitation.contact, event_key="first", invitation=invitation)
    return settle()


def settle() -> OutboxMessage:
    """Let the relay take the mail that waits."""
    claimed = delivery.claim(now())
    assert claimed is not None
    assert claimed.mail is not None
    delivery.sent(claimed, now())
    message = db.session.get(OutboxMessage, claimed.message_id)
    assert message is not None
    assert message.state is OutboxState.SENT
    return message


def failure_of(message: OutboxMessage, status: str = "5.1.1") -> Bounce:
    return Bounce((message.message_id[1:33],), failed=True, status=status)


def invitation_of(message: OutboxMessage) -> Invitation:
    assert message.invitation is not None
    return message.invitation


def test_a_returned_mail_marks_the_contact_and_tells_the_secretariat(app_context) -> None:
    message = sent_mail()
    assert bounces.take(failure_of(message), now()) is Taken.MARKED
    request = request_queries.by_id(invitation_of(message).request_id)
    assert message.contact.undeliverable_at is not None
    assert ledger.row_of(request).need is Need.UNREACHABLE
    assert [one.what for one in request_queries.history(request)] == ["returned", "sent"]
    assert bounces.take(failure_of(message), now()) is Taken.KNOWN


def test_a_refused_content_does_not_blame_the_address(app_context) -> None:
    message = sent_mail()
    bounces.take(failure_of(message, "5.7.1"), now())
    assert message.contact.undeliverable_at is None
    assert invitation_of(message).bounced_at is not None


def test_the_next_mail_that_the_relay_takes_proves_nothing(app_context) -> None:
    message = sent_mail()
    bounces.take(failure_of(message), now())
    outbox.queue("reminder", contact=message.contact, event_key="again", invitation=message.invitation)
    settle()
    assert message.contact.undeliverable_at is not None
    assert invitation_of(message).bounced_at is not None


def test_a_person_who_trusts_the_address_clears_both_marks(app_context) -> None:
    message = sent_mail()
    bounces.take(failure_of(message), now())
    contacts.trust_again(message.contact)
    db.session.refresh(invitation_of(message))
    assert message.contact.undeliverable_at is None
    assert invitation_of(message).bounced_at is None


def test_a_link_replaced_since_does_not_mark_the_new_address(app_context) -> None:
    message = sent_mail()
    requests.new_link(invitation_of(message))
    db.session.refresh(invitation_of(message))
    assert bounces.take(failure_of(message), now()) is Taken.MARKED
    assert message.contact.undeliverable_at is None


def test_delays_and_strangers_change_nothing(app_context) -> None:
    message = sent_mail()
    delay = Bounce(failure_of(message).tokens, failed=False)
    assert bounces.take(delay, now()) is Taken.NOT_LOST
    for tokens in ((), ("0" * 32,), ("%",)):
        assert bounces.take(Bounce(tokens, failed=True, status="5.1.1"), now()) is Taken.UNKNOWN
    assert invitation_of(message).bounced_at is None
