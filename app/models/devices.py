"""Browsers that answer for an organisation, so that a contact can see and sign out each of them."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.models.base import Base, HasCreatedAt, HasId
from app.models.people import Contact


class Device(HasId, HasCreatedAt, Base):
    """One browser of one contact, in words as coarse as "Firefox på Windows"; no address of a machine is kept.

    Where it proved the contact's mailbox it holds a token in a cookie until `remembered_until`; here is its SHA-256.
    """

    __tablename__ = "device"
    __table_args__ = (
        UniqueConstraint("contact_id", "token_hash"),
        CheckConstraint("token_hash IS NULL OR length(token_hash) = 64", name="token_hash_is_sha256"),
        CheckConstraint("(token_hash IS NULL) = (remembered_until IS NULL)", name="remembered_by_token"),
    )

    contact_id: Mapped[int] = mapped_column(ForeignKey("contact.id"))
    label: Mapped[str]
    token_hash: Mapped[str | None]
    remembered_until: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]

    contact: Mapped[Contact] = relationship()


class DeviceSession(Base):
    """A session that a device opened. Signing the device out ends them all."""

    __tablename__ = "device_session"

    session_id: Mapped[int] = mapped_column(ForeignKey("browser_session.id", ondelete="CASCADE"), primary_key=True)
    device_id: Mapped[int] = mapped_column(ForeignKey("device.id"), index=True)
