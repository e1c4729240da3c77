"""A tree written out again as source text, with brackets only where they are needed."""

from forms.expressions import tree
from forms.expressions.tree import Expression
from forms.expressions.values import number_text

_STRENGTH = {"=": 3, "!=": 3, "<": 4, "<=": 4, ">": 4, ">=": 4, "+": 5, "-": 5, "*": 6, "div": 6, "mod": 6}


def to_source(expression: Expression) -> str:  # noqa: C901, PLR0911 - one case a kind of part
    """Return source text that is read as the same tree."""
    match expression:
        case tree.Text(value):
            return f'"{value}"' if "'" in value else f"'{value}'"
        case tree.Number(value):
            return number_text(value)
        case tree.Name(name):
            return f"${{{name}}}"
        case tree.Column(name):
            return name
        case tree.This():
            return "."
        case tree.Parent():
            return ".."
        case tree.Negative(operand):
            return f"-{_inside(operand, 7)}"
        case tree.AnyOf(operands):
            return " or ".join(_inside(one, 2) for one in operands)
        case tree.AllOf(operands):
            return " and ".join(_inside(one, 3) for one in operands)
        case tree.Binary(operator, left, right):
            strength = _STRENGTH[operator]
            return f"{_inside(left, strength)} {operator} {_inside(right, strength + 1)}"
        case tree.Call(function, arguments):
            return f"{function}({', '.join(map(to_source, arguments))})"


def _inside(expression: Expression, least: int) -> str:
    source = to_source(expression)
    return source if _strength(expression) >= least else f"({source})"


def _strength(expression: Expression) -> int:
    match expression:
        case tree.AnyOf():
            return 1
        case tree.AllOf():
            return 2
        case tree.Binary(operator, _, _):
            return _STRENGTH[operator]
        case _:
            return 8
