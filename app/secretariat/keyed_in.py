"""Between the page where a letter or a call is typed in and the submission it becomes."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from flask_babel import gettext
from werkzeug.datastructures import MultiDict

from app.models import InputRequest, now
from app.queries.answer.drafts import OwnForm
from app.queries.answer.earlier_forms import as_shown
from app.services.input_checks import RefusedInput
from forms.answers import NOT_SECRET, AnswerProblem, QuotePermission, Secrecy
from forms.builder import Asked, Prefill, asked, cached_section_form, field_name, prefilled, sent
from forms.dates import parse_date
from forms.documents import Json
from forms.moments import day_of
from forms.question_types import question_type
from forms.questionnaire import NO_RULES, Question, Questionnaire, Section


@dataclass(frozen=True)
class KeyedIn:
    """What stands typed on the page, by question key, and what has to be put right in it."""

    typed: Mapping[str, Json] = field(default_factory=dict)
    permissions: Mapping[str, QuotePermission] = field(default_factory=dict)
    problems: tuple[AnswerProblem, ...] = ()
    secrecies: Mapping[str, Secrecy] = field(default_factory=dict)

    def with_problems(self, problems: Iterable[AnswerProblem]) -> "KeyedIn":
        """The same with the sentences to show at the fields."""
        return replace(self, problems=tuple(problems))


@dataclass(frozen=True)
class KeyedSection:
    """A section of the form as it stands on the page."""

    section: Section
    asked: tuple[Asked, ...]


def on_paper(request: InputRequest, version: str = "") -> OwnForm:
    """The organisation's own form, requiring nothing: a letter says what it says, and is registered as it came.

    Of its rules only calculations are left. A page that was made of an earlier version says its number, and is
    registered as an answer to that one.
    """
    own = as_shown(request, version)
    sections = tuple(
        replace(section, relevant="", groups=(), questions=tuple(map(_requiring_nothing, section.questions)))
        for section in own.questionnaire.sections
    )
    return replace(own, questionnaire=replace(own.questionnaire, sections=sections))


def _requiring_nothing(question: Question) -> Question:
    inner = tuple(_requiring_nothing(one) for one in question.questions)
    least = None if inner else question.minimum
    rules = replace(question.rules, relevant="") if question_type(question.type).is_computed else NO_RULES
    return replace(question, required=False, questions=inner, minimum=least, group=None, rules=rules)


def read_posted(questionnaire: Questionnaire, posted: MultiDict[str, str]) -> KeyedIn:
    """What the page sent, every section of it."""
    answers = {key: one for section in questionnaire.sections for key, one in sent(section, posted).items()}
    return KeyedIn(
        typed={key: one.typed for key, one in answers.items()},
        permissions={key: one.quote or QuotePermission.NAMED for key, one in answers.items()},
        secrecies={key: one.secrecy or NOT_SECRET for key, one in answers.items()},
    )


def keyed_sections(own: OwnForm, typed: KeyedIn, locale: str, more: str = "") -> list[KeyedSection]:
    """The whole form with what stands typed in it, and the problems at their fields.

    `more` is the key of a repeating group that one more item is wanted of.
    """
    filled = {
        key: Prefill(
            value,
            quote=typed.permissions.get(key, QuotePermission.NAMED),
            more=key == more,
            secrecy=typed.secrecies.get(key, NOT_SECRET),
        )
        for key, value in typed.typed.items()
    }
    sections = []
    for section in own.questionnaire.sections:
        form = cached_section_form(own.version_sha256, section, locale)(formdata=None, data=prefilled(section, filled))
        for problem in typed.problems:
            if problem.section_key == section.key:
                form[field_name(problem.question_key)].errors = [problem.message]
        sections.append(KeyedSection(section, asked(form, section, filled)))
    return sections


def arrival_day(written: str, request: InputRequest) -> date:
    """The day it came: not before the form was issued, not in the future. Raises RefusedInput."""
    day = parse_date(written)
    if day is None:
        raise RefusedInput({"received": gettext("Skriv vilken dag svaret kom, till exempel 2026-12-10.")})
    if day > day_of(now()):
        raise RefusedInput({"received": gettext("Dagen har inte varit än. Skriv den dag svaret kom.")})
    if day < day_of(request.issued_at):
        raise RefusedInput({"received": gettext("Dagen är före utskicket. Skriv den dag svaret kom.")})
    return day
