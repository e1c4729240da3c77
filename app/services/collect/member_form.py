"""The coordinator's moves on the member form. Which questions there are is settled once a member has begun."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from flask_babel import gettext

from app.access import Respondent
from app.extensions import db
from app.models import Collection
from app.queries.collect import collections as collection_queries
from app.services.collect.collections import locked
from app.services.input_checks import Checks
from app.services.problems import Refused
from forms import editing, member_form
from forms.numbers import parse_decimal
from forms.questionnaire import Question, Questionnaire
from forms.questionnaire_document import to_json

LONGEST_LABEL = 300
LONGEST_HINT = 1_000
LONGEST_CHOICES = 4_000
STEPS = {"up": -1, "down": 1}


@dataclass(frozen=True)
class MemberQuestionInput:
    """A question as typed; what its type does not use is empty. `choices` has one a line."""

    label: str
    hint: str = ""
    choices: str = ""
    minimum: str = ""
    maximum: str = ""
    low_label: str = ""
    high_label: str = ""


def add(respondent: Respondent, seen: int, type_name: str, typed: MemberQuestionInput) -> None:
    """Add a question last. Raises RefusedInput, Refused once members have begun, and Conflict."""
    question = _as_question(member_form.beginning(type_name), typed)
    _change(respondent, seen, lambda form: member_form.add(form, question), settles=True)


def change(respondent: Respondent, seen: int, key: str, typed: MemberQuestionInput) -> None:
    """Change a question's words; its choices and ends only before members have begun. Raises as `add`."""

    def edit(form: Questionnaire) -> Questionnaire:
        before = form.question(key)
        if before is None:
            raise editing.NoSuchPartError(key)
        after = _as_question(before, typed)
        if _shape(before) != _shape(after):
            _refuse_begun(respondent)
        return editing.replace_question(form, after)

    _change(respondent, seen, edit)


def move(respondent: Respondent, seen: int, key: str, direction: str) -> None:
    """Move a question one step up or down."""
    _change(respondent, seen, lambda form: editing.move_question(form, key, STEPS.get(direction, 0)))


def remove(respondent: Respondent, seen: int, key: str) -> None:
    """Remove a question. Raises Refused once members have begun."""
    _change(respondent, seen, lambda form: editing.remove_question(form, key), settles=True)


def _change(
    respondent: Respondent, seen: int, edit: Callable[[Questionnaire], Questionnaire], *, settles: bool = False
) -> None:
    collection = locked(respondent, seen)
    if settles:
        _refuse_begun(respondent, collection)
    collection.document = to_json(edit(collection_queries.member_form(collection)))
    collection.revision += 1
    db.session.flush()


def _refuse_begun(respondent: Respondent, collection: Collection | None = None) -> None:
    if collection_queries.has_views(collection or collection_queries.begun(respondent.request)):
        raise Refused(gettext("Medlemmar har börjat svara. Nu går det bara att ändra frågornas ordning och ord."))


def _as_question(question: Question, typed: MemberQuestionInput) -> Question:
    checks = Checks()
    label = checks.line("label", typed.label, gettext("Skriv frågan."), LONGEST_LABEL)
    hint = checks.text("hint", typed.hint, LONGEST_HINT)
    made = member_form.reworded(question, label, hint)
    if question.type == "one_choice":
        made = member_form.with_choices(made, checks.text("choices", typed.choices, LONGEST_CHOICES))
        if len(made.choices) < 2:
            checks.refuse("choices", gettext("Skriv minst två alternativ, ett på varje rad."))
    if question.type == "scale":
        made = _with_scale(checks, made, typed)
    checks.done()
    return made


def _with_scale(checks: Checks, question: Question, typed: MemberQuestionInput) -> Question:
    low, high = parse_decimal(typed.minimum), parse_decimal(typed.maximum)
    made = replace(question, minimum=low, maximum=high)
    if low is None or high is None or member_form.problems(member_form.with_questions((made,))):
        checks.refuse("maximum", gettext("Skriv två hela tal, det minsta först, högst 20 steg isär."))
    ends = (checks.line("low_label", typed.low_label), checks.line("high_label", typed.high_label))
    return member_form.with_ends(made, *ends)


def _shape(question: Question) -> object:
    """What answers depend on: keys of choices, and the ends of a scale."""
    return [choice.key for choice in question.choices], question.minimum, question.maximum
