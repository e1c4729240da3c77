"""What is issued: an input request per organisation, and a personal invitation per contact."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, Index, LargeBinary, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.models.base import Base, HasCreatedAt, HasId, word
from app.models.meetings import Meeting, QuestionnaireVersion
from app.models.people import Contact, Organisation
from forms.audience import OrganisationKind


class RequestState(StrEnum):
    """How far an organisation has come. Silence is not a state: it is an issued request past its deadline."""

    ISSUED = "issued"
    OPENED = "opened"
    STARTED = "started"
    SUBMITTED = "submitted"
    ABSTAINED = "abstained"


class InvitationRole(StrEnum):
    """What a contact may do on a request; each may do all that those before it may.

    Contributors write. Coordinators invite colleagues too. Approvers send, also where an answer has to be approved.
    """

    CONTRIBUTOR = "contributor"
    COORDINATOR = "coordinator"
    APPROVER = "approver"

    @property
    def rank(self) -> int:
        """How much the role may do, to be compared."""
        return list(InvitationRole).index(self)


class ChangeReason(StrEnum):
    """Why an organisation should have another contact."""

    WRONG_PERSON = "wrong_person"
    HANDED_OVER = "handed_over"


class InputRequest(HasId, Base):
    """One organisation's form for one meeting: its own questions, deadline, state and note."""

    __tablename__ = "input_request"
    __table_args__ = (UniqueConstraint("meeting_id", "organisation_id"),)

    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id"))
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"), index=True)
    version_id: Mapped[int] = mapped_column(ForeignKey("questionnaire_version.id"))
    # The version that the organisation last knew, while it has not read what a correction changed; else empty.
    known_version_id: Mapped[int | None] = mapped_column(ForeignKey("questionnaire_version.id"))
    # The kind at issue: the form must not change under somebody whose membership is corrected later.
    kind: Mapped[OrganisationKind] = mapped_column(word(OrganisationKind, "kind_known"))
    state: Mapped[RequestState] = mapped_column(word(RequestState, "state_known"), default=RequestState.ISSUED)
    issued_at: Mapped[datetime]
    # Only where the organisation has a deadline of its own; else the meeting's holds.
    own_deadline_at: Mapped[datetime | None]
    closed_at: Mapped[datetime | None]
    note: Mapped[str] = mapped_column(default="")

    meeting: Mapped[Meeting] = relationship()
    organisation: Mapped[Organisation] = relationship()
    version: Mapped[QuestionnaireVersion] = relationship(foreign_keys=version_id)
    invitations: Mapped[list["Invitation"]] = relationship(back_populates="request", order_by="Invitation.id")

    @property
    def deadline_at(self) -> datetime:
        """The deadline that holds for this organisation, in UTC."""
        return self.own_deadline_at or self.meeting.deadline_at


class Invitation(HasId, HasCreatedAt, Base):
    """One contact's personal link to one request, and its ledger.

    The link's token is derived from `nonce` with the service's secret key (app/extensions.py), so that reminders
    can repeat it while the database holds only its SHA-256. A new link is a new row; the old one is revoked.
    """

    __tablename__ = "invitation"
    __table_args__ = (
        CheckConstraint("length(token_hash) = 64", name="token_hash_is_sha256"),
        CheckConstraint("length(nonce) >= 16", name="nonce_is_128_bits"),
    )

    request_id: Mapped[int] = mapped_column(ForeignKey("input_request.id"), index=True)
    contact_id: Mapped[int] = mapped_column(ForeignKey("contact.id"), index=True)
    nonce: Mapped[bytes] = mapped_column(LargeBinary)
    token_hash: Mapped[str] = mapped_column(unique=True)
    opened_at: Mapped[datetime | None]
    reminded_at: Mapped[datetime | None]
    bounced_at: Mapped[datetime | None]
    revoked_at: Mapped[datetime | None]
    role: Mapped[InvitationRole] = mapped_column(word(InvitationRole, "role_known"), default=InvitationRole.APPROVER)

    request: Mapped[InputRequest] = relationship(back_populates="invitations")
    contact: Mapped[Contact] = relationship()
    colleague: Mapped["ColleagueInvitation | None"] = relationship(back_populates="invitation")


class ColleagueInvitation(Base):
    """Who of the organisation invited a colleague. Invitations of the secretariat have no such row."""

    __tablename__ = "colleague_invitation"

    invitation_id: Mapped[int] = mapped_column(ForeignKey("invitation.id"), primary_key=True)
    invited_by_id: Mapped[int] = mapped_column(ForeignKey("contact.id"))

    invitation: Mapped[Invitation] = relationship(back_populates="colleague")
    invited_by: Mapped[Contact] = relationship()


class ContactChange(HasId, HasCreatedAt, Base):
    """A contact told the secretariat that somebody else should answer, and perhaps who. It is settled by the staff."""

    __tablename__ = "contact_change"
    __table_args__ = (
        CheckConstraint("email = lower(email)", name="email_is_lower_case"),
        CheckConstraint("language IN ('sv', 'en')", name="language_known"),
        CheckConstraint("(settled_at IS NULL) = (settled_by_id IS NULL)", name="settled_by_somebody"),
        CheckConstraint("reason <> 'handed_over' OR email <> ''", name="handed_over_to_somebody"),
    )

    request_id: Mapped[int] = mapped_column(ForeignKey("input_request.id"), index=True)
    contact_id: Mapped[int] = mapped_column(ForeignKey("contact.id"))
    reason: Mapped[ChangeReason] = mapped_column(word(ChangeReason, "reason_known"))
    email: Mapped[str] = mapped_column(default="")
    name: Mapped[str] = mapped_column(default="")
    role: Mapped[str] = mapped_column(default="")
    language: Mapped[str] = mapped_column(default="sv")
    settled_at: Mapped[datetime | None]
    settled_by_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))

    request: Mapped[InputRequest] = relationship()
    contact: Mapped[Contact] = relationship()


Index(
    "uq_invitation_live",
    Invitation.request_id,
    Invitation.contact_id,
    unique=True,
    sqlite_where=Invitation.revoked_at.is_(None),
    postgresql_where=Invitation.revoked_at.is_(None),
)
