"""What issuing a meeting's form would do: whom it would ask, and which contacts would get a link."""

from dataclasses import dataclass

from sqlalchemy import select

from app.extensions import db
from app.models import (
    ChangeReason,
    Contact,
    ContactChange,
    InputRequest,
    Invitation,
    Meeting,
    Membership,
    Organisation,
    Questionnaire,
    QuestionnaireVersion,
)
from forms import questionnaire as language
from forms import questionnaire_document
from forms.audience import OrganisationKind


@dataclass(frozen=True)
class Receiver:
    """A contact who would get a mail with a link."""

    contact_id: int
    email: str
    role: str
    undeliverable: bool


@dataclass(frozen=True)
class Asked:
    """An organisation that would get something: a request, or links for contacts that are new.

    `request_id` is None where the request itself is new.
    """

    organisation_id: int
    name: str
    kind: OrganisationKind
    request_id: int | None
    receivers: tuple[Receiver, ...]


@dataclass(frozen=True)
class IssuePlan:
    """What one press would do. `version` is None where nothing is published yet; `members` counts the council's."""

    version: QuestionnaireVersion | None
    asked: tuple[Asked, ...] = ()
    not_asked: tuple[str, ...] = ()
    members: int = 0

    @property
    def requests(self) -> tuple[Asked, ...]:
        """The organisations that would get a new request."""
        return tuple(one for one in self.asked if one.request_id is None)

    @property
    def mails(self) -> int:
        """How many mails would be queued."""
        return sum(len(one.receivers) for one in self.asked)

    @property
    def without_contact(self) -> tuple[str, ...]:
        """The new organisations that nobody can be written to."""
        return tuple(one.name for one in self.requests if not one.receivers)


def published_version(meeting_id: int) -> QuestionnaireVersion | None:
    """The newest published version of the meeting's form, or None."""
    return db.session.scalar(
        select(QuestionnaireVersion)
        .join(QuestionnaireVersion.questionnaire)
        .where(Questionnaire.meeting_id == meeting_id)
        .order_by(QuestionnaireVersion.number.desc())
        .limit(1)
    )


def plan(meeting: Meeting) -> IssuePlan:
    """What issuing would do now, in the council's own order; four queries, however many organisations."""
    version = published_version(meeting.id)
    if version is None:
        return IssuePlan(None)
    form = questionnaire_document.from_json(version.document)
    receivers, requests = _receivers(meeting), _requests(meeting)
    asked, not_asked = [], []
    members = _members(meeting)
    for organisation_id, name, kind in members:
        request_id, closed = requests.get(organisation_id, (None, False))
        if request_id is None and not asks(form, kind, organisation_id):
            not_asked.append(name)
            continue
        one = Asked(organisation_id, name, kind, request_id, tuple(receivers.get(organisation_id, ())))
        if request_id is None or (one.receivers and not closed):
            asked.append(one)
    return IssuePlan(version, tuple(asked), tuple(not_asked), len(members))


def asks(form: language.Questionnaire, kind: OrganisationKind, organisation_id: int) -> bool:
    """Whether the form has at least one question for this organisation; a note asks nothing."""
    return any(question.type != "note" for question in form.for_organisation(kind, organisation_id).questions())


def _members(meeting: Meeting) -> list[tuple[int, str, OrganisationKind]]:
    query = (
        select(Organisation.id, Organisation.name, Membership.kind)
        .join(Organisation.membership)
        .where(Membership.council_id == meeting.council_id, Membership.left_at.is_(None))
        .order_by(Membership.position, Organisation.id)
    )
    return [(row.id, row.name, row.kind) for row in db.session.execute(query)]


def _requests(meeting: Meeting) -> dict[int, tuple[int, bool]]:
    """Request id and whether it is closed, by organisation."""
    query = (
        select(InputRequest.organisation_id, InputRequest.id, InputRequest.closed_at)
        .where(InputRequest.meeting_id == meeting.id)
        .order_by(InputRequest.id)
    )
    return {row.organisation_id: (row.id, row.closed_at is not None) for row in db.session.execute(query)}


def _receivers(meeting: Meeting) -> dict[int, list[Receiver]]:
    """The contacts who have no link to this meeting's request yet, by organisation."""
    invited = (
        select(Invitation.contact_id)
        .join(Invitation.request)
        .where(InputRequest.meeting_id == meeting.id, Invitation.revoked_at.is_(None))
    )
    handed_over = (
        select(ContactChange.contact_id)
        .join(ContactChange.request)
        .where(InputRequest.meeting_id == meeting.id, ContactChange.reason == ChangeReason.HANDED_OVER)
    )
    query = (
        select(Contact.id, Contact.email, Contact.role, Contact.undeliverable_at, Contact.organisation_id)
        .join(Contact.organisation)
        .where(
            Organisation.council_id == meeting.council_id,
            Contact.left_at.is_(None),
            # Colleagues are invited by colleagues, and whoever handed the request over is done with it.
            Contact.is_colleague.is_(False),
            Contact.id.not_in(handed_over),
            Contact.id.not_in(invited),  # read once; asked anew for each contact it grows with their square
        )
        .order_by(Contact.id)
    )
    found: dict[int, list[Receiver]] = {}
    for row in db.session.execute(query):
        receiver = Receiver(row.id, row.email, row.role, row.undeliverable_at is not None)
        found.setdefault(row.organisation_id, []).append(receiver)
    return found
