"""The part of a form's rules that a section's page needs, for the browser to follow while somebody types."""

from collections.abc import Iterable, Iterator

from forms.documents import Json, JsonObject
from forms.expressions import Expression, to_json
from forms.expressions.tree import Call, named, walk
from forms.logic.outcome import Outcome
from forms.logic.plan import Plan, Ruled
from forms.question_types import question_type
from forms.question_types.acknowledge import TICKED, Acknowledge
from forms.questionnaire import Section


def page_document(section: Section, outcome: Outcome) -> JsonObject | None:
    """Return what the page's script reads; None where nothing on the page depends on anything else on it.

    {"now", "values": names whose value can't change here, "labels", "questions": [in the order of working out]}, each
    question {"key", "live": read from the page, "when": [trees], "calculation": tree, "filter": {"rule", "columns"},
    "ticked": a ticked box's value}.
    """
    if outcome.plan is None:
        return None
    here = {question.key for question in section.questions}
    needed = _needed(outcome.plan, here)
    ruled = [outcome.plan.ruled[key] for key in outcome.plan.order if key in needed]
    read = {name for one in ruled for name in one.inputs}
    moving = {one.question.key for one in ruled if _is_live(one, here) or one.calculation is not None}
    if not any(name in here and name in moving for name in read):
        return None
    values = outcome.scope.values
    return {
        "now": outcome.scope.now,
        "values": {name: _listed(values.get(name, "")) for name in sorted(read - moving)},
        "labels": _labels(ruled, outcome),
        "questions": [_question(one, here, outcome) for one in ruled],
    }


def _needed(made: Plan, here: set[str]) -> set[str]:
    """What is ruled on the page, what its rules read there, and the calculations elsewhere that lie between."""
    found: set[str] = set()
    waiting = [key for key in here if _is_ruled(made.ruled[key])]
    while waiting:
        key = waiting.pop()
        found.add(key)
        before = {made.owners[name] for name in made.ruled[key].inputs if name in made.owners}
        waiting.extend(one for one in before - found if one in here or made.ruled[one].calculation is not None)
    return found


def _is_ruled(one: Ruled) -> bool:
    return bool(one.conditions) or one.calculation is not None or one.choice_filter is not None


def _is_live(one: Ruled, here: set[str]) -> bool:
    """Whether the browser can read the answer off the page; lists, tables and orders wait for the server."""
    question, kind = one.question, question_type(one.question.type)
    is_simple = not kind.is_repeated and set(kind.suffixes(question)) <= {"", "other"}
    return question.key in here and is_simple and kind.is_answered


def _question(one: Ruled, here: set[str], outcome: Outcome) -> Json:
    key = one.question.key
    document: JsonObject = {"key": key, "live": _is_live(one, here)}
    if one.question.type == Acknowledge.name:
        document["ticked"] = TICKED
    if one.conditions and key in here:
        document["when"] = [to_json(rule) for rule in one.conditions]
    elif one.conditions:
        document["when"] = [["text", "" if key in outcome.unasked else "1"]]
    if one.calculation is not None:
        document["calculation"] = to_json(one.calculation)
    if one.choice_filter is not None and key in here:
        columns: JsonObject = {
            choice.key: {"name": choice.key, **dict(choice.columns)} for choice in one.question.choices
        }
        document["filter"] = {"rule": to_json(one.choice_filter), "columns": columns}
    return document


def _labels(ruled: Iterable[Ruled], outcome: Outcome) -> JsonObject:
    wanted = {name for one in ruled for rule in _rules(one) for name in _shown(rule)}
    return {name: dict(outcome.scope.labels[name]) for name in sorted(wanted) if name in outcome.scope.labels}


def _rules(one: Ruled) -> Iterator[Expression]:
    yield from one.conditions
    yield from (rule for rule in (one.calculation, one.choice_filter) if rule is not None)


def _shown(rule: Expression) -> Iterator[str]:
    for part in walk(rule):
        if isinstance(part, Call) and part.function == "jr:choice-name":
            yield named(part.arguments[1]) or ""


def _listed(value: str | tuple[str, ...]) -> Json:
    return list(value) if isinstance(value, tuple) else value
