"""Who may do what: the permissions, the one policy table, and the door every request passes."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

from flask import Flask, abort, current_app, g, redirect, request, session, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import bindparam, select
from sqlalchemy.orm import joinedload

from app.extensions import db, hash_token, member_secrets
from app.models import (
    BrowserSession,
    Collection,
    Contact,
    InputRequest,
    Invitation,
    InvitationRole,
    Meeting,
    MemberView,
    Organisation,
    Staff,
    StaffRole,
    now,
)


class Permission(StrEnum):
    """What a route asks of whoever comes. The first six are not for staff to hold."""

    PUBLIC = "public"  # anyone
    INVITED = "invited"  # whoever holds the link in the URL; the handler's query decides
    RESPONDENT = "respondent"  # a browser that opened an invitation to the request in the URL
    COORDINATOR = "coordinator"  # the same, where the invitation's role is more than to write
    MEMBER = "member"  # a browser that holds the words of one member's view
    PROVING = "proving"  # a browser that opened such a link and has still to prove the mailbox
    SIGNED_IN = "signed_in"  # any person of staff
    PLAN = "plan"  # councils, organisations, themes, meetings, forms
    ISSUE = "issue"  # requests, reminders, the ledger
    READ_ANSWERS = "read_answers"  # what was sent, with its themes
    READ_FLAGGED = "read_flagged"  # what may be secret
    WRITE_DIGEST = "write_digest"
    READ_DIGEST = "read_digest"
    MANAGE_STAFF = "manage_staff"


_SECRETARIAT = frozenset(
    {
        Permission.SIGNED_IN,
        Permission.PLAN,
        Permission.ISSUE,
        Permission.READ_ANSWERS,
        Permission.READ_FLAGGED,
        Permission.WRITE_DIGEST,
        Permission.READ_DIGEST,
    }
)
ROLE_PERMISSIONS: dict[StaffRole, frozenset[Permission]] = {
    StaffRole.SECRETARIAT: _SECRETARIAT,
    StaffRole.CHAIR: frozenset({Permission.SIGNED_IN, Permission.READ_DIGEST}),
    # Runs the service; reads no answers.
    StaffRole.ADMIN: frozenset({Permission.SIGNED_IN, Permission.PLAN, Permission.MANAGE_STAFF}),
}
_WRITER = frozenset({Permission.PROVING, Permission.RESPONDENT})
# Members' views are for few eyes: who only writes meets a collection as if there were none.
INVITATION_PERMISSIONS: dict[InvitationRole, frozenset[Permission]] = {
    InvitationRole.CONTRIBUTOR: _WRITER,
    InvitationRole.COORDINATOR: _WRITER | {Permission.COORDINATOR},
    InvitationRole.APPROVER: _WRITER | {Permission.COORDINATOR},
}


@dataclass(frozen=True)
class Respondent:
    """An invited contact at work on the request in the URL."""

    invitation: Invitation
    request: InputRequest
    organisation: Organisation
    contact: Contact

    def may(self, permission: Permission) -> bool:
        """Whether the role of the invitation holds the permission."""
        return permission in INVITATION_PERMISSIONS[self.invitation.role]


@dataclass(frozen=True)
class Member:
    """A member of a collecting body, known by a secret and nothing else, at work on their own view.

    `words` are the four that the secret was made of; empty where the private link was opened instead.
    """

    view: MemberView
    collection: Collection
    secret: str
    words: str


View = TypeVar("View", bound=Callable[..., ResponseReturnValue])


def requires(permission: Permission) -> Callable[[View], View]:
    """Declare what a route asks. Stands right above the function; `admit` enforces it."""

    def declare(view: View) -> View:
        view.permission = permission  # type: ignore[attr-defined]  # read back by permission_of
        return view

    return declare


def permission_of(view: object) -> Permission | None:
    """What the view declared, or None where it declared nothing."""
    return getattr(view, "permission", None)


def init_app(app: Flask) -> None:
    """Put the door in front of every route, and say in templates who is here."""
    app.before_request(admit)
    app.context_processor(lambda: {"current_staff": current_staff(), "Permission": Permission, "may": may})


def admit() -> ResponseReturnValue | None:
    """Let the request in, send staff to sign in, or answer 404: a stranger learns nothing."""
    if request.endpoint is None or request.endpoint == "static":
        return None
    permission = permission_of(current_app.view_functions[request.endpoint])
    if permission is None:
        raise RuntimeError(f"route {request.endpoint} declares no permission")
    if permission in {Permission.PUBLIC, Permission.INVITED}:
        return None
    with db.at_door():
        return _admit_known(permission)


def _admit_known(permission: Permission) -> ResponseReturnValue | None:
    if permission in {Permission.RESPONDENT, Permission.COORDINATOR, Permission.PROVING}:
        _admit_respondent(permission)
        return None
    if permission is Permission.MEMBER:
        return _admit_member()
    return _admit_staff(permission)


def _admit_respondent(permission: Permission) -> None:
    request_id = (request.view_args or {}).get("request_id", 0)
    is_proving = permission is Permission.PROVING
    found = _find_proving(request_id) if is_proving else _find_respondent(request_id)
    if found is None or not found.may(permission):
        abort(404)
    g.respondent = found


def _admit_member() -> ResponseReturnValue | None:
    g.member = _find_member()
    if g.member is None:
        # What was typed stands on the page of an error, so that it can be copied.
        return redirect(url_for("members.lost")) if request.method == "GET" else abort(401)
    return None


def _admit_staff(permission: Permission) -> ResponseReturnValue | None:
    staff = current_staff()
    if staff is None:
        if request.method == "GET":
            return redirect(url_for("sign_in.sign_in", next=request.full_path.rstrip("?")))
        abort(401)
    if permission not in ROLE_PERMISSIONS[staff.role]:
        abort(404)
    return None


def may(permission: Permission) -> bool:
    """Whether the signed-in person of staff holds the permission; False where nobody is signed in."""
    staff = current_staff()
    return staff is not None and permission in ROLE_PERMISSIONS[staff.role]


def current_staff() -> Staff | None:
    """The signed-in person of staff, looked up once a request."""
    if "staff" not in g:
        g.staff = _find_staff()
    staff: Staff | None = g.staff
    return staff


def signed_in_staff() -> Staff:
    """The signed-in person of staff, on a route that lets nobody else in."""
    staff = current_staff()
    if staff is None:
        abort(404)
    return staff


def current_respondent() -> Respondent:
    """The respondent whom `admit` let in, on routes that declare Permission.RESPONDENT, COORDINATOR or PROVING."""
    respondent: Respondent = g.respondent
    return respondent


def current_member() -> Member:
    """The member whom `admit` let in, on routes that declare Permission.MEMBER."""
    member: Member = g.member
    return member


# Built once: putting such a statement together costs more than sending it.
_LIVE_SESSION = (
    (BrowserSession.token_hash == bindparam("token_hash"))
    & BrowserSession.ended_at.is_(None)
    & (BrowserSession.expires_at > bindparam("moment"))
)
_STAFF = (
    select(Staff)
    .join(BrowserSession, BrowserSession.staff_id == Staff.id)
    .where(_LIVE_SESSION, Staff.left_at.is_(None))
)
_VIEW = (
    select(MemberView, Collection)
    .join(Collection, MemberView.collection_id == Collection.id)
    .where(MemberView.secret_hash == bindparam("secret_hash"))
    .options(
        joinedload(Collection.request).joinedload(InputRequest.organisation),
        joinedload(Collection.request).joinedload(InputRequest.meeting).joinedload(Meeting.council),
    )
)
_OF_REQUEST = (
    select(Invitation)
    .where(Invitation.request_id == bindparam("request_id"), Invitation.revoked_at.is_(None))
    .options(
        joinedload(Invitation.contact),
        joinedload(Invitation.request).joinedload(InputRequest.organisation),
        joinedload(Invitation.request).joinedload(InputRequest.meeting),
    )
)
_INVITATION = _OF_REQUEST.join(BrowserSession, BrowserSession.invitation_id == Invitation.id).where(_LIVE_SESSION)
_PROVING = _OF_REQUEST.where(Invitation.id == bindparam("invitation_id"))


def _find_staff() -> Staff | None:
    held = session.get("staff")
    if not held or time.time() - held["seen"] > current_app.config["STAFF_IDLE_SECONDS"]:
        return None
    staff = db.session.scalar(_STAFF, _session_of(held["token"]))
    if staff is not None:
        session["staff"] = {"token": held["token"], "seen": int(time.time())}
    return staff


def _find_respondent(request_id: int) -> Respondent | None:
    token = session.get("respondent", {}).get(str(request_id))
    if token is None:
        return None
    return _respondent(db.session.scalar(_INVITATION, {**_session_of(token), "request_id": request_id}))


def _find_proving(request_id: int) -> Respondent | None:
    held = session.get("proving")
    if held is None:
        return None
    return _respondent(db.session.scalar(_PROVING, {"invitation_id": held["invitation"], "request_id": request_id}))


def _respondent(invitation: Invitation | None) -> Respondent | None:
    if invitation is None:
        return None
    g.person_language = invitation.contact.language
    return Respondent(invitation, invitation.request, invitation.request.organisation, invitation.contact)


def _find_member() -> Member | None:
    held = member_secrets.held()
    if not held.get("secret"):
        return None
    found = db.session.execute(_VIEW, {"secret_hash": hash_token(held["secret"])}).one_or_none()
    return Member(found[0], found[1], held["secret"], held.get("words", "")) if found else None


def _session_of(token: str) -> dict[str, object]:
    return {"token_hash": hash_token(token), "moment": now()}
