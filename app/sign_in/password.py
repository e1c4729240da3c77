"""Signing in with address and password, and signing out."""

import time

from flask import Response, flash, make_response, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from flask_limiter import RequestLimit

from app.access import Permission, current_staff, requires
from app.extensions import hash_token, limiter
from app.models import Staff, StaffRole
from app.services import audit, sessions
from app.services import staff as staff_service
from app.services.targets import safe_target
from app.sign_in import blueprint
from forms.sign_in import SignInForm

HOME = {StaffRole.CHAIR: "chair.home", StaffRole.SECRETARIAT: "secretariat.home", StaffRole.ADMIN: "secretariat.home"}


def _account() -> str:
    """The account that is tried, from wherever, and whether it exists or not. Its address itself is not kept."""
    return hash_token((request.form.get("email") or "").strip().lower())


def _has_failed(response: Response) -> bool:
    return response.status_code == 422


def _too_many(_limit: RequestLimit) -> Response:
    form = SignInForm()
    form.email.errors = [gettext("Det har blivit många försök med den här adressen. Vänta en kvart och försök igen.")]
    return make_response(render_template("sign_in/sign_in.html", form=form, has_errors=True), 429)


@blueprint.get("/sign-in")
@requires(Permission.PUBLIC)
def sign_in() -> ResponseReturnValue:
    """Show the form; somebody signed in already goes home."""
    if person := current_staff():
        return redirect(url_for(HOME[person.role]))
    return render_template("sign_in/sign_in.html", form=SignInForm())


@blueprint.post("/sign-in")
@requires(Permission.PUBLIC)
@limiter.limit("10 per minute; 60 per hour")
@limiter.limit("10 per 15 minutes", key_func=_account, deduct_when=_has_failed, on_breach=_too_many)
def prove() -> ResponseReturnValue:
    """Check address and password; the answer is the same whichever of them is wrong."""
    form = SignInForm()
    person = staff_service.prove(form.email.data or "", form.password.data or "") if form.validate() else None
    if person is None:
        form.email.errors = [gettext("Adressen eller lösenordet stämmer inte. Försök igen.")]
        return render_template("sign_in/sign_in.html", form=form, has_errors=True), 422
    begin(person)
    return redirect(safe_target(request.args.get("next"), url_for(HOME[person.role])))


@blueprint.post("/sign-out")
@requires(Permission.SIGNED_IN)
def sign_out() -> ResponseReturnValue:
    """End the session on the server and forget the cookie."""
    sessions.end(session["staff"]["token"])
    session.pop("staff")
    flash(gettext("Du är utloggad."))
    return redirect(url_for("sign_in.sign_in"))


def begin(person: Staff) -> None:
    """Give the browser a session of its own making: whatever it held before sign-in is dropped."""
    language = session.get("locale")
    session.clear()
    session.permanent = True
    session["staff"] = {"token": sessions.begin_for_staff(person), "seen": int(time.time())}
    if language:
        session["locale"] = language
    audit.record("signed_in", "staff", person.id, staff=person)
