"""Which questions can ever be shown: conditions that hold for no answer, or that ask for what nobody there answers."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import combinations, pairwise

from forms.expressions import Expression, columns, references
from forms.expressions.evaluation import Scope, is_true
from forms.expressions.tree import AllOf, AnyOf, Binary, Call, Name, Number, Text, This, walk
from forms.expressions.values import to_number
from forms.logic.plan import Plan, Ruled

_MOVING = frozenset({"today", "now", "position", "once", "jr:choice-name", "indexed-repeat"})
_SINGLE = frozenset({"one_choice", "yes_no", "matrix"})
"""Types whose answer is one key; elsewhere `selected()` may find several words in it."""
_MOST_KEYS = 5
_FARTHEST = 1e9
_ANOTHER = "\N{MIDDLE DOT}"
"""An answer that is none of those a rule names."""


def unreachable(made: Plan) -> Mapping[str, bool]:
    """Return the questions that nobody can be shown; True where the rule alone says so, whoever is asked what."""
    types = {
        name: made.ruled[key].question.type
        for name, key in made.owners.items()
        if made.ruled[key].question.type != "repeat"  # its values are lists, one text an item
    }
    found: dict[str, bool] = {}
    for key in made.order:
        one = made.ruled[key]
        if can_never_hold(one.conditions, types):
            found[key] = True
        elif can_never_hold(one.conditions, types, set(_unanswered(one, made, found))):
            found[key] = False
    return found


def can_never_hold(rules: Sequence[Expression], types: Mapping[str, str], blank: Collection[str] = ()) -> bool:
    """Whether no answers make all of these true. `types` are those of the names that have one value; `blank` have none.

    A rule that is not understood counts as one that can hold.
    """
    if any(_constant(rule, blank) is False for rule in rules):
        return True
    parts: dict[str, list[Expression]] = {}
    for part in (part for rule in rules for part in _conjuncts(rule)):
        names = references(part)
        if len(names) == 1 and names <= types.keys() and all(map(_is_plain, _conditions_in(part))):
            parts.setdefault(min(names), []).append(part)
    return any(_contradict(name, those, types[name]) for name, those in parts.items())


def _unanswered(one: Ruled, made: Plan, found: Collection[str]) -> Iterator[str]:
    """The names that the question's conditions read, and that none who is asked the question has an answer to."""
    for name in {name for rule in one.conditions for name in references(rule)}:
        owner = made.owners.get(name)
        if owner is not None and (owner in found or not _have_common(one, made.ruled[owner])):
            yield name


def _have_common(one: Ruled, other: Ruled) -> bool:
    """Whether some organisation could be asked both questions."""
    mine, theirs = ((ruled.section.audience, ruled.question.audience) for ruled in (one, other))
    return all(audience.can_meet(another) for audience in mine for another in theirs)


def _constant(expression: Expression, blank: Collection[str]) -> bool | None:
    """Whether an expression is always true or always false; None where it depends on something."""
    if isinstance(expression, AllOf | AnyOf):
        found = {_constant(one, blank) for one in expression.operands}
        decides = isinstance(expression, AnyOf)
        if decides in found:
            return decides
        return None if None in found else not decides
    for part in walk(expression):
        depends = isinstance(part, This) or (isinstance(part, Name) and part.name not in blank)
        if depends or (isinstance(part, Call) and part.function in _MOVING):
            return None
    return None if columns(expression) else is_true(expression, Scope({}))


def _conjuncts(expression: Expression) -> Iterator[Expression]:
    if isinstance(expression, AllOf):
        for one in expression.operands:
            yield from _conjuncts(one)
    else:
        yield expression


def _conditions_in(expression: Expression) -> Iterator[Expression]:
    """The comparisons that and, or and not put together."""
    match expression:
        case AllOf(operands) | AnyOf(operands) | Call("not", operands):
            for one in operands:
                yield from _conditions_in(one)
        case _:
            yield expression


def _is_plain(condition: Expression) -> bool:
    """Whether it compares one answer with one thing that stands there, so that a few answers stand for all."""
    match condition:
        case Name() | Call("selected", (Name(), Text())):
            return True
        case Binary("=" | "!=", Name(), Text() | Number()) | Binary("=" | "!=", Text() | Number(), Name()):
            return True
        case Binary("<" | "<=" | ">" | ">=", Name(), bound) | Binary("<" | "<=" | ">" | ">=", bound, Name()):
            return isinstance(bound, Text | Number) and abs(to_number(bound.value)) <= _FARTHEST
        case _:
            return False


def _contradict(name: str, parts: Sequence[Expression], kind: str) -> bool:
    """Whether no answer to this one question makes all parts true: one of each sort that they tell apart is tried."""
    said = {part.value for whole in parts for part in walk(whole) if isinstance(part, Text | Number)}
    numbers = sorted({to_number(value) for value in said if abs(to_number(value)) <= _FARTHEST})
    keys = sorted(value for value in said if isinstance(value, str))
    if len(keys) > _MOST_KEYS and kind not in _SINGLE:
        return False
    tried = ["", _ANOTHER, *keys, *map(_digits, _around(numbers))]
    if kind not in _SINGLE:
        several = [*keys, _ANOTHER]
        tried += [" ".join(some) for size in range(2, len(several) + 1) for some in combinations(several, size)]
    return not any(all(is_true(part, Scope({name: value})) for part in parts) for value in tried)


def _around(numbers: Sequence[float]) -> Iterator[float]:
    """The numbers, one between each two, and one beyond either end."""
    if numbers:
        yield from (numbers[0] - 1, *numbers, numbers[-1] + 1)
        yield from ((low + high) / 2 for low, high in pairwise(numbers))


def _digits(number: float) -> str:
    return f"{number:.12f}".rstrip("0").rstrip(".")
