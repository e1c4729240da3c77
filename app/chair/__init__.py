"""Pages of the chair: the digests, to read, print and download. Nothing here changes anything."""

from flask import Blueprint

blueprint = Blueprint("chair", __name__, url_prefix="/chair")

from app.chair import digests  # noqa: E402, F401 - the routes hang themselves on the blueprint
