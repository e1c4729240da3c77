"""Pages of those who answer: the invitation, the task list, sections, check, receipt."""

from flask import Blueprint

blueprint = Blueprint("respondent", __name__)

from app.respondent import (  # noqa: E402 - the routes hang themselves on the blueprint
    abstain,
    approval,
    attachments,
    check,
    colleagues,
    collection,
    collection_form,
    collection_texts,
    comments,
    contact_person,
    devices,
    earlier,
    invitation,
    joint,
    mailbox,
    presence,
    question,
    receipt,
    section,
    tasks,
    workbook,
)

__all__ = [
    "abstain",
    "approval",
    "attachments",
    "blueprint",
    "check",
    "colleagues",
    "collection",
    "collection_form",
    "collection_texts",
    "comments",
    "contact_person",
    "devices",
    "earlier",
    "invitation",
    "joint",
    "mailbox",
    "presence",
    "question",
    "receipt",
    "section",
    "tasks",
    "workbook",
]
