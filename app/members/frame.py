"""What a member's pages share: whose collection it is, whether it is open, and the questions."""

from typing import TypedDict

from flask import render_template, request
from flask_babel import get_locale

from app.access import Member
from app.models import Collection, Meeting, Organisation, now
from app.queries.collect import collections as collection_queries
from forms.questionnaire import Question


class Frame(TypedDict):
    """The variables that every page of one collection hands to its template."""

    collection: Collection
    organisation: Organisation
    meeting: Meeting
    is_sensitive: bool
    has_met: bool


def frame(collection: Collection) -> Frame:
    """The frame of a page: `render_template(..., **frame(collection))`."""
    return {
        "collection": collection,
        "organisation": collection.request.organisation,
        "meeting": collection.request.meeting,
        "is_sensitive": collection.is_sensitive,
        "has_met": collection.request.meeting.starts_at <= now(),
    }


def questions(member: Member) -> tuple[Question, ...]:
    """What this member is asked."""
    return collection_queries.questions(member.collection)


def is_open(collection: Collection) -> bool:
    """Whether anything can be written now."""
    return collection_queries.is_open(collection)


def closed(collection: Collection) -> tuple[str, int]:
    """The page that says that collecting is over, and when members hear what became of it."""
    return render_template("members/closed.html", **(request.view_args or {}), **frame(collection)), 410


def locale() -> str:
    """The language of the page being made."""
    return str(get_locale() or "sv")
