"""What the secretariat does with a request that is out."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from app.extensions import db
from app.models import AuditEvent, BrowserSession, Invitation, OutboxMessage, RequestState, now
from app.services import sessions
from app.services.input_checks import RefusedInput
from app.services.issue import requests
from app.services.problems import Refused
from forms import moments
from forms.audience import OrganisationKind
from tests.factories import scenes


@pytest.fixture
def scene(app_context) -> scenes.Scene:
    scene = scenes.issued()
    db.session.commit()
    return scene


def kinds() -> list[str]:
    return list(db.session.scalars(select(OutboxMessage.kind).order_by(OutboxMessage.id)))


def a_day(days: int) -> str:
    return moments.day_of(now() + timedelta(days=days)).isoformat()


def test_reminding_is_once_a_day(scene) -> None:
    request = scene.requests[OrganisationKind.MEMBER]
    assert requests.remind(request) == 1
    assert requests.remind(request) == 0
    assert requests.remind_all(scene.meeting) == 4
    assert requests.remind_all(scene.meeting) == 0
    assert kinds() == ["reminder"] * 5


def test_those_who_are_done_closed_or_unreachable_are_left_in_peace(scene) -> None:
    done, abstained, closed, bounced, _ = scene.requests.values()
    done.state, abstained.state = RequestState.SUBMITTED, RequestState.ABSTAINED
    closed.closed_at = now()
    bounced.invitations[0].contact.undeliverable_at = now()
    db.session.flush()
    assert requests.remind_all(scene.meeting) == 1
    for request in (done, abstained, closed):
        with pytest.raises(Refused):
            requests.remind(request)


def test_sending_again_waits_for_the_first_to_go_out(scene) -> None:
    invitation = scene.invitations[OrganisationKind.MEMBER]
    requests.resend(invitation)
    with pytest.raises(Refused, match="väntar"):
        requests.resend(invitation)
    assert kinds() == ["invitation"]


def test_a_new_link_kills_the_old_one_and_its_sessions(scene) -> None:
    old = scene.invitations[OrganisationKind.MEMBER]
    sessions.begin_for_invitation(old)
    fresh = requests.new_link(old)
    assert fresh.token_hash != old.token_hash
    assert db.session.get(Invitation, old.id, populate_existing=True).revoked_at is not None
    assert db.session.scalars(select(BrowserSession)).one().ended_at is not None
    assert kinds() == ["new_link"]
    with pytest.raises(Refused):
        requests.new_link(old)


def test_an_own_deadline_is_told_and_can_be_dropped(scene) -> None:
    request = scene.requests[OrganisationKind.MEMBER]
    assert requests.set_own_deadline(request, a_day(10))
    assert moments.is_end_of_day(request.deadline_at)
    assert not requests.set_own_deadline(request, a_day(10))
    assert requests.drop_own_deadline(request)
    assert request.deadline_at == scene.meeting.deadline_at
    assert kinds() == ["changed_deadline"] * 2


@pytest.mark.parametrize("day", ["", "i morgon", a_day(-1), a_day(400)])
def test_an_impossible_deadline_is_refused_at_its_field(scene, day: str) -> None:
    with pytest.raises(RefusedInput) as refusal:
        requests.set_own_deadline(scene.requests[OrganisationKind.MEMBER], day)
    assert list(refusal.value.errors) == ["day"]
    assert kinds() == []


def test_closing_and_reopening(scene) -> None:
    request = scene.requests[OrganisationKind.MEMBER]
    requests.close(request)
    with pytest.raises(Refused):
        requests.set_own_deadline(request, a_day(5))
    with pytest.raises(Refused):
        requests.new_link(scene.invitations[OrganisationKind.MEMBER])
    requests.reopen(request)
    assert request.closed_at is None
    scene.meeting.closed_at = now()
    with pytest.raises(Refused):
        requests.reopen(request)


def test_a_note_is_kept_and_not_repeated_in_the_log(scene) -> None:
    request = scene.requests[OrganisationKind.MEMBER]
    requests.write_note(request, " Ringde den 3 maj.\r\nLovade svara. ")
    assert request.note.splitlines() == ["Ringde den 3 maj.", "Lovade svara."]
    with pytest.raises(RefusedInput):
        requests.write_note(request, "x" * 2001)
    logged = db.session.scalars(select(AuditEvent)).all()
    assert "Ringde" not in str([event.details for event in logged])
