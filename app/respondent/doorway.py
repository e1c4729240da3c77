"""What this browser holds of a respondent: one session token a request, and what it chose to read in."""

from collections.abc import Collection

from flask import current_app, g, request, session
from werkzeug.wrappers import Response as BaseResponse

from app.models import Device, Invitation
from app.queries.answer import devices as device_queries
from app.respondent.browser_words import browser_words
from app.services import sessions
from app.services.answer import devices as device_service
from app.services.answer import invitations as invitation_service

MOST_REQUESTS = 20  # the cookie holds them all, and a cookie has some 4,000 characters
WORDS = frozenset({"plain", "usual"})
AS_PAGE = "page"
"""Stands among the languages for that of the page."""


def open_link(invitation: Invitation) -> Device:
    """Begin a session in this browser, and note the device. Raises Refused where the link opens nothing any more."""
    token = invitation_service.open_link(invitation)
    _let_in(invitation, token)
    return device_service.note(invitation.contact, token, browser_words(request.user_agent.string), device_token())


def device_token() -> str:
    """What this browser holds from a mailbox that it proved; empty where it holds nothing."""
    return request.cookies.get(_device_cookie(), "")


def remembering(answer: BaseResponse, token: str) -> BaseResponse:
    """The answer with the device's cookie. It outlives the session, and opens nothing without a personal link."""
    answer.set_cookie(
        _device_cookie(),
        token,
        max_age=device_service.REMEMBERED,
        secure=current_app.config["SESSION_COOKIE_SECURE"],
        httponly=True,
        samesite="Lax",
    )
    return answer


def forgetting(answer: BaseResponse) -> BaseResponse:
    """The answer that takes the device's cookie away."""
    answer.delete_cookie(_device_cookie(), secure=current_app.config["SESSION_COOKIE_SECURE"], httponly=True)
    return answer


def _device_cookie() -> str:
    return f"{current_app.config['SESSION_COOKIE_NAME']}-device"


def session_token(request_id: int) -> str:
    """The token of this browser's session to the request."""
    token: str = session.get("respondent", {}).get(str(request_id), "")
    return token


def device_of(request_id: int) -> Device | None:
    """The device that this browser is to the request's contact."""
    return device_queries.of_session(session_token(request_id))


def _let_in(invitation: Invitation, token: str) -> None:
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
    """End this browser's session to the request, on the server too, with all that the device holds of the contact."""
    if device := device_of(request_id):
        device_service.sign_out(device)
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
    if chosen not in current_app.config["LANGUAGES"]:
        return False
    session["locale"] = chosen
    return True


def choose_words() -> bool:
    """Take over whether questions are read in plain language, as the button says; False where another button did."""
    chosen = request.form.get("words", "")
    if chosen not in WORDS:
        return False
    session["plain_words"] = chosen == "plain"
    return True


def chose_how_to_read(languages: Collection[str]) -> bool:
    """Take over what a button of a section's page says of language or words; False where another button sent it."""
    return choose_language() or choose_words() or choose_reading(languages)


def choose_reading(offered: Collection[str]) -> bool:
    """Take over the language that questions are read in, as the button says; False where another button did."""
    chosen = request.form.get("reading", "")
    if chosen not in {AS_PAGE, *offered}:
        return False
    session["reading"] = chosen
    return True


def reading() -> str:
    """The language beside the page's own that this browser reads questions in, as long as the form has it; or none."""
    chosen = str(session.get("reading", AS_PAGE))
    return "" if chosen == AS_PAGE else chosen


def reads_plain_words() -> bool:
    """Whether this browser has chosen questions in plain language."""
    return bool(session.get("plain_words"))
