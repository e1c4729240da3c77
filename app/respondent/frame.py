"""What the respondent's pages share: whose form it is, the deadline, and who changed an answer last."""

from typing import TypedDict

from flask import request, session
from flask_babel import get_locale, gettext

from app.access import Respondent
from app.extensions import SAFE_METHODS
from app.models import InputRequest, Meeting, Organisation, now
from app.queries.answer import invitations as invitation_queries
from app.queries.answer.drafts import DraftedAnswer
from forms.moments import days_between


class Frame(TypedDict):
    """The variables that every page of one request hands to its template."""

    request_: InputRequest
    meeting: Meeting
    organisation: Organisation
    context_line: str
    is_open: bool
    is_past: bool
    days: int
    acknowledged: str | None


def frame(respondent: Respondent) -> Frame:
    """The frame of a page: `render_template(..., **frame(respondent))`."""
    return {
        "request_": respondent.request,
        "meeting": respondent.request.meeting,
        "organisation": respondent.organisation,
        "context_line": f"{respondent.organisation.name} · {respondent.request.meeting.title}",
        "is_open": invitation_queries.is_open(respondent.request),
        "is_past": is_past(respondent.request),
        "days": days_left(respondent.request),
        "acknowledged": _acknowledged(),
    }


def days_left(request: InputRequest) -> int:
    """Days to the deadline on the calendar; 0 is today, less than 0 has passed."""
    return days_between(now(), request.deadline_at)


def is_past(request: InputRequest) -> bool:
    """Whether the deadline has passed, to the second: what is sent now is late."""
    return now() > request.deadline_at


def _acknowledged() -> str | None:
    """What js/kept.js may forget now; see doorway.acknowledge. None on a page that answers a form itself."""
    return session.pop("acknowledged", "") if request.method in SAFE_METHODS else None


def locale() -> str:
    """The language of the page being made."""
    return str(get_locale() or "sv")


def last_change(answers: list[DraftedAnswer]) -> DraftedAnswer | None:
    """The latest saved of these answers."""
    return max(answers, key=lambda answer: answer.changed_at, default=None)


def who(answer: DraftedAnswer) -> str:
    """The name to show for whoever saved it."""
    return answer.changed_by or gettext("en kollega")
