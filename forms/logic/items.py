"""Rules inside a repeating group: each item sees its own answers by name, and the others through its functions."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from forms.documents import Json, JsonObject
from forms.expressions import Scope, evaluate, is_true
from forms.expressions.values import to_text
from forms.logic.bindings import as_text, has_inner_rules, items_of
from forms.logic.plan import read
from forms.questionnaire import NO_RULES, Question


def item_scope(outer: Scope, group: Question, items: Json, position: int) -> Scope:
    """Return what item number `position` (from 1) sees: its own values, all of each under `every`, and the form's."""
    found = items_of(items)
    item = found[position - 1] if 0 < position <= len(found) else {}
    own = {inner.key: as_text(item.get(inner.key)) for inner in group.questions}
    every = {inner.key: tuple(as_text(one.get(inner.key)) for one in found) for inner in group.questions}
    return replace(outer, values={**outer.values, **own}, every={**outer.every, **every}, position=position, this="")


def is_asked(inner: Question, scope: Scope) -> bool:
    """Whether a question is asked in the item that the scope is of."""
    rule = read(inner.rules.relevant)
    return rule is None or is_true(rule, scope)


def relaxed(group: Question) -> Question:
    """Return the group with those of its questions that have rules never required: `broken` tells whether they are."""
    if not has_inner_rules(group):
        return group
    eased = (replace(one, required=one.required and one.rules == NO_RULES) for one in group.questions)
    return replace(group, questions=tuple(eased))


def worked_out(outer: Scope, group: Question, value: Json) -> list[JsonObject]:
    """Return the items as they are sent: calculations filled in, and without what is not asked in them."""
    items: list[JsonObject] = [dict(item) for item in items_of(value)]
    for number in range(1, len(items) + 1):
        for inner in group.questions:
            scope = item_scope(outer, group, items, number)
            if not is_asked(inner, scope):
                items[number - 1].pop(inner.key, None)
            elif rule := read(inner.rules.calculation):
                items[number - 1][inner.key] = to_text(evaluate(rule, scope))
    return items


def broken(outer: Scope, group: Question, items: Json) -> Iterator[tuple[int, Question]]:
    """Return what breaks its constraint, or is missing though its rule requires it: item number and question."""
    for number, item in enumerate(items_of(items), start=1):
        scope = item_scope(outer, group, items, number)
        for inner in group.questions:
            if is_asked(inner, scope) and not _holds(inner, item, scope):
                yield number, inner


def _holds(inner: Question, item: Mapping[str, Json], scope: Scope) -> bool:
    text = as_text(item.get(inner.key))
    if text:
        rule = read(inner.rules.constraint)
        return rule is None or is_true(rule, replace(scope, this=text))
    rule = read(inner.rules.required_if)
    is_needed = (inner.required and inner.rules != NO_RULES) or (rule is not None and is_true(rule, scope))
    return not is_needed or bool(inner.rules.calculation)
