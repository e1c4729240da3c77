"""Reminders by the calendar: halfway, three working days before the deadline, and the day after; each once."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from app.queries.issue.reminders import Waited
from app.services.issue import outbox
from app.services.issue.outbox import QueuedMail
from app.services.issue.working_time import is_working_time, next_working_time, opening, working_days_before
from forms.moments import day_of

WORKING_DAYS_BEFORE = 3
# Nobody gets two mails about the same thing within so long; a reminder that falls due meanwhile waits.
REST = timedelta(hours=24)
# After downtime the day-after reminder is still sent within so long, then no more.
LAST_CALL = timedelta(days=7)


def queue_due(waited: Iterable[Waited], moment: datetime) -> int:
    """Queue the reminder that is due for each; returns how many were new. None outside working time."""
    if not is_working_time(moment):
        return 0
    mails = []
    for one in waited:
        kind = due(one, moment)
        if kind and moment - one.last_mail_at >= REST:
            # By request and contact: a new link begins no new round of reminders.
            key = f"{kind}:{one.request_id}:{one.contact_id}"
            mails.append(QueuedMail(kind, key, one.contact_id, one.invitation_id))
    return outbox.queue_many(mails)


def due(waited: Waited, moment: datetime) -> str:
    """The kind of reminder whose time it is, or nothing. Of several that were missed only the latest counts."""
    halfway, before, after = times(waited)
    if moment >= after:
        ends = min(after + LAST_CALL, waited.meeting_starts_at)
        return "reminder_after" if moment < ends else ""
    if moment >= waited.deadline_at:
        return ""
    if moment >= before:
        return "reminder_before"
    return "reminder_halfway" if moment >= halfway else ""


def times(waited: Waited) -> tuple[datetime, datetime, datetime]:
    """When the three reminders fall due: halfway, before and after the deadline, each in working time."""
    deadline_day = day_of(waited.deadline_at)
    halfway = waited.invited_at + (waited.deadline_at - waited.invited_at) / 2
    before = opening(working_days_before(deadline_day, WORKING_DAYS_BEFORE))
    after = opening(deadline_day + timedelta(days=1))
    return next_working_time(halfway), before, next_working_time(after)
