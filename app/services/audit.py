"""Notes who did what, in the transaction of the change itself."""

from app.extensions import db
from app.models import AuditEvent, Contact, Staff, now

Scalar = str | int | bool | None


def record(
    action: str,
    subject: str,
    subject_id: int | None = None,
    *,
    staff: Staff | None = None,
    contact: Contact | None = None,
    **details: Scalar,
) -> None:
    """Add an audit event: a constant action word, the table's name and the row's id.

    Details are ids and constant words only, never an answer, an address or a token.
    """
    event = AuditEvent(
        at=now(),
        action=action,
        subject=subject,
        subject_id=subject_id,
        staff_id=staff.id if staff else None,
        contact_id=contact.id if contact else None,
        details=details,
    )
    db.session.add(event)
