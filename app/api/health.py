"""Whether the process runs, and whether it can do its work."""

from flask import jsonify
from flask.typing import ResponseReturnValue

from app.access import Permission, requires
from app.api import blueprint
from app.queries.health import database_problem


@blueprint.get("/health/live")
@requires(Permission.PUBLIC)
def live() -> ResponseReturnValue:
    """200 as long as the process answers at all."""
    return jsonify(status="ok")


@blueprint.get("/health/ready")
@requires(Permission.PUBLIC)
def ready() -> ResponseReturnValue:
    """200 when database and migrations are in order, else 503 with the reason."""
    if reason := database_problem():
        return jsonify(status="unavailable", reason=reason), 503
    return jsonify(status="ok")
