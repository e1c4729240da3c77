"""What this browser holds of a member: one signed cookie with their secret, gone when the browser is closed.

It is no row in the database and no part of the session, so nothing on our side knows who is writing.
"""

from flask import Response, current_app, redirect, request
from flask.typing import ResponseReturnValue
from werkzeug.wrappers import Response as AnyResponse

from app.extensions import hash_token, member_secrets

LIKED = "liked"
LIKED_SECONDS = 60 * 24 * 60 * 60
MOST_LIKED = 60


def let_in(secret: str, words: str, address: str) -> ResponseReturnValue:
    """Go on to the address, holding this view."""
    response = redirect(address, code=303)
    _set(response, member_secrets.seal({"secret": secret, "words": words}))
    return response


def leave(response: AnyResponse | Response) -> ResponseReturnValue:
    """Forget the view in this browser; the words open it again, here or elsewhere."""
    _set(response, "", max_age=0)
    return response


def draft_name(publication_id: int, text: str) -> str:
    """What this browser remembers a liked draft by; another wording is another draft."""
    return hash_token(f"{publication_id} {text}")[:16]


def liked() -> frozenset[str]:
    """The drafts that this browser has liked, by name."""
    return frozenset(request.cookies.get(LIKED, "").split(".")[:MOST_LIKED])


def remember_like(response: AnyResponse, name: str) -> ResponseReturnValue:
    """Let the browser remember it, so that it is counted once. Nothing on our side does."""
    held = ".".join(sorted({*liked(), name} - {""}))
    response.set_cookie(
        LIKED,
        held,
        max_age=LIKED_SECONDS,
        path="/voice",
        secure=current_app.config["SESSION_COOKIE_SECURE"],
        httponly=True,
        samesite="Lax",
    )
    return response


def _set(response: AnyResponse | Response, value: str, max_age: int | None = None) -> None:
    response.set_cookie(
        member_secrets.cookie_name,
        value,
        max_age=max_age,
        secure=current_app.config["SESSION_COOKIE_SECURE"],
        httponly=True,
        samesite="Lax",
    )
