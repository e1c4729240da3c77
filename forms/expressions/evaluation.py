"""Evaluating an expression against the answers around it."""

import math
from collections.abc import Mapping
from dataclasses import dataclass, field

from forms.expressions import tree
from forms.expressions.functions import FUNCTIONS
from forms.expressions.tree import Expression
from forms.expressions.values import Value, compare, texts, to_bool, to_number, to_text


@dataclass(frozen=True)
class Scope:
    """What an expression can see.

    `values`: an answer by question, "" for none, keys with spaces between them for choices, a tuple with one text an
    item for a repeating group and for what it asks. `every`: the same tuples seen from inside an item, where `values`
    has the item's own. `this`: the answer that the rule is about. `position` counts items from 1, 0 outside. `now`:
    local time as ISO text. `columns`: the choice that a filter looks at. `labels`: choices' labels by question and key.
    """

    values: Mapping[str, str | tuple[str, ...]]
    now: str = ""
    this: Value = ""
    position: int = 0
    every: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    columns: Mapping[str, str] = field(default_factory=dict)
    labels: Mapping[str, Mapping[str, str]] = field(default_factory=dict)


def evaluate(expression: Expression, scope: Scope) -> Value:  # noqa: C901, PLR0911 - one case a kind of part
    """Return the value of an expression. Nothing raises: what can't be reckoned is NaN or ""."""
    match expression:
        case tree.Text(value) | tree.Number(value):
            return value
        case tree.Name(name):
            return scope.values.get(name, "")
        case tree.Column(name):
            return scope.columns.get(name, "")
        case tree.This():
            return scope.this
        case tree.Parent():
            return ""
        case tree.Negative(operand):
            return -to_number(evaluate(operand, scope))
        case tree.AnyOf(operands):
            return any(to_bool(evaluate(one, scope)) for one in operands)
        case tree.AllOf(operands):
            return all(to_bool(evaluate(one, scope)) for one in operands)
        case tree.Binary(operator, left, right):
            return _binary(operator, evaluate(left, scope), evaluate(right, scope))
        case tree.Call(function, arguments):
            return _call(function, arguments, scope)


def is_true(expression: Expression, scope: Scope) -> bool:
    """Whether an expression holds."""
    return to_bool(evaluate(expression, scope))


def _binary(operator: str, left: Value, right: Value) -> Value:
    if operator in {"=", "!=", "<", "<=", ">", ">="}:
        return compare(operator, left, right)
    return _reckon(operator, to_number(left), to_number(right))


def _reckon(operator: str, left: float, right: float) -> float:
    match operator:
        case "+":
            return left + right
        case "-":
            return left - right
        case "*":
            return left * right
        case "div":
            return _quotient(left, right)
        case _:
            return math.fmod(left, right) if right != 0 and math.isfinite(left) else math.nan


def _quotient(left: float, right: float) -> float:
    if right == 0:
        return math.nan if left == 0 or math.isnan(left) else math.copysign(math.inf, left) * math.copysign(1, right)
    return left / right


def _call(function: str, arguments: tuple[Expression, ...], scope: Scope) -> Value:  # noqa: PLR0911 - one case a kind of part
    match function:
        case "if":
            return evaluate(arguments[1] if is_true(arguments[0], scope) else arguments[2], scope)
        case "coalesce":
            found = (evaluate(one, scope) for one in arguments)
            return next((value for value in found if to_text(value) != ""), "")
        case "once":
            return scope.this if to_text(scope.this) != "" else evaluate(arguments[0], scope)
        case "today" | "now":
            return scope.now[:10] if function == "today" else scope.now
        case "position":
            return float(scope.position) if scope.position else math.nan
        case "indexed-repeat":
            return _indexed(arguments, scope)
        case "jr:choice-name":
            return _choice_name(arguments, scope)
        case _:
            return FUNCTIONS[function](*(evaluate(one, scope) for one in arguments))


def _indexed(arguments: tuple[Expression, ...], scope: Scope) -> Value:
    name = tree.named(arguments[0])
    found = scope.every.get(name or "")
    items = found if found is not None else texts(evaluate(arguments[0], scope))
    place = to_number(evaluate(arguments[2], scope))
    return items[int(place) - 1] if 1 <= place < len(items) + 1 else ""


def _choice_name(arguments: tuple[Expression, ...], scope: Scope) -> Value:
    keys = to_text(evaluate(arguments[0], scope))
    labels = scope.labels.get(tree.named(arguments[1]) or "", {})
    return labels.get(keys) or ", ".join(labels.get(key) or key for key in keys.split())
