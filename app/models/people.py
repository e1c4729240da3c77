"""Who takes part: councils, their organisations and contacts, and the staff who run them."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import JSON, CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.models.base import Base, HasCreatedAt, HasId, word
from forms.audience import OrganisationKind


class StaffRole(StrEnum):
    """What a person of staff may do; `app/access.py` holds the table of permissions."""

    SECRETARIAT = "secretariat"
    CHAIR = "chair"
    ADMIN = "admin"


COLLECTING_KINDS = (OrganisationKind.RIGHTS_COUNCIL, OrganisationKind.STUDENT_FORUM, OrganisationKind.YOUTH_COUNCIL)
"""Kinds of organisations that have members of their own to ask, where the council has not said otherwise."""


class ApprovalRule(StrEnum):
    """Whether an organisation's answer needs an approver: as its council says, or by a rule of its own."""

    INHERIT = "inherit"
    REQUIRED = "required"
    NOT_REQUIRED = "not_required"


class Council(HasId, HasCreatedAt, Base):
    """The body that meets. Its mailbox and phone stand in every mail and on every form.

    `collecting_kinds` are the kinds of organisations that may collect their members' views before they answer.
    """

    __tablename__ = "council"

    code: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    mailbox: Mapped[str] = mapped_column(default="")
    phone: Mapped[str] = mapped_column(default="")
    collecting_kinds: Mapped[list[str]] = mapped_column(JSON, default=lambda: list(COLLECTING_KINDS))
    # Only an approver may send, unless the organisation has a rule of its own.
    approval_required: Mapped[bool] = mapped_column(default=False)
    # Whether a browser that opens a personal link must also show that it reads the contact's mail.
    mailbox_code_required: Mapped[bool] = mapped_column(default=False)

    memberships: Mapped[list["Membership"]] = relationship(back_populates="council", order_by="Membership.position")


class Organisation(HasId, HasCreatedAt, Base):
    """A body that is asked. It belongs to one council; the same body in another council is another row."""

    __tablename__ = "organisation"
    __table_args__ = (UniqueConstraint("council_id", "name"),)

    council_id: Mapped[int] = mapped_column(ForeignKey("council.id"))
    name: Mapped[str]

    council: Mapped[Council] = relationship()
    membership: Mapped["Membership"] = relationship(back_populates="organisation")
    contacts: Mapped[list["Contact"]] = relationship(back_populates="organisation", order_by="Contact.id")


class Membership(HasId, Base):
    """An organisation's seat in its council: of what kind, and where in the council's own order."""

    __tablename__ = "membership"
    __table_args__ = (
        UniqueConstraint("organisation_id"),
        CheckConstraint("position >= 0", name="position_not_negative"),
    )

    council_id: Mapped[int] = mapped_column(ForeignKey("council.id"), index=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"))
    kind: Mapped[OrganisationKind] = mapped_column(word(OrganisationKind, "kind_known"))
    position: Mapped[int]
    left_at: Mapped[datetime | None]
    approval: Mapped[ApprovalRule] = mapped_column(word(ApprovalRule, "approval_known"), default=ApprovalRule.INHERIT)

    council: Mapped[Council] = relationship(back_populates="memberships")
    organisation: Mapped[Organisation] = relationship(back_populates="membership")

    @property
    def approval_required(self) -> bool:
        """Whether the rule that holds asks for an approver."""
        if self.approval is ApprovalRule.INHERIT:
            return self.council.approval_required
        return self.approval is ApprovalRule.REQUIRED


class Contact(HasId, HasCreatedAt, Base):
    """A person or functional mailbox of an organisation. The name may be blank."""

    __tablename__ = "contact"
    __table_args__ = (
        UniqueConstraint("organisation_id", "email"),
        CheckConstraint("email = lower(email) AND email LIKE '%_@_%'", name="email_is_lower_case_address"),
        CheckConstraint("language IN ('sv', 'en')", name="language_known"),
    )

    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"))
    name: Mapped[str] = mapped_column(default="")
    role: Mapped[str] = mapped_column(default="")
    email: Mapped[str]
    language: Mapped[str] = mapped_column(default="sv")
    left_at: Mapped[datetime | None]
    # Set when the mail system refused the address for good, or a mail to it came back; cleared when it is changed.
    undeliverable_at: Mapped[datetime | None]
    # Invited to single requests by a colleague: issuing passes them by, and they see no other request.
    is_colleague: Mapped[bool] = mapped_column(default=False)

    organisation: Mapped[Organisation] = relationship(back_populates="contacts")


class Staff(HasId, HasCreatedAt, Base):
    """A person who signs in. A second factor and the city's identity provider get tables of their own."""

    __tablename__ = "staff"
    __table_args__ = (CheckConstraint("email = lower(email)", name="email_is_lower_case"),)

    email: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str] = mapped_column(default="")
    role: Mapped[StaffRole] = mapped_column(word(StaffRole, "role_known"))
    password_hash: Mapped[str]
    left_at: Mapped[datetime | None]


class BrowserSession(HasId, HasCreatedAt, Base):
    """A signed-in browser: of a person of staff, or of an invited contact. Only the token's hash is kept."""

    __tablename__ = "browser_session"
    __table_args__ = (
        CheckConstraint("(staff_id IS NULL) <> (invitation_id IS NULL)", name="staff_or_invitation"),
        CheckConstraint("length(token_hash) = 64", name="token_hash_is_sha256"),
    )

    token_hash: Mapped[str] = mapped_column(unique=True)
    staff_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"), index=True)
    invitation_id: Mapped[int | None] = mapped_column(ForeignKey("invitation.id"), index=True)
    expires_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]

    staff: Mapped[Staff | None] = relationship()
