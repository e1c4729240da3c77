"""The browsers of a contact: noted when a link is opened, remembered once they prove the mailbox, signed out singly."""

import secrets
from datetime import timedelta

from sqlalchemy import insert, select, update

from app.extensions import db, hash_token
from app.models import BrowserSession, Contact, Device, DeviceSession, now
from app.queries.answer import devices as device_queries
from app.services import audit

REMEMBERED = timedelta(days=30)


def note(contact: Contact, session_token: str, label: str, device_token: str) -> Device:
    """Note on which device this session was opened; `device_token` is what the browser holds, or nothing."""
    device = device_queries.remembered(contact.id, device_token)
    if device is None:
        device = Device(contact=contact, label=label)
        db.session.add(device)
        db.session.flush()
    opened = db.session.scalars(select(BrowserSession.id).where(BrowserSession.token_hash == hash_token(session_token)))
    db.session.execute(insert(DeviceSession).values(session_id=opened.one(), device_id=device.id))
    return device


def remember(device: Device) -> str:
    """The device proved the mailbox: returns a new token for its cookie, good for 30 days."""
    token = secrets.token_urlsafe(32)
    device.token_hash, device.remembered_until = hash_token(token), now() + REMEMBERED
    db.session.flush()
    audit.record("device_remembered", "device", device.id, contact=device.contact)
    return token


def sign_out(device: Device) -> None:
    """End every session of the device, and forget it."""
    opened = select(DeviceSession.session_id).where(DeviceSession.device_id == device.id)
    db.session.execute(
        update(BrowserSession)
        .where(BrowserSession.id.in_(opened), BrowserSession.ended_at.is_(None))
        .values(ended_at=now())
        .execution_options(synchronize_session=False)
    )
    device.ended_at = now()
    audit.record("device_signed_out", "device", device.id, contact=device.contact)
