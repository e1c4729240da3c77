"""Takes in what people tell about pages that they can't use, and notes that somebody has seen to it."""

from datetime import datetime

from flask_babel import gettext
from sqlalchemy import delete

from app.extensions import db
from app.models import AccessibilityReport, Staff, now
from app.services import audit
from app.services.input_checks import Checks

LONGEST_REPORT = 5_000


def add(text: str, page: str, reply_to: str) -> AccessibilityReport:
    """Keep the report. Raises RefusedInput where it says nothing, or too much. Who wrote it is not asked."""
    checks = Checks()
    report = AccessibilityReport(
        text=checks.text("text", text, LONGEST_REPORT),
        page=checks.line("page", page),
        reply_to=checks.line("reply_to", reply_to),
    )
    if not report.text:
        checks.refuse("text", gettext("Berätta vad som inte fungerar."))
    checks.done()
    db.session.add(report)
    db.session.flush()
    return report


def handle(report: AccessibilityReport, staff: Staff) -> None:
    """Note that it is seen to. Done twice it changes nothing."""
    if report.handled_at is None:
        report.handled_at, report.handled_by = now(), staff
        audit.record("accessibility_report_handled", "accessibility_report", report.id, staff=staff)


def remove_handled(before: datetime) -> int:
    """Delete what was handled before the moment; returns how many."""
    old = delete(AccessibilityReport).where(AccessibilityReport.handled_at < before)
    return len(db.session.execute(old.returning(AccessibilityReport.id)).all())
