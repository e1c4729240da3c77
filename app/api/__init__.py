"""What machines read: health for now."""

from flask import Blueprint

blueprint = Blueprint("api", __name__)

from app.api import health  # noqa: E402, F401 - the routes hang themselves on the blueprint
