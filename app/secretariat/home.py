"""Where the secretariat begins: the next meeting, and what needs doing now."""

from flask import render_template
from flask.typing import ResponseReturnValue

from app.access import Permission, requires
from app.models import Meeting, now
from app.queries import accessibility_reports
from app.queries.issue.standing import standings
from app.queries.plan import councils as council_queries
from app.queries.plan import meetings as meeting_queries
from app.queries.plan import organisations as organisation_queries
from app.queries.plan import themes as theme_queries
from app.secretariat import blueprint, ledger_words
from app.secretariat.meeting_steps import steps_of
from forms import moments
from forms.audience import KIND_NAMES

MOST_ROWS = 60
"""So many organisations stand here, the most pressing first; the ledger has them all, page by page."""


@blueprint.get("/")
@requires(Permission.PLAN)
def home() -> ResponseReturnValue:
    """The next meeting with its organisations, then the other meetings and the councils."""
    upcoming = meeting_queries.upcoming()
    return render_template(
        "secretariat/home.html",
        nav_current="home",
        next_meeting=_next(upcoming[0]) if upcoming else None,
        others=[*upcoming[1:], *meeting_queries.held()],
        councils=council_queries.everyone(),
        member_counts=organisation_queries.member_counts(),
        theme_counts=theme_queries.counts(),
        kind_names=KIND_NAMES,
        words=ledger_words,
        reports_waiting=accessibility_reports.waiting(),
    )


def _next(meeting: Meeting) -> dict[str, object]:
    rows = standings(meeting)
    shown = sorted(rows, key=lambda row: row.rank) if any(row.request_id for row in rows) else []
    return {
        "meeting": meeting,
        "days_to_answer": moments.days_between(now(), meeting.deadline_at),
        "days_to_meeting": moments.days_between(now(), meeting.starts_at),
        "rows": shown[:MOST_ROWS],
        "further": len(shown[MOST_ROWS:]),
        **steps_of(meeting, rows),
    }
