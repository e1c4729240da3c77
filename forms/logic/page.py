"""The part of a form's rules that a section's page needs, for the browser to follow while somebody types."""

from collections.abc import Collection, Iterable, Iterator

from forms.documents import Json, JsonObject
from forms.expressions import Expression, references, to_json
from forms.expressions.tree import Call, named, walk
from forms.logic.bindings import names
from forms.logic.outcome import Outcome
from forms.logic.plan import Plan, Ruled, read
from forms.question_types import question_type
from forms.question_types.acknowledge import TICKED, Acknowledge
from forms.questionnaire import Question, Section


def page_document(section: Section, outcome: Outcome) -> JsonObject | None:
    """Return what the page's script reads; None where nothing on the page depends on anything else on it.

    {"now", "values": names whose value can't change here, "labels", "questions": [in the order of working out]}, each
    question {"key", "live": read from the page, "when": [trees], "calculation": tree, "filter": {"rule", "columns"},
    "ticked": a ticked box's value}; a repeating group has "items", what each item asks in the same form.
    """
    if outcome.plan is None:
        return None
    here = {question.key for question in section.questions}
    needed = _needed(outcome.plan, here)
    ruled = [outcome.plan.ruled[key] for key in outcome.plan.order if key in needed]
    read = {name for one in ruled for rule in (*_rules(one), *one.inner) for name in references(rule)}
    moving = {name for one in ruled if _moves(one, here) for name in names(one.question)}
    if not read & {name for key in here for name in names(outcome.plan.ruled[key].question)} & moving:
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
    return any((one.conditions, one.inner, one.calculation is not None, one.choice_filter is not None))


def _moves(one: Ruled, here: set[str]) -> bool:
    """Whether its value can change on the page."""
    return _is_live(one.question, here) or _has_live_items(one.question, here) or one.calculation is not None


def _is_live(question: Question, here: Collection[str]) -> bool:
    """Whether the browser can read the answer off the page; tables and orders wait for the server."""
    kind = question_type(question.type)
    return question.key in here and kind.is_answered and not question.questions and _is_simple(question)


def _is_simple(question: Question) -> bool:
    return set(question_type(question.type).suffixes(question)) <= {"", "other"}


def _has_live_items(question: Question, here: Collection[str]) -> bool:
    """Whether the browser can read a repeating group off the page: all that its items ask."""
    return question.key in here and bool(question.questions) and all(map(_is_simple, question.questions))


def _question(one: Ruled, here: set[str], outcome: Outcome) -> Json:
    key = one.question.key
    document = _read_off(one.question, here)
    if _has_live_items(one.question, here):
        document["items"] = [_inner(inner) for inner in one.question.questions]
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


def _read_off(question: Question, here: Collection[str]) -> JsonObject:
    document: JsonObject = {"key": question.key, "live": _is_live(question, here)}
    return {**document, "ticked": TICKED} if question.type == Acknowledge.name else document


def _inner(question: Question) -> Json:
    """What an item asks: its rules see the item's own answers by name."""
    document = _read_off(question, {question.key})
    if rule := read(question.rules.relevant):
        document["when"] = [to_json(rule)]
    if rule := read(question.rules.calculation):
        document["calculation"] = to_json(rule)
    return document


def _labels(ruled: Iterable[Ruled], outcome: Outcome) -> JsonObject:
    wanted = {name for one in ruled for rule in (*_rules(one), *one.inner) for name in _shown(rule)}
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
