"""Pages of a body's members: one link for all, no account, no name, one question at a time on a phone."""

from flask import Blueprint

blueprint = Blueprint("members", __name__, url_prefix="/voice")

from app.members import (  # noqa: E402 - the routes hang themselves on the blueprint
    check,
    coming_back,
    joining,
    joint,
    questions,
    safety,
    withdrawing,
)

__all__ = ["blueprint", "check", "coming_back", "joining", "joint", "questions", "safety", "withdrawing"]
