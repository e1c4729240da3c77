"""Pages of those who answer: the invitation, the task list, sections, check, receipt."""

from flask import Blueprint

blueprint = Blueprint("respondent", __name__)

from app.respondent import (  # noqa: E402 - the routes hang themselves on the blueprint
    abstain,
    check,
    collection,
    collection_form,
    collection_texts,
    invitation,
    joint,
    receipt,
    section,
    tasks,
    workbook,
)

__all__ = [
    "abstain",
    "blueprint",
    "check",
    "collection",
    "collection_form",
    "collection_texts",
    "invitation",
    "joint",
    "receipt",
    "section",
    "tasks",
    "workbook",
]
