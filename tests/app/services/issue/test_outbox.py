"""The outbox: one row per event, in the transaction of the change."""

from sqlalchemy import func, select

from app.extensions import db
from app.models import OutboxMessage, OutboxState
from app.services.issue import outbox
from tests.factories import scenes
from tests.factories.people import ContactFactory


def test_the_same_event_is_one_mail(app_context) -> None:
    contact = ContactFactory()
    outbox.queue("invitation", contact=contact, event_key="a")
    outbox.queue("invitation", contact=contact, event_key="a")
    outbox.queue("invitation", contact=contact, event_key="b")
    mails = db.session.scalars(select(OutboxMessage).order_by(OutboxMessage.id)).all()
    assert [mail.event_key for mail in mails] == ["a", "b"]
    assert {mail.state for mail in mails} == {OutboxState.QUEUED}
    assert mails[0].message_id != mails[1].message_id
    assert mails[0].message_id.endswith("@trygghetsradet.example>")


def test_many_at_once_tells_how_many_were_new(app_context) -> None:
    contact = ContactFactory()
    mails = [outbox.QueuedMail("invitation", f"event:{n}", contact.id) for n in range(1200)]
    assert outbox.queue_many(mails[:700]) == 700
    assert outbox.queue_many(mails) == 500
    assert outbox.queue_many([]) == 0
    assert db.session.scalar(select(func.count()).select_from(OutboxMessage)) == 1200


def test_a_change_that_is_rolled_back_sends_nothing(app_context) -> None:
    scene = scenes.issued()
    kind = next(iter(scene.invitations))
    outbox.queue("invitation", contact=scene.contacts[kind], event_key="a", invitation=scene.invitations[kind])
    db.session.rollback()
    assert db.session.scalar(select(func.count()).select_from(OutboxMessage)) == 0
