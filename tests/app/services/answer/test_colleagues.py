"""Colleagues invite one another, each to this request alone; what was given can be taken back."""

import pytest
from sqlalchemy import select

from app.extensions import db
from app.models import AuditEvent, BrowserSession, Contact, DraftTask, Invitation, OutboxMessage, now
from app.queries.issue import issuing, ledger
from app.services import sessions
from app.services.answer import colleagues, together
from app.services.answer.colleagues import ColleagueInput
from app.services.input_checks import RefusedInput
from app.services.issue import issuing as issuing_service
from app.services.issue import requests
from app.services.plan import contacts
from app.services.plan.contacts import ContactInput
from app.services.problems import NotAllowed, Refused
from tests.factories.respondents import colleague_of, respondent_of
from tests.factories.teams import APPROVER, CONTRIBUTOR, COORDINATOR, MEMBER, Team, at_work, invited, team


@pytest.fixture
def four(app_context) -> Team:
    made = team()
    db.session.commit()
    return made


def kinds() -> list[str]:
    return list(db.session.scalars(select(OutboxMessage.kind).order_by(OutboxMessage.id)))


def test_a_colleague_gets_a_link_of_their_own_and_a_mail(four: Team) -> None:
    invitation = four.writer.invitation
    assert (invitation.request_id, invitation.role) == (four.request.id, CONTRIBUTOR)
    assert invitation.colleague is not None
    assert invitation.colleague.invited_by_id == four.chief.contact.id
    assert four.writer.contact.is_colleague
    assert invitation.token_hash != four.chief.invitation.token_hash
    assert kinds() == ["colleague", "colleague"]
    assert [one.action for one in db.session.scalars(select(AuditEvent))] == ["colleague_invited"] * 2


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        (ColleagueInput("ingen adress"), "email"),
        (ColleagueInput(""), "email"),
        (ColleagueInput("SKRIBENTEN@organisation.example"), "email"),
        (ColleagueInput("ny@organisation.example", role="owner"), "role"),
        (ColleagueInput("ny@organisation.example", language="fi"), "language"),
    ],
)
def test_what_cannot_be_stored_is_told_at_its_field(four: Team, typed: ColleagueInput, field: str) -> None:
    with pytest.raises(RefusedInput) as refused:
        colleagues.invite(four.chief, typed)
    assert list(refused.value.errors) == [field]


def test_nobody_gives_more_than_they_have(four: Team) -> None:
    assert invited(four.helper, "Fjärde", COORDINATOR).invitation.role is COORDINATOR
    with pytest.raises(RefusedInput):
        invited(four.helper, "Femte", APPROVER)
    with pytest.raises(NotAllowed):
        invited(four.writer, "Sjätte")
    with pytest.raises(NotAllowed):
        colleagues.change_role(four.helper, four.helper.invitation, "approver")
    with pytest.raises(NotAllowed):
        colleagues.change_role(four.helper, four.chief.invitation, "contributor")


def test_not_a_whole_town_is_invited(four: Team, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(colleagues, "MOST_TOGETHER", 3)
    with pytest.raises(RefusedInput):
        invited(four.chief, "Fjärde")


def test_a_closed_request_takes_no_colleagues(four: Team) -> None:
    requests.close(four.request)
    with pytest.raises(Refused):
        invited(four.chief, "Sen")


def test_a_link_is_taken_back_with_its_browsers_and_what_waited_for_its_holder(four: Team) -> None:
    sessions.begin_for_invitation(four.writer.invitation)
    together.assign(four.chief, "antal", str(four.writer.invitation.id))
    colleagues.revoke(four.chief, four.writer.invitation)
    assert four.writer.invitation.revoked_at is not None
    assert db.session.scalars(select(BrowserSession.ended_at)).one() is not None
    assert db.session.scalars(select(DraftTask)).one().assigned_to_id is None
    with pytest.raises(NotAllowed):
        together.comment(four.writer, "", "Är jag kvar?")
    assert invited(four.chief, "Skribenten").contact.id == four.writer.contact.id


def test_who_may_take_a_link_back(four: Team) -> None:
    own = invited(four.helper, "Fjärde")
    with pytest.raises(NotAllowed):
        colleagues.revoke(four.writer, own.invitation)
    with pytest.raises(NotAllowed):
        colleagues.revoke(four.helper, four.chief.invitation)  # the secretariat's own contact
    with pytest.raises(NotAllowed):
        colleagues.revoke(four.helper, four.helper.invitation)
    colleagues.change_role(four.chief, four.helper.invitation, "contributor")
    colleagues.revoke(four.helper, own.invitation)  # whoever invited may, whatever they may otherwise
    with pytest.raises(NotAllowed):
        colleagues.revoke(four.helper, four.writer.invitation)


def test_somebody_can_always_approve(four: Team) -> None:
    with pytest.raises(Refused):
        colleagues.change_role(four.chief, four.chief.invitation, "contributor")
    colleagues.change_role(four.chief, four.helper.invitation, "approver")
    assert colleagues.change_role(four.chief, four.chief.invitation, "contributor") is CONTRIBUTOR


def test_a_role_that_was_taken_counts_at_once(four: Team) -> None:
    held = at_work(four.chief, four.helper.invitation)
    colleagues.change_role(four.chief, db.session.get_one(Invitation, four.helper.invitation.id), "contributor")
    with pytest.raises(NotAllowed):
        invited(held, "Sjunde")


def test_the_next_meeting_does_not_ask_colleagues(four: Team) -> None:
    plan = issuing.plan(four.scene.meeting)
    assert plan.asked == ()
    four.request.meeting.council.approval_required = False
    colleagues.revoke(four.chief, four.writer.invitation)
    assert issuing_service.issue(four.scene.meeting).invitations == 0
    row = next(row for row in ledger.rows(four.scene.meeting) if row.request_id == four.request.id)
    assert [one.email for one in row.contacts] == [four.chief.contact.email]


def test_a_colleague_can_become_the_contact(four: Team) -> None:
    typed = ContactInput("Skribenten", "Utredare", four.writer.contact.email)
    contact = contacts.add(four.chief.organisation, typed)
    assert contact.id == four.writer.contact.id
    assert not contact.is_colleague
    with pytest.raises(RefusedInput):
        contacts.add(four.chief.organisation, typed)


def test_a_new_link_keeps_role_and_who_invited(four: Team) -> None:
    fresh = requests.new_link(four.writer.invitation)
    assert fresh.role is CONTRIBUTOR
    assert fresh.colleague is not None
    assert fresh.colleague.invited_by_id == four.chief.contact.id


def test_a_contact_without_link_is_invited_as_the_contact_it_is(four: Team) -> None:
    other = colleague_of(four.scene, MEMBER, email="registrator@organisation.example", name="Registrator")
    other.invitation.revoked_at = now()
    db.session.flush()
    colleagues.invite(four.chief, ColleagueInput("registrator@organisation.example", "Annat namn"))
    contact = db.session.get_one(Contact, other.contact.id)
    assert (contact.name, contact.is_colleague) == ("Registrator", False)


def test_two_organisations_may_have_a_colleague_with_the_same_address(four: Team) -> None:
    other = respondent_of(four.scene, next(kind for kind in four.scene.requests if kind is not MEMBER))
    theirs = colleagues.invite(other, ColleagueInput(four.writer.contact.email))
    assert theirs.contact_id != four.writer.contact.id
    assert theirs.request_id == other.request.id
