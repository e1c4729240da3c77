"""What every page of one meeting hands to the staff layout: the steps of the spine, and which one this is."""

from dataclasses import dataclass
from typing import TypedDict

from flask import current_app, url_for

from app.access import may, permission_of
from app.models import Meeting


@dataclass(frozen=True)
class Step:
    """A step of the spine: its key in components/steps.html, and the page that it opens."""

    key: str
    endpoint: str


STEPS = (
    Step("plan", "secretariat.meeting"),
    Step("ask", "secretariat.questionnaire"),
    Step("issue", "secretariat.ledger"),
    Step("answers", "secretariat.answers"),
    Step("themes", "secretariat.grouping"),
    Step("digest", "secretariat.digest"),
)


class MeetingFrame(TypedDict):
    """The variables that layouts/staff.html reads on a page of one meeting."""

    meeting: Meeting
    nav_current: str
    spine: dict[str, str]
    spine_current: str


def meeting_frame(meeting: Meeting, step: str) -> MeetingFrame:
    """The frame of a meeting's page: `render_template(..., **meeting_frame(meeting, "plan"))`.

    A step whose page the signed-in person may not open is left out.
    """
    return {"meeting": meeting, "nav_current": "home", "spine": spine(meeting), "spine_current": step}


def spine(meeting: Meeting) -> dict[str, str]:
    """The URL of each step's page that the signed-in person may open, by step."""
    return {step.key: url_for(step.endpoint, meeting_id=meeting.id) for step in STEPS if may_open(step.endpoint)}


def may_open(endpoint: str) -> bool:
    """Whether there is such a page, and the signed-in person may open it."""
    permission = permission_of(current_app.view_functions.get(endpoint))
    return permission is not None and may(permission)
