"""Several who answer together, each with a role, as the pages' services would have made them."""

import re
from dataclasses import dataclass

from app.access import Respondent
from app.extensions import db
from app.models import InputRequest, Invitation, InvitationRole
from app.queries.answer import drafts as draft_queries
from app.queries.answer import submissions as submission_queries
from app.services.answer import colleagues, drafts
from app.services.answer.colleagues import ColleagueInput
from forms.answers import QuotePermission
from forms.documents import Json
from tests.factories import scenes
from tests.factories.respondents import MEMBER, respondent_of
from tests.factories.scenes import Scene

CONTRIBUTOR, COORDINATOR, APPROVER = InvitationRole


@dataclass(frozen=True)
class Team:
    """The contact of an organisation, who approves, and two colleagues whom the contact invited."""

    scene: Scene
    chief: Respondent
    writer: Respondent
    helper: Respondent

    @property
    def request(self) -> InputRequest:
        return self.chief.request


def team(*, approval: bool = True) -> Team:
    """A team in an issued scene; its council asks for approval or does not."""
    scene = scenes.issued()
    scene.council.approval_required = approval
    chief = respondent_of(scene)
    return Team(scene, chief, invited(chief, "Skribenten"), invited(chief, "Hjälparen", COORDINATOR))


def invited(by: Respondent, name: str, role: InvitationRole = CONTRIBUTOR) -> Respondent:
    """A colleague with a link of their own."""
    address = f"{re.sub('[^a-z]', '-', name.lower())}@organisation.example"
    invitation = colleagues.invite(by, ColleagueInput(address, name, role.value))
    return at_work(by, invitation)


def at_work(colleague: Respondent, invitation: Invitation) -> Respondent:
    """Whoever holds this invitation, at the same request as the colleague."""
    return Respondent(invitation, colleague.request, colleague.organisation, invitation.contact)


def write(someone: Respondent, **texts: Json) -> None:
    """Save texts by question key, as a page that shows what stands there."""
    form = draft_queries.own_form(someone.request).questionnaire
    stands = draft_queries.stored(someone.request.id).answers
    answers = []
    for key, text in texts.items():
        question = form.question(key)
        assert question is not None
        version = stands[key].version if key in stands else 0
        answers.append(drafts.TypedAnswer(question, text, QuotePermission.NAMED, version, ""))
    assert not drafts.save(someone, answers).clashes
    db.session.flush()


def shown(someone: Respondent) -> str:
    """The hash of what a check page would show now."""
    return submission_queries.ready(someone.request, "sv").sha256


__all__ = ["APPROVER", "CONTRIBUTOR", "COORDINATOR", "MEMBER", "Team", "at_work", "invited", "shown", "team", "write"]
