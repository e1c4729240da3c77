"""Issuing: everyone who is asked gets what they lack, once."""

import pytest
from sqlalchemy import event, func, select

from app.extensions import db, hash_token, links
from app.models import InputRequest, Invitation, OutboxMessage, now
from app.queries.issue import issuing as issuing_queries
from app.services.issue import issuing
from app.services.issue.issuing import IssueCounts
from app.services.problems import Refused
from forms import questionnaire as language
from forms import questionnaire_document
from forms.audience import Audience, OrganisationKind
from tests.factories import scenes
from tests.factories.people import ContactFactory, MembershipFactory, OrganisationFactory


def count(model: type) -> int:
    return db.session.scalar(select(func.count()).select_from(model)) or 0


def test_everyone_gets_a_request_a_link_and_a_mail_once(app_context) -> None:
    scene = scenes.planned()
    assert issuing.issue(scene.meeting) == IssueCounts(5, 5, 5, 0)
    assert issuing.issue(scene.meeting) == IssueCounts(0, 0, 0, 0)
    assert (count(InputRequest), count(Invitation), count(OutboxMessage)) == (5, 5, 5)
    for invitation in db.session.scalars(select(Invitation)):
        assert invitation.token_hash == hash_token(links.token(invitation.nonce))
        assert len(invitation.nonce) == 16
        assert invitation.contact.organisation_id == invitation.request.organisation_id
    assert len(set(db.session.scalars(select(Invitation.nonce)))) == 5


def test_again_issues_only_what_is_new(app_context) -> None:
    scene = scenes.planned()
    issuing.issue(scene.meeting)
    ContactFactory(organisation=scene.organisations[OrganisationKind.MEMBER])
    late_comer = OrganisationFactory(council=scene.council)
    MembershipFactory(organisation=late_comer, position=9)
    ContactFactory(organisation=late_comer)
    assert issuing.issue(scene.meeting) == IssueCounts(1, 2, 2, 0)


def test_nobody_who_left_is_asked_and_a_missing_contact_is_told(app_context) -> None:
    scene = scenes.planned()
    scene.contacts[OrganisationKind.MEMBER].left_at = now()
    scene.organisations[OrganisationKind.OTHER].membership.left_at = now()
    db.session.flush()
    assert issuing_queries.plan(scene.meeting).without_contact == (scene.organisations[OrganisationKind.MEMBER].name,)
    assert issuing.issue(scene.meeting) == IssueCounts(4, 3, 3, 1)


def test_whom_the_form_asks_nothing_gets_nothing(app_context) -> None:
    scene = scenes.planned()
    young = Audience(kinds=frozenset({OrganisationKind.YOUTH_COUNCIL}))
    form = language.Questionnaire(
        sections=(
            language.Section(
                "a", scenes.text_of("A", "A"), audience=young, questions=scenes.small_form().sections[0].questions
            ),
            language.Section(
                "b",
                scenes.text_of("B", "B"),
                questions=(language.Question("n", "note", scenes.text_of("Läs", "Read")),),
            ),
        )
    )
    scene.version.document = questionnaire_document.to_json(form)
    db.session.flush()
    assert issuing.issue(scene.meeting) == IssueCounts(1, 1, 1, 0)
    assert len(issuing_queries.plan(scene.meeting).not_asked) == 4


def test_without_a_published_form_or_after_closing_it_is_refused(app_context) -> None:
    scene = scenes.planned()
    scene.meeting.closed_at = now()
    with pytest.raises(Refused, match="avslutat"):
        issuing.issue(scene.meeting)
    scene.meeting.closed_at = None
    db.session.delete(scene.version)
    db.session.flush()
    with pytest.raises(Refused, match="publicerat"):
        issuing.issue(scene.meeting)
    assert count(InputRequest) == 0


def test_a_council_without_organisations_is_told_so(app_context) -> None:
    scene = scenes.planned()
    for organisation in scene.organisations.values():
        organisation.membership.left_at = now()
    db.session.flush()
    with pytest.raises(Refused, match="inga organisationer"):
        issuing.issue(scene.meeting)


def test_new_contacts_of_a_closed_request_get_nothing(app_context) -> None:
    scene = scenes.planned()
    issuing.issue(scene.meeting)
    request = db.session.scalars(select(InputRequest).order_by(InputRequest.id)).first()
    request.closed_at = now()
    ContactFactory(organisation=request.organisation)
    assert issuing.issue(scene.meeting) == IssueCounts(0, 0, 0, 0)


def test_a_thousand_organisations_cost_no_more_statements(app_context) -> None:
    scene = scenes.planned()
    statements: list[str] = []
    event.listen(db.engine, "before_cursor_execute", lambda *a: statements.append(a[2]))
    for position in range(40):
        organisation = OrganisationFactory(council=scene.council)
        MembershipFactory(organisation=organisation, position=100 + position)
        ContactFactory(organisation=organisation)
    db.session.flush()
    statements.clear()
    assert issuing.issue(scene.meeting).mails == 45
    first = len(statements)
    for position in range(200):
        organisation = OrganisationFactory(council=scene.council)
        MembershipFactory(organisation=organisation, position=1000 + position)
        ContactFactory(organisation=organisation)
    db.session.flush()
    statements.clear()
    assert issuing.issue(scene.meeting).mails == 200
    assert len(statements) <= first + 3
