"""What this browser holds of a respondent: one session token a request, and the chosen language."""

from flask import g, request, session

from app.models import Invitation
from app.services import sessions

MOST_REQUESTS = 20  # the cookie holds them all, and a cookie has some 4,000 characters
LANGUAGES = frozenset({"sv", "en"})


def let_in(invitation: Invitation, token: str) -> None:
    """Remember that this browser opened the invitation; what it held to the same request before is ended."""
    held: dict[str, str] = dict(session.get("respondent", {}))
    former = held.pop(str(invitation.request_id), None)
    dropped = list(held)[: max(0, len(held) + 1 - MOST_REQUESTS)]
    for ended in [former, *(held.pop(key) for key in dropped)]:
        if ended:
            sessions.end(ended)
    session["respondent"] = {**held, str(invitation.request_id): token}
    session.permanent = True


def leave(request_id: int) -> None:
    """End this browser's session to the request, on the server too."""
    held: dict[str, str] = dict(session.get("respondent", {}))
    if token := held.pop(str(request_id), None):
        sessions.end(token)
    session["respondent"] = held


def speak_as(invitation: Invitation) -> None:
    """Show this page in the contact's language, unless this browser has chosen one."""
    g.person_language = invitation.contact.language


def acknowledge(page: str) -> None:
    """Tell the next page that what this page carried is saved, so that the browser need not keep it any longer.

    Only a committed save gets as far: after any other the cookie stays as it was. "all" follows a sending.
    """
    session["acknowledged"] = page[:40]


def choose_language() -> bool:
    """Take over the language whose button sent this form; False where another button did."""
    chosen = request.form.get("language", "")
    if chosen not in LANGUAGES:
        return False
    session["locale"] = chosen
    return True
