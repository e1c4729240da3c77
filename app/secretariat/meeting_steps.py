"""How far each step of a meeting has come, in words, and what is missing before the next."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TypedDict

from flask import url_for
from flask_babel import get_locale, gettext, ngettext

from app.models import DigestState, Meeting, now
from app.queries.ask import questionnaires as questionnaire_queries
from app.queries.ask.questionnaires import Current
from app.queries.issue.standing import Need, Standing
from app.queries.plan import meetings as meeting_queries
from app.queries.plan import progress
from app.secretariat.frame import STEPS, may_open
from app.secretariat.plan_advice import plan_advice, plan_problems
from app.services.ask import questionnaires
from forms import publishing
from forms.publishing import MeetingFacts

MOST_NAMED = 5
ENDPOINTS = {step.key: step.endpoint for step in STEPS}


@dataclass(frozen=True)
class StepState:
    """A step and how far it has come: `shape` is one of components/status_tag.html.

    `missing` must be put right before the next step; `advice` need not be. `href` is None where the person may not
    open the step's page.
    """

    key: str
    state: str
    shape: str
    missing: tuple[str, ...] = ()
    advice: tuple[str, ...] = ()
    href: str | None = None

    @property
    def is_done(self) -> bool:
        """Whether the next step can be taken."""
        return self.shape == "done"


class Steps(TypedDict):
    """For the template: all steps, and the first that is not done and that the person may open."""

    steps: list[StepState]
    current_step: StepState | None


def steps_of(meeting: Meeting, rows: Sequence[Standing]) -> Steps:
    """The steps of a meeting whose ledger is `rows`."""
    current = questionnaire_queries.of_meeting(meeting)
    facts = questionnaire_queries.facts(meeting)
    steps = [
        _plan(meeting, facts, is_issued=any(row.request_id for row in rows)),
        _ask(current, facts),
        _issue([row for row in rows if row.asked], current),
        _answers(meeting, [row for row in rows if row.request_id]),
        _themes(progress.coverage(meeting.id)),
        _digest(progress.digest(meeting.id)),
    ]
    made = [replace(step, href=_href(step, meeting)) for step in steps]
    return {"steps": made, "current_step": next((step for step in made if not step.is_done and step.href), None)}


def _href(step: StepState, meeting: Meeting) -> str | None:
    endpoint = ENDPOINTS[step.key]
    if step.key == "plan":
        endpoint = "secretariat.edit_meeting"
    elif step.key == "answers" and step.shape == "doing":
        endpoint = "secretariat.ledger"  # while answers come in, whom to remind matters most
    return url_for(endpoint, meeting_id=meeting.id) if may_open(endpoint) else None


def _plan(meeting: Meeting, facts: MeetingFacts, *, is_issued: bool) -> StepState:
    if is_issued:
        return StepState("plan", gettext("Klart"), "done")
    earlier = meeting_queries.by_id(meeting.copied_from_id) if meeting.copied_from_id else None
    missing = plan_problems(facts, str(get_locale()))
    advice = plan_advice(meeting, earlier, facts, str(get_locale()))
    if missing:
        return StepState("plan", gettext("Något saknas"), "doing", missing, advice)
    return StepState("plan", gettext("Klart"), "done", (), advice)


def _ask(current: Current, facts: MeetingFacts) -> StepState:
    questions = sum(1 for _ in current.form.questions())
    if not questions:
        return StepState("ask", gettext("Inga frågor än"), "todo", (gettext("Skriv frågorna eller läs in dem."),))
    if current.latest is None:
        return StepState("ask", _count_questions(questions), "doing", _ask_missing(current, facts))
    published = gettext("Version %(number)s är publicerad", number=current.latest.number)
    if current.is_published:
        return StepState("ask", published, "done")
    advice = gettext("Utkastet har ändrats sedan dess. Publicera igen om ändringarna ska gälla.")
    return StepState("ask", published, "done", (), (advice,))


def _ask_missing(current: Current, facts: MeetingFacts) -> tuple[str, ...]:
    locale = str(get_locale())
    found = [one for one in publishing.problems(current.form, facts) if one.section_key or one.question_key]
    told = [questionnaires.described(one, current.form, locale) for one in found[:MOST_NAMED]]
    return (*told, gettext("Formuläret är inte publicerat."))


def _count_questions(count: int) -> str:
    return str(ngettext("Utkast med %(num)s fråga", "Utkast med %(num)s frågor", count))


def _issue(rows: Sequence[Standing], current: Current) -> StepState:
    issued = sum(1 for row in rows if row.request_id)
    missing = _issue_missing(rows, current)
    advice = _naming(gettext("Mejl når inte fram till:"), [row for row in rows if row.need is Need.UNREACHABLE])
    if not issued:
        return StepState("issue", gettext("Inte utskickat"), "todo", missing, advice)
    state = gettext("%(issued)s av %(all)s har fått formuläret", issued=issued, all=len(rows))
    if issued == len(rows):
        return StepState("issue", state, "done", (), (*missing, *advice))
    return StepState("issue", state, "doing", missing, advice)


def _issue_missing(rows: Sequence[Standing], current: Current) -> tuple[str, ...]:
    if not rows:
        return (gettext("Rådet har inga organisationer än."),)
    if current.latest is None:
        return (gettext("Formuläret måste publiceras först."),)
    return _naming(gettext("Saknar kontakt:"), [row for row in rows if row.need is Need.CONTACT])


def _naming(what: str, rows: Sequence[Standing]) -> tuple[str, ...]:
    if not rows:
        return ()
    names = ", ".join(row.organisation for row in rows[:MOST_NAMED])
    rest = len(rows) - MOST_NAMED
    return (f"{what} {names}" + (" " + gettext("och %(n)s till", n=rest) if rest > 0 else "") + ".",)


def _answers(meeting: Meeting, issued: Sequence[Standing]) -> StepState:
    done = sum(1 for row in issued if row.is_done)
    if not issued:
        return StepState("answers", gettext("Inga svar än"), "todo")
    state = gettext("%(done)s av %(all)s har svarat", done=done, all=len(issued))
    if done == len(issued):
        return StepState("answers", state, "done")
    if meeting.deadline_at > now():
        return StepState("answers", state, "doing")
    silent = _naming(gettext("Har inte svarat:"), [row for row in issued if not row.is_done])
    return StepState("answers", state, "done", (), silent)


def _themes(coverage: progress.Coverage) -> StepState:
    if not coverage.answers:
        return StepState("themes", gettext("Inga svar att läsa än"), "todo")
    state = gettext("%(read)s av %(all)s svar lästa", read=coverage.handled, all=coverage.answers)
    return StepState("themes", state, "done" if coverage.handled == coverage.answers else "doing")


def _digest(found: progress.DigestProgress | None) -> StepState:
    if found is None:
        return StepState("digest", gettext("Inte påbörjad"), "todo")
    edition = gettext("Utgåva %(edition)s", edition=found.digest.edition)
    lines = ngettext("%(num)s punkt", "%(num)s punkter", found.lines)
    if found.digest.state is DigestState.FINAL:
        return StepState("digest", gettext("Utgåva %(edition)s, upprättad", edition=found.digest.edition), "done")
    return StepState("digest", f"{edition}, {lines}", "doing")
