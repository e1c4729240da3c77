"""Pages for anyone: what this is, accessibility, privacy, our mail, and the language switch."""

from flask import Blueprint

blueprint = Blueprint("public", __name__)

from app.public import (  # noqa: E402 - the routes hang themselves on the blueprint
    accessibility_report,
    components,
    language,
    pages,
)

__all__ = ["accessibility_report", "blueprint", "components", "language", "pages"]
