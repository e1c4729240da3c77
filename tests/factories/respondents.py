"""Somebody at work on a request, as `admit` would let them in."""

from app.access import Respondent
from app.extensions import db
from app.models import Contact
from forms.audience import OrganisationKind
from tests.factories.people import ContactFactory
from tests.factories.scenes import Scene, invite

MEMBER = OrganisationKind.MEMBER


def respondent_of(scene: Scene, kind: OrganisationKind = MEMBER) -> Respondent:
    """The contact whom the scene invited."""
    invitation = scene.invitations[kind]
    return Respondent(invitation, scene.requests[kind], scene.organisations[kind], scene.contacts[kind])


def colleague_of(scene: Scene, kind: OrganisationKind = MEMBER, **fields: str) -> Respondent:
    """A second invited contact of the same organisation."""
    contact: Contact = ContactFactory(organisation=scene.organisations[kind], **fields)
    invitation = invite(scene.requests[kind], contact)
    db.session.flush()
    return Respondent(invitation, scene.requests[kind], scene.organisations[kind], contact)
