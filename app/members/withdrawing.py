"""Taking one's words back, and leaving a device that others use."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from app.access import Permission, current_member, requires
from app.members import blueprint, doorway
from app.members.frame import closed, frame, is_open
from app.services.collect import views as view_service


@blueprint.get("/withdraw")
@requires(Permission.MEMBER)
def withdraw() -> ResponseReturnValue:
    """Ask once, and say what it means."""
    member = current_member()
    if not is_open(member.collection):
        return closed(member.collection)
    return render_template("members/withdraw.html", **frame(member.collection))


@blueprint.post("/withdraw")
@requires(Permission.MEMBER)
def withdraw_now() -> ResponseReturnValue:
    """Delete the view, and forget it in this browser."""
    view_service.withdraw(current_member())
    flash(gettext("Allt du skrev är borttaget. Ingen kan läsa det längre."), "success")
    return doorway.leave(redirect(url_for("members.lost"), code=303))


@blueprint.post("/leave")
@requires(Permission.MEMBER)
def leave() -> ResponseReturnValue:
    """Forget the view in this browser; what is written is kept."""
    return doorway.leave(redirect(url_for("members.lost"), code=303))
