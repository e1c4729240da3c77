"""What a planned meeting lacks before anything can be asked, and what its secretariat may want to think of."""

from collections.abc import Iterator
from datetime import datetime

from flask_babel import gettext

from app.models import Meeting
from forms import moments, publishing
from forms.dates import show_date
from forms.findings import Finding
from forms.localised import Localised
from forms.publishing import MeetingFacts
from forms.questionnaire import Question, Questionnaire, Section

# Stands for a form that asks everybody: before there is one, that is what time must be planned for.
ASKS_EVERYBODY = Questionnaire(
    sections=(Section(key="s", title=Localised(sv="s"), questions=(Question("q", "long_text", Localised(sv="q")),)),)
)


def plan_problems(facts: MeetingFacts, locale: str) -> tuple[str, ...]:
    """What must be put right about the meeting itself, a sentence each."""
    return tuple(_whole(publishing.problems(ASKS_EVERYBODY, facts), locale))


def plan_advice(meeting: Meeting, earlier: Meeting | None, facts: MeetingFacts, locale: str) -> tuple[str, ...]:
    """What is only advice: short time, weekends, empty texts, and dates left from the meeting copied from."""
    stale = _stale_dates(meeting, earlier) if earlier else ()
    return (*_whole(publishing.warnings(ASKS_EVERYBODY, facts), locale), *_gaps(meeting), *stale)


def _whole(findings: tuple[Finding, ...], locale: str) -> Iterator[str]:
    for finding in findings:
        if finding.section_key is None and finding.question_key is None:
            yield finding.message.text(locale)


def _gaps(meeting: Meeting) -> Iterator[str]:
    if not meeting.headline_themes:
        yield gettext("Mötet har inget tema än. Välj minst ett ur kodboken.")
    if not meeting.settled:
        yield gettext("Skriv gärna vad som redan är bestämt.")
    if not (meeting.phone or meeting.council.phone):
        yield gettext("Ange ett telefonnummer för det som inte ska skrivas i formuläret.")


def _stale_dates(meeting: Meeting, earlier: Meeting) -> Iterator[str]:
    texts = f"{meeting.title} {meeting.purpose} {meeting.can_influence} {meeting.settled} {meeting.agenda}"
    kept = {_day_and_month(meeting.starts_at), _day_and_month(meeting.deadline_at)}
    for moment in (earlier.starts_at, earlier.deadline_at):
        day = _day_and_month(moment)
        if day not in kept and f" {day}" in f" {texts}":
            yield gettext("Texterna nämner %(day)s, som gällde det tidigare mötet. Ändra dem.", day=day)


def _day_and_month(moment: datetime) -> str:
    return show_date(moments.day_of(moment), "sv").rpartition(" ")[0]
