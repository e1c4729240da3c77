"""A form's rules at work: who is asked what, and what follows from the answers. Pure."""

from datetime import datetime

from forms.logic.marks import asked_sections, out_of_sight
from forms.logic.outcome import MISSING, Outcome, work_out
from forms.logic.page import page_document
from forms.logic.plan import has_rules, plan
from forms.moments import local

__all__ = [
    "MISSING",
    "Outcome",
    "asked_sections",
    "clock",
    "has_rules",
    "out_of_sight",
    "page_document",
    "plan",
    "work_out",
]


def clock(moment: datetime) -> str:
    """Return the local time that rules see, cut to the hour: what was checked must be what is sent a little later."""
    return f"{local(moment):%Y-%m-%dT%H:00:00}"
