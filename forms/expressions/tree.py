"""Expressions as trees: what `parse` returns, and what is read off them without evaluating."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias

from forms.documents import Json
from forms.localised import Localised

LONGEST_SOURCE = 4_000
"""Characters of one expression."""


class ExpressionError(ValueError):
    """An expression that can't be read. `message` is a sentence for the author; `column` counts characters from 1."""

    def __init__(self, message: Localised, column: int) -> None:
        super().__init__(message.text("en"))
        self.message = message
        self.column = column


@dataclass(frozen=True)
class Text:
    """A text between quotation marks."""

    value: str


@dataclass(frozen=True)
class Number:
    """A number in digits."""

    value: float


@dataclass(frozen=True)
class Name:
    """`${name}`: the value of a question."""

    name: str


@dataclass(frozen=True)
class Column:
    """A bare name in a choice filter: a column of the choice."""

    name: str


@dataclass(frozen=True)
class This:
    """`.`: the answer that the rule is about."""


@dataclass(frozen=True)
class Parent:
    """`..`: the item of a repeating group around the question; only `position(..)` asks for it."""


@dataclass(frozen=True)
class Negative:
    """A minus before something."""

    operand: "Expression"


@dataclass(frozen=True)
class Binary:
    """Two sides and one of = != < <= > >= + - * div mod."""

    operator: str
    left: "Expression"
    right: "Expression"


@dataclass(frozen=True)
class AnyOf:
    """Two or more with `or` between them."""

    operands: "tuple[Expression, ...]"


@dataclass(frozen=True)
class AllOf:
    """Two or more with `and` between them."""

    operands: "tuple[Expression, ...]"


@dataclass(frozen=True)
class Call:
    """A function with its arguments; `parse` has checked that it exists and takes so many."""

    function: str
    arguments: "tuple[Expression, ...]"


Expression: TypeAlias = Text | Number | Name | Column | This | Parent | Negative | Binary | AnyOf | AllOf | Call


def children(expression: Expression) -> tuple[Expression, ...]:
    """Return the expressions directly inside this one."""
    match expression:
        case Negative(operand):
            return (operand,)
        case Binary(_, left, right):
            return (left, right)
        case AnyOf(operands) | AllOf(operands):
            return operands
        case Call(_, arguments):
            return arguments
        case _:
            return ()


def walk(expression: Expression) -> Iterator[Expression]:
    """All parts of an expression, itself first."""
    waiting = [expression]
    while waiting:
        part = waiting.pop()
        yield part
        waiting.extend(children(part))


def references(expression: Expression) -> frozenset[str]:
    """Return the names of all questions that the expression reads."""
    return frozenset(name for part in walk(expression) for name in _names(part))


def columns(expression: Expression) -> frozenset[str]:
    """Return the bare names, which only a choice filter may use."""
    return frozenset(part.name for part in walk(expression) if isinstance(part, Column))


def named(expression: Expression) -> str | None:
    """Return the question that an argument names: `${q}`, or the text '${q}' as jr:choice-name takes it."""
    if isinstance(expression, Name):
        return expression.name
    if isinstance(expression, Text):
        text = expression.value.strip()
        return text[2:-1].strip() if text.startswith("${") and text.endswith("}") else None
    return None


def to_json(expression: Expression) -> Json:  # noqa: C901, PLR0911 - one case a kind of part
    """Return the tree for the browser: lists that begin with the kind of the part."""
    match expression:
        case Text(value):
            return ["text", value]
        case Number(value):
            return ["number", value]
        case Name(name):
            return ["name", name]
        case Column(name):
            return ["column", name]
        case This():
            return ["this"]
        case Parent():
            return ["parent"]
        case Negative(operand):
            return ["negative", to_json(operand)]
        case Binary(operator, left, right):
            return ["binary", operator, to_json(left), to_json(right)]
        case AnyOf(operands):
            return ["any", *map(to_json, operands)]
        case AllOf(operands):
            return ["all", *map(to_json, operands)]
        case Call():
            return _call_to_json(expression)


def _call_to_json(call: Call) -> Json:
    if call.function == "regex":
        from forms.expressions.patterns import compiled  # the browser walks the same states; it knows no patterns

        subject, pattern = call.arguments
        states = compiled(pattern.value).to_json() if isinstance(pattern, Text) else None
        return ["call", "regex", to_json(subject), ["pattern", states]]
    return ["call", call.function, *map(to_json, call.arguments)]


def _names(part: Expression) -> Iterator[str]:
    if isinstance(part, Name):
        yield part.name
    elif isinstance(part, Call) and part.function == "jr:choice-name":
        name = named(part.arguments[1])
        if name is not None:
            yield name
