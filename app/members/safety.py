"""Pages that ask nothing: where to get help, and what to do when this browser holds no view."""

from flask import render_template
from flask.typing import ResponseReturnValue

from app.access import Permission, requires
from app.members import blueprint


@blueprint.get("/help")
@requires(Permission.PUBLIC)
def get_help() -> ResponseReturnValue:
    """Show whom to call or write to. The title is quiet."""
    return render_template("members/help.html", is_sensitive=True)


@blueprint.get("/lost")
@requires(Permission.PUBLIC)
def lost() -> ResponseReturnValue:
    """Say how to come back to what was written."""
    return render_template("members/lost.html", is_sensitive=True)
