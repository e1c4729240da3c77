"""A row's logic: expressions as the workbook has them, taken along whole."""

import re

from forms.questionnaire import Rules
from forms.xlsform.references import References
from forms.xlsform.sheets import Row
from forms.xlsform.tree import NO

YES = frozenset({"yes", "true", "true()", "1", "ja"})
_BOUND = r"\s*\.\s*(?:>=|<=)\s*-?\d{1,30}(?:\.\d{1,30})?\s*"
_BOUNDS = re.compile(rf"(?P<bounds>{_BOUND}(?:\band\b{_BOUND})?)(?:\band\b\s*\((?P<rest>.*)\)\s*)?", re.DOTALL)


def is_required(row: Row) -> bool:
    """Whether the row is always required."""
    return row.source("required").casefold() in YES


def read_rules(row: Row, references: References) -> Rules:
    """Return the row's logic, with all of its constraint: what a type reads out of that, it takes away."""
    required = row.source("required")
    return Rules(
        relevant=_source(row, "relevant", references),
        required_if="" if required.casefold() in YES | NO else _source(row, "required", references),
        constraint=_source(row, "constraint", references),
        constraint_message=row.localised("constraint_message"),
        choice_filter=_source(row, "choice_filter", references),
        calculation=_source(row, "calculation", references),
        default=_default(row, references),
    )


def split_bounds(constraint: str, has_message: bool) -> tuple[str, str]:
    """Return the plain bounds of a constraint (". >= 1 and . <= 5") and what else it says, either may be "".

    With a message of its own, bounds that stand alone stay a constraint: the message is about them.
    """
    found = _BOUNDS.fullmatch(constraint)
    if not found or not _is_closed(found["rest"] or "") or (has_message and not found["rest"]):
        return "", constraint
    return found["bounds"].strip(), (found["rest"] or "").strip()


def join_bounds(bounds: str, rest: str) -> str:
    """Return one constraint that `split_bounds` takes apart again."""
    return f"{bounds} and ({rest})" if bounds and rest else bounds or rest


def _is_closed(text: str) -> bool:
    """Whether every bracket that opens in the text closes in it, so that the brackets around it belong together."""
    depth = 0
    for sign in re.sub(r"'[^']*'|\"[^\"]*\"", "", text):
        depth += {"(": 1, ")": -1}.get(sign, 0)
        if depth < 0:
            return False
    return depth == 0


def _default(row: Row, references: References) -> str:
    """Return the default: a text as it stands, or an expression where it asks for something."""
    default = row.text("default")
    return _source(row, "default", references) if "${" in default or "(" in default else default


def _source(row: Row, column: str, references: References) -> str:
    return references.expression(row.place.at(column), row.source(column))
