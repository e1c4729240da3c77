"""What a newcomer wants to open after `make run`."""

from pathlib import Path

from flask import current_app

from app.cli.demo import asking, collecting
from app.extensions import links
from app.models import Meeting
from app.queries.issue import requests as request_queries
from app.queries.plan import progress
from forms.audience import OrganisationKind


def for_newcomers(meeting: Meeting, digest: Path) -> str:
    """The addresses and passwords of the demo, a line each."""
    base = current_app.config["BASE_URL"].rstrip("/")
    lines = [
        ("Secretariat", f"{base}/sign-in", f"{asking.SECRETARIAT}, password {asking.PASSWORD}"),
        ("Chair", f"{base}/sign-in", f"{asking.CHAIR}, same password"),
        ("An organisation's invitation", _invitation(meeting, OrganisationKind.MEMBER), "nothing sent yet"),
        ("The youth council's invitation", _invitation(meeting, OrganisationKind.YOUTH_COUNCIL), ""),
        ("The youth council's member link", collecting.member_link(meeting), "40 views there already"),
        ("Demo mailbox", current_app.config["MAIL_DIRECTORY"], "one .eml file a mail"),
        ("The chair's digest", str(digest), ""),
    ]
    return "\n".join(f"{name + ':':<34}{address}{'  (' + hint + ')' if hint else ''}" for name, address, hint in lines)


def _invitation(meeting: Meeting, kind: OrganisationKind) -> str:
    """The link of the first organisation of this kind, one that has not answered where there is one."""
    requests = [one.request for one in progress.asked(meeting) if one.request and one.request.kind is kind]
    requests.sort(key=lambda one: one.state.value in {"submitted", "abstained"})
    for request in requests:
        for invitation in request_queries.live_invitations(request.id):
            return links.invitation_url(invitation.nonce)
    return "none has a contact"
