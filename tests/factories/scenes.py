"""A small but whole council with a published form, for tests that start in the middle of the spine."""

import secrets
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from app.extensions import db, hash_token, links
from app.models import (
    Contact,
    Council,
    InputRequest,
    Invitation,
    Meeting,
    MeetingTheme,
    Organisation,
    Questionnaire,
    QuestionnaireVersion,
    Theme,
    now,
)
from forms import questionnaire as language
from forms import questionnaire_document
from forms.audience import Audience, OrganisationKind
from forms.localised import Localised
from tests.factories.people import ContactFactory, CouncilFactory, MembershipFactory, OrganisationFactory, ThemeFactory


@dataclass
class Scene:
    """What a test can reach for; organisations by kind."""

    council: Council
    meeting: Meeting
    themes: list[Theme]
    organisations: dict[OrganisationKind, Organisation]
    contacts: dict[OrganisationKind, Contact]
    questionnaire: Questionnaire
    version: QuestionnaireVersion
    requests: dict[OrganisationKind, InputRequest] = field(default_factory=dict)
    invitations: dict[OrganisationKind, Invitation] = field(default_factory=dict)


def text_of(sv: str, en: str) -> Localised:
    return Localised(sv=sv, en=en)


def small_form() -> language.Questionnaire:
    """Two sections; the second only for the youth council and the student forum."""
    young = Audience(kinds=frozenset({OrganisationKind.YOUTH_COUNCIL, OrganisationKind.STUDENT_FORUM}))
    everyone = language.Section(
        key="lage",
        title=text_of("Läget i dag", "The situation today"),
        questions=(
            language.Question(
                key="vad_ser_ni",
                type="long_text",
                label=text_of("Vad ser ni i er verksamhet?", "What do you see in your work?"),
                required=True,
                theme="skydd",
            ),
            language.Question(
                key="hur_vanligt",
                type="one_choice",
                label=text_of("Hur vanligt är det?", "How common is it?"),
                theme="samverkan",
                choices=(
                    language.Choice("ovanligt", text_of("Ovanligt", "Rare")),
                    language.Choice("vanligt", text_of("Vanligt", "Common")),
                ),
            ),
            language.Question(
                key="antal", type="integer", label=text_of("Hur många möter ni per år?", "How many do you meet a year?")
            ),
        ),
    )
    youth = language.Section(
        key="unga",
        title=text_of("För er som är unga", "For you who are young"),
        audience=young,
        questions=(
            language.Question(
                key="vad_vill_ni", type="long_text", label=text_of("Vad vill ni ändra?", "What do you want to change?")
            ),
        ),
    )
    return language.Questionnaire(
        title=text_of("Underlag till mötet", "Input to the meeting"),
        intro=text_of("Svara så kort ni vill.", "Answer as briefly as you like."),
        sections=(everyone, youth),
    )


def planned(days_to_deadline: int = 30) -> Scene:
    """A council with one organisation of each kind, a meeting, and a published form; nothing issued."""
    council = CouncilFactory()
    themes = [ThemeFactory(council=council, key=key, position=i) for i, key in enumerate(("skydd", "samverkan"))]
    organisations, contacts = {}, {}
    for position, kind in enumerate(OrganisationKind):
        organisations[kind] = OrganisationFactory(council=council)
        MembershipFactory(organisation=organisations[kind], kind=kind, position=position)
        contacts[kind] = ContactFactory(organisation=organisations[kind])
    meeting = Meeting(
        council=council,
        title="Mäns våld mot kvinnor",
        starts_at=now() + timedelta(days=days_to_deadline + 16),
        deadline_at=now() + timedelta(days=days_to_deadline),
        place="Stadshuset",
        dnr="0123/27",
        purpose="Rådet vill veta vad ni ser.",
        can_influence="Vad rådet tar upp.",
        settled="Tid och plats.",
        phone="031-390 06 10",
    )
    meeting.headline_themes = [MeetingTheme(theme=themes[0], position=0)]
    document = questionnaire_document.to_json(small_form())
    questionnaire = Questionnaire(meeting=meeting, document=document, changed_at=now())
    version = QuestionnaireVersion(
        questionnaire=questionnaire, number=1, document=document, sha256="0" * 64, published_at=now()
    )
    db.session.add_all([meeting, questionnaire, version])
    db.session.flush()
    return Scene(council, meeting, themes, organisations, contacts, questionnaire, version)


def issued(days_to_deadline: int = 30) -> Scene:
    """The same, with a request and an invitation for each organisation; no mail queued."""
    scene = planned(days_to_deadline)
    for kind, organisation in scene.organisations.items():
        request = InputRequest(
            meeting=scene.meeting, organisation=organisation, version=scene.version, kind=kind, issued_at=now()
        )
        invitation = invite(request, scene.contacts[kind])
        scene.requests[kind], scene.invitations[kind] = request, invitation
    db.session.flush()
    return scene


def invite(request: InputRequest, contact: Contact) -> Invitation:
    """An invitation whose link `link_of` knows."""
    nonce = secrets.token_bytes(16)
    invitation = Invitation(request=request, contact=contact, nonce=nonce, token_hash=hash_token(links.token(nonce)))
    db.session.add(invitation)
    return invitation


def link_of(invitation: Invitation) -> str:
    """The path of the personal link, as it stands in the mail."""
    return f"/invitation/{links.token(invitation.nonce)}"


def in_days(days: float) -> datetime:
    """A moment so many days from now."""
    return now() + timedelta(days=days)
