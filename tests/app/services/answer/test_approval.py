"""An answer that has to be approved is sent by an approver alone, and only as the approver has read it."""

import threading

import pytest
from flask import Flask
from sqlalchemy import func, select

from app.access import Respondent
from app.extensions import db
from app.models import (
    Approval,
    ApprovalOutcome,
    ApprovalRule,
    InputRequest,
    Invitation,
    OutboxMessage,
    Submission,
)
from app.queries.answer import approvals
from app.queries.answer import together as together_queries
from app.services.answer import approval, colleagues, submissions
from app.services.answer.submissions import ChangedMeanwhile, NothingAnswered, NotReady
from app.services.input_checks import RefusedInput
from app.services.problems import Conflict, NotAllowed, Refused
from tests.factories.teams import APPROVER, Team, invited, shown, team, write


@pytest.fixture
def four(app_context) -> Team:
    made = team()
    write(made.writer, vad_ser_ni="Fler söker stöd.", antal="12")
    db.session.commit()
    return made


def ask(four: Team, by: Respondent | None = None) -> Approval:
    someone = by or four.writer
    return submissions.ask_approval(someone, shown(someone), "sv")


def mails() -> list[tuple[str, int]]:
    query = select(OutboxMessage.kind, OutboxMessage.contact_id).where(OutboxMessage.kind != "colleague")
    return [tuple(row) for row in db.session.execute(query.order_by(OutboxMessage.id))]


@pytest.mark.parametrize("rule", list(ApprovalRule))
@pytest.mark.parametrize("council", [True, False])
def test_the_organisations_rule_goes_before_the_councils(four: Team, rule: ApprovalRule, council: bool) -> None:
    four.scene.council.approval_required = council
    four.chief.organisation.membership.approval = rule
    db.session.flush()
    wanted = council if rule is ApprovalRule.INHERIT else rule is ApprovalRule.REQUIRED
    assert approvals.required(four.request) is wanted


@pytest.mark.parametrize("who", ["writer", "helper"])
def test_only_an_approver_sends_or_abstains(four: Team, who: str) -> None:
    someone = getattr(four, who)
    with pytest.raises(NotAllowed):
        submissions.send(someone, "nyckel", shown(someone), "sv")
    with pytest.raises(NotAllowed):
        submissions.abstain(someone, "nyckel", "", "sv")
    assert db.session.scalar(select(func.count(Submission.id))) == 0
    assert submissions.send(four.chief, "nyckel", shown(four.chief), "sv").number == 1


def test_without_the_rule_everybody_sends(four: Team) -> None:
    four.scene.council.approval_required = False
    db.session.flush()
    assert submissions.send(four.writer, "nyckel", shown(four.writer), "sv").contact_id == four.writer.contact.id


def test_the_approvers_are_told_once_and_nobody_else(four: Team) -> None:
    first = ask(four)
    assert ask(four).id == first.id
    assert mails() == [("ready_for_review", four.chief.contact.id)]


def test_what_cannot_be_sent_cannot_be_handed_over(four: Team) -> None:
    with pytest.raises(ChangedMeanwhile):
        submissions.ask_approval(four.writer, "0" * 64, "sv")
    write(four.writer, antal="många")
    with pytest.raises(NotReady):
        ask(four)
    write(four.writer, antal="", vad_ser_ni="")
    with pytest.raises((NotReady, NothingAnswered)):
        ask(four)


def test_an_approver_sends_what_was_handed_over(four: Team) -> None:
    asked = ask(four)
    sent = submissions.send(four.chief, "nyckel", shown(four.chief), "sv", str(asked.id))
    assert sent.sha256 == asked.sha256
    assert (asked.outcome, asked.decided_by_id) == (ApprovalOutcome.SENT, four.chief.contact.id)
    assert approvals.waiting(four.request.id) is None
    receipts = [contact for kind, contact in mails() if kind == "receipt"]
    assert receipts == [four.chief.contact.id, four.writer.contact.id, four.helper.contact.id]


def test_a_change_after_handing_over_needs_a_new_look(four: Team) -> None:
    asked, seen = ask(four), shown(four.chief)
    write(four.helper, antal="13")
    with pytest.raises(ChangedMeanwhile):
        submissions.send(four.chief, "nyckel", seen, "sv", str(asked.id))
    again = ask(four)
    assert again.id != asked.id
    assert asked.outcome is ApprovalOutcome.REPLACED
    with pytest.raises(Conflict):
        submissions.send(four.chief, "nyckel", shown(four.chief), "sv", str(asked.id))
    assert submissions.send(four.chief, "nyckel", shown(four.chief), "sv", str(again.id)).sha256 == again.sha256


def test_sending_back_tells_those_who_wrote_why(four: Team) -> None:
    asked = ask(four, four.helper)
    approval.send_back(four.chief, asked.id, "Nämn skolan också.")
    assert asked.outcome is ApprovalOutcome.SENT_BACK
    assert [one.text for one in together_queries.comments(four.request.id)] == ["Nämn skolan också."]
    told = sorted(contact for kind, contact in mails() if kind == "sent_back")
    assert told == sorted([four.writer.contact.id, four.helper.contact.id])
    assert approvals.waiting(four.request.id) is None


def test_sending_back_needs_an_approver_a_comment_and_something_that_waits(four: Team) -> None:
    asked = ask(four)
    with pytest.raises(NotAllowed):
        approval.send_back(four.helper, asked.id, "Nej")
    with pytest.raises(RefusedInput):
        approval.send_back(four.chief, asked.id, "  ")
    with pytest.raises(Conflict):
        approval.send_back(four.chief, asked.id + 1, "Nej")
    submissions.send(four.chief, "nyckel", shown(four.chief), "sv", str(asked.id))
    with pytest.raises(Conflict):
        approval.send_back(four.chief, asked.id, "Vänta")


def test_one_approver_does_not_send_what_another_has_just_sent_back(four: Team) -> None:
    second = invited(four.chief, "Andra chefen", APPROVER)
    asked, seen = ask(four), shown(four.chief)
    approval.send_back(second, asked.id, "Vänta med det här.")
    with pytest.raises(Conflict):
        submissions.send(four.chief, "nyckel", seen, "sv", str(asked.id))


def test_whoever_may_no_longer_approve_sends_nothing(four: Team) -> None:
    second = invited(four.chief, "Andra chefen", APPROVER)
    colleagues.revoke(four.chief, second.invitation)
    with pytest.raises(NotAllowed):
        submissions.send(second, "nyckel", shown(second), "sv")


def test_nobody_to_approve_is_told_plainly(four: Team) -> None:
    four.chief.invitation.revoked_at = four.chief.invitation.created_at
    db.session.flush()
    with pytest.raises(Refused):
        ask(four)


def test_two_approvers_at_once_make_one_submission(app: Flask) -> None:
    with app.app_context(), db.transaction():
        made = team()
        second = invited(made.chief, "Andra chefen", APPROVER)
        write(made.writer, vad_ser_ni="Fler söker stöd.")
        asked = ask(made)
        ids = [made.chief.invitation.id, second.invitation.id]
        seen, review = shown(made.chief), str(asked.id)
    start, numbers = threading.Barrier(2), []

    def press(invitation_id: int) -> None:
        with app.app_context(), db.transaction():
            held = db.session.get_one(Invitation, invitation_id)
            request = db.session.get_one(InputRequest, held.request_id)
            someone = Respondent(held, request, request.organisation, held.contact)
            db.session.rollback()
            start.wait(10)
            try:
                numbers.append(submissions.send(someone, f"nyckel-{invitation_id}", seen, "sv", review).number)
            except Conflict:
                numbers.append(0)

    threads = [threading.Thread(target=press, args=(one,)) for one in ids]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(numbers) in ([0, 1], [1, 1])
    with app.app_context():
        assert db.session.scalar(select(func.count(Submission.id))) == 1
        outcomes = list(db.session.scalars(select(Approval.outcome)))
        assert outcomes == [ApprovalOutcome.SENT]
