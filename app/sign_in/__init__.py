"""How staff sign in and out. A second factor and the city's identity provider will stand beside it."""

from flask import Blueprint

blueprint = Blueprint("sign_in", __name__)

from app.sign_in import password  # noqa: E402, F401 - the routes hang themselves on the blueprint
