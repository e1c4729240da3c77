"""The rules of a form: the part of XPath that XLSForm uses, read by a grammar, evaluated here and in the browser."""

from forms.expressions.evaluation import Scope, evaluate, is_true
from forms.expressions.parsing import parse
from forms.expressions.source import to_source
from forms.expressions.tree import LONGEST_SOURCE, Expression, ExpressionError, columns, references, to_json

__all__ = [
    "LONGEST_SOURCE",
    "Expression",
    "ExpressionError",
    "Scope",
    "columns",
    "evaluate",
    "is_true",
    "parse",
    "references",
    "to_json",
    "to_source",
]
