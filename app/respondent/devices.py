"""The devices of a contact: which are signed in or remembered, and the button that signs one out."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from app.access import Permission, current_respondent, requires
from app.queries.answer import devices as device_queries
from app.respondent import blueprint, doorway
from app.respondent.frame import frame
from app.services.answer import devices as device_service


@blueprint.get("/answer/<int:request_id>/devices")
@requires(Permission.RESPONDENT)
def devices(request_id: int) -> ResponseReturnValue:
    """List them; nobody sees those of a colleague."""
    respondent = current_respondent()
    lines = device_queries.lines(respondent.contact.id, doorway.session_token(request_id))
    return render_template("respondent/devices.html", devices=lines, **frame(respondent))


@blueprint.post("/answer/<int:request_id>/devices/<int:device_id>/sign-out")
@requires(Permission.RESPONDENT)
def sign_out_device(request_id: int, device_id: int) -> ResponseReturnValue:
    """End its sessions on the server, and forget it."""
    device_service.sign_out(device_queries.of_contact(current_respondent().contact.id, device_id))
    flash(gettext("Enheten är utloggad."), "success")
    here = doorway.device_of(request_id)
    if here is not None and here.id == device_id:
        doorway.leave(request_id)
        return doorway.forgetting(redirect(url_for("public.home"), code=303))
    return redirect(url_for("respondent.devices", request_id=request_id), code=303)
