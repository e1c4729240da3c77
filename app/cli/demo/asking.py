"""The demo's first steps: the council and its code book, two meetings, the form, and the issue."""

from dataclasses import dataclass

from app.cli.demo import content
from app.jobs import outbox_mailer
from app.models import Council, Meeting, Staff, StaffRole, now
from app.queries import staff
from app.queries.plan import organisations
from app.services import staff as staff_service
from app.services.ask import questionnaires
from app.services.issue import issuing
from app.services.plan import councils, meetings, organisations_import, themes_import
from forms.moments import day_of

SECRETARIAT = "sekretariatet@trygghetsradet.example"
CHAIR = "ordforanden@trygghetsradet.example"
# Shown to whoever starts the demo; the service refuses to start in production with the demo's secret key.
PASSWORD = "trygg-stad-for-alla"  # noqa: S105 - the demo only


@dataclass(frozen=True)
class Planned:
    """What stands after planning."""

    meeting: Meeting
    organisations: int
    themes: int
    questions: int


def code() -> str:
    """The demo council's code."""
    return str(content.table("council")["council"]["code"])


def secretary() -> Staff:
    """The demo's person of the secretariat."""
    found = staff.by_email(SECRETARIAT)
    assert found is not None
    return found


def plan() -> Planned:
    """Make staff, council, organisations, themes and meetings, and publish the form."""
    by = staff_service.add(SECRETARIAT, StaffRole.SECRETARIAT, PASSWORD, "Sekretariatet")
    staff_service.add(CHAIR, StaffRole.CHAIR, PASSWORD, "Ordföranden")
    council = councils.add(councils.CouncilInput(**content.table("council")["council"]), by)
    organisations_import.run(council, organisations_import.read(content.contacts_file(), "kontakter.csv"), staff=by)
    themes_import.run(council, themes_import.read(content.themes_file(), "kodbok.csv"), staff=by)
    _meeting(council, "earlier", by)
    meeting = _meeting(council, "meeting", by)
    members = organisations.members(council.id)
    form = content.questionnaire({one.name: one.id for one in members})
    questionnaires.replace_document(meeting, form, by)
    questionnaires.publish(meeting, by)
    return Planned(meeting, len(members), len(content.table("themes")["themes"]), len(list(form.questions())))


def issue(meeting: Meeting) -> str:
    """Issue the form to everybody; returns the counts."""
    counts = issuing.issue(meeting, secretary())
    return f"{counts.requests} requests, {counts.invitations} invitations, {counts.mails} mails"


def send_mail() -> str:
    """Send what waits in the outbox; returns the counts."""
    return ", ".join(f"{name} {count}" for name, count in outbox_mailer.run(now()).items() if count) or "nothing waits"


def _meeting(council: Council, name: str, by: Staff) -> Meeting:
    written = content.meeting(name, day_of(now()))
    names = meetings.MeetingInput.__dataclass_fields__
    typed = {key: content.text(value) for key, value in written.items() if key in names and isinstance(value, str)}
    return meetings.add(council, meetings.MeetingInput(**typed, themes=tuple(written["themes"])), by)
