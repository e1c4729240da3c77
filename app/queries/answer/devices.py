"""Reads which browsers a contact answers from."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import exists, or_, select

from app.extensions import db, hash_token
from app.models import BrowserSession, Device, DeviceSession, now


@dataclass(frozen=True)
class DeviceLine:
    """One device as the contact sees it; `is_here` is the browser that shows the page."""

    id: int
    label: str
    since: datetime
    remembered_until: datetime | None
    is_here: bool


def remembered(contact_id: int, token: str) -> Device | None:
    """The device that holds this token and has proved the contact's mailbox; None where it was forgotten since."""
    if not token:
        return None
    return db.session.scalars(
        select(Device).where(
            Device.contact_id == contact_id,
            Device.token_hash == hash_token(token),
            Device.remembered_until > now(),
            Device.ended_at.is_(None),
        )
    ).one_or_none()


def of_contact(contact_id: int, device_id: int) -> Device:
    """One device of this contact; NoResultFound for another's, as for none."""
    return db.session.scalars(select(Device).where(Device.id == device_id, Device.contact_id == contact_id)).one()


def of_session(session_token: str) -> Device | None:
    """The device that opened this session."""
    return db.session.scalars(
        select(Device)
        .join(DeviceSession, DeviceSession.device_id == Device.id)
        .join(BrowserSession, BrowserSession.id == DeviceSession.session_id)
        .where(BrowserSession.token_hash == hash_token(session_token))
    ).one_or_none()


def lines(contact_id: int, session_token: str) -> list[DeviceLine]:
    """The devices that are signed in or remembered, newest first."""
    here = of_session(session_token)
    moment = now()
    signed_in = exists().where(
        DeviceSession.device_id == Device.id,
        BrowserSession.id == DeviceSession.session_id,
        BrowserSession.ended_at.is_(None),
        BrowserSession.expires_at > moment,
    )
    query = select(Device).where(Device.contact_id == contact_id, Device.ended_at.is_(None))
    query = query.where(or_(Device.remembered_until > moment, signed_in)).order_by(Device.id.desc())
    return [
        DeviceLine(one.id, one.label, one.created_at, one.remembered_until, here is not None and one.id == here.id)
        for one in db.session.scalars(query)
    ]
