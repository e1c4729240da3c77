"""Parts of an expression in our language, put together from what another program's condition says."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import IntEnum, StrEnum

_NUMBER = re.compile(r"-?\d{1,30}(\.\d{1,30})?", re.ASCII)
_MIRRORED = {"<": ">", ">": "<", "<=": ">=", ">=": "<=", "=": "=", "!=": "!="}
_LONGEST = 4_000


class NotCarriedError(ValueError):
    """The condition says something that our language cannot, or that no question here answers."""


class Answer(StrEnum):
    """What kind of answer a name stands for."""

    TEXT = "text"
    NUMBER = "number"
    CHOICE = "choice"
    SEVERAL = "several"
    ITEM = "item"
    """One box of several: ticked or not."""


class Level(IntEnum):
    """How tightly a part holds together; a looser one inside a tighter one needs brackets."""

    OR = 0
    AND = 1
    COMPARE = 2
    ADD = 3
    MULTIPLY = 4
    ATOM = 5


@dataclass(frozen=True)
class Variable:
    """What a name in a condition means here: a question's key ("" for the answer itself), and how its values map."""

    key: str
    answer: Answer = Answer.TEXT
    values: Mapping[str, str] = field(default_factory=dict)
    item: str = ""

    @property
    def text(self) -> str:
        """The name in our language."""
        return f"${{{self.key}}}" if self.key else "."


@dataclass(frozen=True)
class Term:
    """A part of an expression. `literal` is what a constant says, `items` the constants of a list."""

    text: str
    level: Level = Level.ATOM
    variable: Variable | None = None
    literal: str | None = None
    items: Sequence[str] | None = None
    opposite: str = ""

    def within(self, level: Level) -> str:
        """Return the text, in brackets where it would fall apart inside a part of this level."""
        if self.items is not None or is_box(self):
            raise NotCarriedError("this can only be compared")
        if len(self.text) > _LONGEST:
            raise NotCarriedError("too long")
        return self.text if self.level >= level else f"({self.text})"


def constant(value: str) -> Term:
    """Return a text or number as it stands in our language."""
    return Term(value if _NUMBER.fullmatch(value) else quoted(value), literal=value)


def quoted(value: str) -> str:
    """Return a text between quotation marks; our language knows no way to write both kinds in one."""
    if "'" not in value:
        return f"'{value}'"
    if '"' in value:
        raise NotCarriedError("both kinds of quotation marks")
    return f'"{value}"'


def compare(left: Term, operator: str, right: Term) -> Term:
    """Compare two parts; a constant is taken in the way of the answer that it is compared with."""
    if left.variable is None and right.variable is not None:
        left, operator, right = right, _MIRRORED[operator], left
    if left.variable is not None and right.literal is not None:
        return _against(left.variable, operator, right.literal)
    return Term(f"{left.within(Level.ADD)} {operator} {right.within(Level.ADD)}", Level.COMPARE)


def _against(variable: Variable, operator: str, literal: str) -> Term:
    if variable.answer is Answer.ITEM:
        if operator not in {"=", "!="} or literal not in {"", "Y", "true"}:
            raise NotCarriedError("a box is ticked or not")
        return ticked(variable, is_ticked=(operator == "=") == bool(literal))
    if variable.answer is Answer.SEVERAL and literal:
        raise NotCarriedError("several choices compared with one")
    value = variable.values.get(literal, literal)
    as_number = operator not in {"=", "!="} or variable.answer is Answer.NUMBER
    other = value if as_number and _NUMBER.fullmatch(value) else quoted(value)
    opposite = {"=": "!=", "!=": "="}.get(operator)
    return Term(
        f"{variable.text} {operator} {other}",
        Level.COMPARE,
        opposite=f"{variable.text} {opposite} {other}" if opposite else "",
    )


def ticked(variable: Variable, *, is_ticked: bool) -> Term:
    """Whether one of several boxes is ticked."""
    yes = f"selected({variable.text}, {quoted(variable.item)})"
    texts = (yes, f"not({yes})") if is_ticked else (f"not({yes})", yes)
    return Term(texts[0], opposite=texts[1])


def is_box(term: Term) -> bool:
    """Whether this is one of several boxes, ticked or not."""
    return term.variable is not None and term.variable.answer is Answer.ITEM


def chosen(left: Term, value: str) -> Term:
    """Whether this value is among what was chosen, or stands in what was written."""
    variable = left.variable
    if variable is None or variable.answer in {Answer.NUMBER, Answer.ITEM}:
        raise NotCarriedError("only choices and texts can be looked in")
    if variable.answer is Answer.TEXT:
        return Term(f"contains({variable.text}, {quoted(value)})")
    if variable.answer is Answer.CHOICE:
        return compare(left, "=", constant(value))
    return ticked(Variable(variable.key, Answer.ITEM, item=variable.values.get(value, value)), is_ticked=True)


def empty(operand: Term) -> Term:
    """Whether nothing was answered."""
    if operand.variable is None:
        raise NotCarriedError("only an answer can be empty")
    return _against(operand.variable, "=", "")


def negated(operand: Term) -> Term:
    """The opposite of a part."""
    known = truth(operand)
    return Term(known.opposite or f"not({known.text})", Level.COMPARE, opposite=known.text)


def truth(operand: Term) -> Term:
    """Return a part that is true or false; a name alone stands for a ticked box or a yes."""
    variable = operand.variable
    if variable is None:
        if operand.literal is not None or operand.items is not None:
            raise NotCarriedError("a constant is no condition")
        return operand
    if variable.answer is Answer.ITEM:
        return ticked(variable, is_ticked=True)
    if "true" in variable.values:
        return _against(variable, "=", "true")
    return _against(variable, "!=", "")


def joined(operands: Sequence[Term], word: str, level: Level) -> Term:
    """Return the parts with "and" or "or" between them."""
    if len(operands) == 1:
        return operands[0]
    return Term(f" {word} ".join(truth(one).within(level) for one in operands), level)
