"""Handing over, the wrong person, and how the secretariat settles it."""

import pytest
from sqlalchemy import select

from app.extensions import db
from app.models import ChangeReason, Contact, ContactChange, Invitation, OutboxMessage, Staff, now
from app.queries.issue import issuing, ledger, reminders
from app.queries.issue import requests as request_queries
from app.queries.issue.standing import Need
from app.services.answer import contact_person
from app.services.input_checks import RefusedInput
from app.services.issue import contact_changes
from app.services.plan.contacts import ContactInput
from app.services.problems import NotAllowed, Refused
from tests.factories.respondents import MEMBER
from tests.factories.teams import APPROVER, Team, at_work, team

NEW = ContactInput("Ny kontakt", "Utvecklingsledare", "ny@organisation.example", "en")


@pytest.fixture
def four(app_context) -> Team:
    made = team()
    db.session.commit()
    return made


def mails(kind: str) -> list[int]:
    query = select(OutboxMessage.contact_id).where(OutboxMessage.kind == kind)
    return list(db.session.scalars(query.order_by(OutboxMessage.id)))


def need(four: Team) -> Need:
    return ledger.row_of(four.request).need


def told(four: Team) -> ContactChange:
    return request_queries.changes(four.request.id)[0]


def test_handing_over_gives_the_place_away(four: Team) -> None:
    invitation = contact_person.hand_over(four.chief, NEW)
    assert (invitation.role, invitation.contact.email, invitation.contact.language) == (APPROVER, NEW.email, "en")
    assert mails("handed_over") == [invitation.contact_id]
    assert four.chief.invitation.revoked_at is not None
    assert (told(four).reason, told(four).email) == (ChangeReason.HANDED_OVER, NEW.email)
    assert need(four) is Need.OTHER_CONTACT
    assert issuing.plan(four.scene.meeting).asked == ()  # whoever handed over is not asked again
    with pytest.raises(NotAllowed):
        contact_person.hand_over(four.chief, NEW)


def test_a_colleague_who_takes_over_keeps_their_link_and_may_do_more(four: Team) -> None:
    invitation = contact_person.hand_over(four.chief, ContactInput("", "", four.writer.contact.email))
    assert invitation.id == four.writer.invitation.id
    assert invitation.role is APPROVER


@pytest.mark.parametrize("email", ["", "ingen adress", "own"])
def test_nobody_is_handed_over_to_nobody(four: Team, email: str) -> None:
    with pytest.raises(RefusedInput):
        contact_person.hand_over(four.chief, ContactInput("", "", email.replace("own", four.chief.contact.email)))
    assert four.chief.invitation.revoked_at is None


def test_the_wrong_person_is_told_of_and_not_reminded(four: Team) -> None:
    before = {one.contact_id for one in reminders.waited_for(now())}
    assert four.chief.contact.id in before
    assert four.writer.contact.id not in before  # who only writes is not reminded by the calendar
    contact_person.wrong_person(four.chief, ContactInput("", "", ""))
    assert four.chief.contact.id not in {one.contact_id for one in reminders.waited_for(now())}
    assert need(four) is Need.OTHER_CONTACT
    assert four.chief.invitation.revoked_at is None
    contact_person.wrong_person(four.chief, NEW)
    assert [one.email for one in request_queries.changes(four.request.id)] == [NEW.email]


def test_a_name_alone_reaches_nobody(four: Team) -> None:
    with pytest.raises(RefusedInput):
        contact_person.wrong_person(four.chief, ContactInput("Någon Annan", "", ""))


def test_one_press_makes_the_proposed_person_the_contact(four: Team, staff_member: Staff) -> None:
    contact_person.wrong_person(four.chief, NEW)
    contact = contact_changes.accept(told(four), staff_member)
    assert (contact.email, contact.role, contact.is_colleague) == (NEW.email, NEW.role, False)
    assert mails("invitation") == [contact.id]
    assert four.chief.contact.left_at is not None
    assert db.session.get_one(Invitation, four.chief.invitation.id, populate_existing=True).revoked_at is not None
    assert request_queries.changes(four.request.id) == []
    assert need(four) is not Need.OTHER_CONTACT
    change = db.session.scalars(select(ContactChange)).one()
    for settle in (contact_changes.accept, contact_changes.put_aside):
        with pytest.raises(Refused):
            settle(change, staff_member)


def test_whoever_took_over_becomes_the_contact_without_a_second_link(four: Team, staff_member: Staff) -> None:
    taken = contact_person.hand_over(four.chief, NEW)
    contact = contact_changes.accept(told(four), staff_member)
    assert contact.id == taken.contact_id
    assert not contact.is_colleague
    assert mails("invitation") == []
    live = [one.contact_id for one in request_queries.live_invitations(four.request.id)]
    assert live.count(contact.id) == 1


def test_without_a_proposal_there_is_nothing_to_accept(four: Team, staff_member: Staff) -> None:
    contact_person.wrong_person(four.chief, ContactInput("", "", ""))
    with pytest.raises(Refused):
        contact_changes.accept(told(four), staff_member)
    contact_changes.put_aside(told(four), staff_member)
    assert request_queries.changes(four.request.id) == []


def test_a_closed_request_gives_the_new_contact_no_link(four: Team, staff_member: Staff) -> None:
    contact_person.wrong_person(four.chief, NEW)
    four.request.closed_at = now()
    contact = contact_changes.accept(told(four), staff_member)
    assert mails("invitation") == []
    assert db.session.get_one(Contact, contact.id).left_at is None


def test_a_colleague_hands_over_as_much_as_they_have(four: Team) -> None:
    invitation = contact_person.hand_over(four.writer, NEW)
    assert invitation.role is four.writer.invitation.role
    assert request_queries.changes(four.request.id) == []  # the secretariat's contact is the same as before
    with pytest.raises(NotAllowed):
        contact_person.wrong_person(at_work(four.chief, four.writer.invitation), NEW)


def test_another_organisations_request_is_untouched(four: Team) -> None:
    contact_person.hand_over(four.chief, NEW)
    other = next(request for kind, request in four.scene.requests.items() if kind is not MEMBER)
    assert request_queries.changes(other.id) == []
    assert ledger.row_of(other).need is not Need.OTHER_CONTACT
