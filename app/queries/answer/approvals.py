"""Reads whether an organisation's answer has to be approved, and how far that has come."""

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from app.extensions import db
from app.models import Approval, InputRequest, Invitation, Membership


def required(request: InputRequest) -> bool:
    """Whether only an approver may send this organisation's answer."""
    query = select(Membership).where(Membership.organisation_id == request.organisation_id)
    return db.session.scalars(query.options(joinedload(Membership.council))).one().approval_required


def latest(request_id: int) -> Approval | None:
    """The last time the answer was handed to the approvers, with by whom, and who decided."""
    query = select(Approval).where(Approval.request_id == request_id).order_by(Approval.id.desc()).limit(1)
    return db.session.scalars(query.options(joinedload(Approval.asked_by), joinedload(Approval.decided_by))).first()


def waiting(request_id: int) -> Approval | None:
    """The answer that waits to be approved now, or None."""
    query = select(Approval).where(Approval.request_id == request_id, Approval.decided_at.is_(None))
    return db.session.scalars(query).one_or_none()


def standing(invitation: Invitation) -> Invitation:
    """The invitation as it stands this moment: a colleague may have taken it back, or changed its role."""
    db.session.refresh(invitation, ("role", "revoked_at"))
    return invitation
