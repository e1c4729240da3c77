"""Every error becomes a page that says what to do next, and gives back what was typed."""

import logging
import traceback
from pathlib import Path

from flask import Flask, g, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from sqlalchemy.exc import DataError, IntegrityError, InterfaceError, NoResultFound, OperationalError
from werkzeug.exceptions import HTTPException, InternalServerError, RequestEntityTooLarge, default_exceptions

from app.extensions import SAFE_METHODS
from app.services.problems import Conflict, NotAllowed, Problem, Unavailable

log = logging.getLogger(__name__)
OUR_CODE = Path(__file__).parent
PAGES = frozenset({400, 401, 403, 404, 405, 409, 413, 429, 500, 503})
PROBLEM_CODES = {NotAllowed: 403, Conflict: 409, Unavailable: 503}
# By how their names end. A password must never stand readable on a page; a file carried along is nothing to read.
NOT_TYPED = (
    "csrf_token",
    "-version",
    "-quote",
    "send_key",
    "password",
    "content",
    "page-key",
    "not-shown",
    "-secret",
    "has_looked",
)


def init_app(app: Flask) -> None:
    """Register one handler for each family of errors."""
    app.register_error_handler(Problem, _problem)
    app.register_error_handler(NoResultFound, lambda _: _page(404))
    for no_such_value in (DataError, OverflowError):
        app.register_error_handler(no_such_value, _impossible_value)
    app.register_error_handler(IntegrityError, _at_once)
    app.register_error_handler(OperationalError, _database_away)
    app.register_error_handler(InterfaceError, _database_away)
    app.register_error_handler(InternalServerError, _unforeseen)
    app.register_error_handler(HTTPException, _http)


def _http(error: HTTPException) -> ResponseReturnValue:
    if error.response is not None:
        return error
    return _page(error.code or 500)


def _problem(error: Problem) -> ResponseReturnValue:
    code = next((code for kind, code in PROBLEM_CODES.items() if isinstance(error, kind)), 400)
    return _page(code, message=str(error))


def _impossible_value(error: Exception) -> ResponseReturnValue:
    # No row can have what was asked for: a number beyond all ids (on SQLite an OverflowError), or a key with a NUL.
    log.warning("impossible_value endpoint=%s at=%s", request.endpoint, _place(error))
    return _page(404 if request.method in SAFE_METHODS else 400)


def _at_once(error: IntegrityError) -> ResponseReturnValue:
    # Two people made the same new thing in the same moment; the database let the first one have it.
    log.warning("made_at_once endpoint=%s at=%s", request.endpoint, _place(error))
    return _page(409, message=gettext("Någon annan gjorde samma sak i samma stund. Försök igen."))


def _database_away(error: Exception) -> ResponseReturnValue:
    log.error("database_unavailable", extra={"error": type(error).__name__})
    return _page(503)


def _unforeseen(error: InternalServerError) -> ResponseReturnValue:
    original = error.original_exception or error
    # What the error says of itself is left out: a database's words repeat the values that it was given.
    log.error(
        "unforeseen_error endpoint=%s error=%s at=%s", request.endpoint, type(original).__name__, _place(original)
    )
    return _page(500)


def _place(error: BaseException) -> str:
    """Where our own code was when it failed, innermost first: file, line and function."""
    frames = reversed(traceback.extract_tb(error.__traceback__))
    own = (frame for frame in frames if OUR_CODE in Path(frame.filename).parents)
    return " < ".join(f"{Path(frame.filename).relative_to(OUR_CODE)}:{frame.lineno}:{frame.name}" for frame in own)


def _page(code: int, message: str = "") -> ResponseReturnValue:
    # No query may run while the page is made: the database may be what failed.
    g.setdefault("staff", None)
    shown = code if code in PAGES else (400 if code < 500 else 500)
    lost = code in {400, 404} and not message and _is_outside()
    typed = _typed_texts(code)
    return render_template("errors/page.html", code=shown, message=message, typed=typed, lost=lost), code


def _is_outside() -> bool:
    """Whether somebody wrote to an organisation’s form without being let in. Whose it is, is not looked at."""
    is_writing = request.method not in SAFE_METHODS
    return (
        is_writing
        and request.blueprint == "respondent"
        and "request_id" in (request.view_args or {})
        and "respondent" not in g
    )


def _typed_texts(code: int) -> list[str]:
    """What the person had written, so that an error never costs them their text."""
    if code == RequestEntityTooLarge.code or request.method != "POST":
        return []
    values = [v for name, v in request.form.items(multi=True) if not name.endswith(NOT_TYPED)]
    return [value for value in values if value.strip()]


assert set(default_exceptions) >= PAGES
