"""Conditions of LimeSurvey and SurveyJS in our own language of expressions.

Both write them much alike, so one grammar reads them; what differs is how an answer is named, which `resolve` knows.
"""

import re
from collections.abc import Callable
from functools import lru_cache
from typing import TYPE_CHECKING, Any, TypeAlias

from forms.imports import terms
from forms.imports.terms import Level, NotCarriedError, Term, Variable

if TYPE_CHECKING:
    from lark import Lark

Resolve: TypeAlias = Callable[[str], Variable | None]
"""From a name as the condition writes it to what it means here; None where nothing here answers it."""

LONGEST = 2_000
DEEPEST = 40
GRAMMAR = r"""
?start: either
?either: both (OR both)* -> either
?both: inverse (AND inverse)* -> both
?inverse: NOT inverse -> negate
    | comparison
?comparison: sum
    | sum COMPARE sum -> compare
    | sum CONTAINS sum -> contains
    | sum EMPTY -> is_empty
?sum: product | sum (PLUS | MINUS) product -> arithmetic
?product: atom | product (TIMES | OVER) atom -> arithmetic
?atom: NUMBER -> number
    | MINUS NUMBER -> minus
    | STRING -> string
    | BRACED -> name
    | CODE -> name
    | WORD -> word
    | WORD "(" [either ("," either)*] ")" -> call
    | "[" [constant ("," constant)*] "]" -> listed
    | "(" either ")" -> bracketed
?constant: NUMBER -> number | MINUS NUMBER -> minus | STRING -> string

BRACED: /\{[^{}]+\}/
CODE.3: /\d+X\d+X\d+\w*(\.\w+)*/
NUMBER.2: /\d+(\.\d+)?(?![\w.])/
STRING: /"(\\.|[^"\\])*"|'(\\.|[^'\\])*'/
OR.4: /\|\||or\b/i
AND.4: /&&|and\b/i
NOT.4: /!(?!=)|not\b|negate\b/i
COMPARE.4: /[=!]==?|<>|<=|>=|=|<|>|(greaterorequal|lessorequal|notequal|equal|greater|less|eq|ne|ge|le|gt|lt)\b/i
CONTAINS.4: /\*=|(notcontains|contains|contain|anyof|allof|noneof)\b/i
EMPTY.4: /(notempty|empty)\b/i
PLUS: "+"
MINUS: "-"
TIMES: "*"
OVER: "/" | "%"
WORD: /[^\W\d]\w*(\.\w+)*(#\d)?/
%ignore /\s+/
"""
_OPERATORS = {
    "==": "=", "===": "=", "eq": "=", "equal": "=", "!==": "!=", "<>": "!=", "ne": "!=", "notequal": "!=",
    "lt": "<", "less": "<", "gt": ">", "greater": ">", "le": "<=", "lessorequal": "<=", "ge": ">=",
    "greaterorequal": ">=",
}  # fmt: skip
_PILE = re.compile(r"(?:(?:!|not\b|negate\b)\s*){4}", re.IGNORECASE)
_ARITHMETIC = {"/": "div", "%": "mod"}


def translate(source: str, resolve: Resolve, *, bare_words_are_names: bool, is_value: bool = False) -> str:
    """Return the condition in our language, or with `is_value` what is worked out.

    `bare_words_are_names` tells LimeSurvey's `Q1` from SurveyJS, where `{q1}` is a name and q1 a text.
    Raises NotCarriedError for what cannot be said, and for what is no condition where one is wanted.
    """
    from lark import LarkError

    if len(source) > LONGEST or _depth(source) > DEEPEST:
        raise NotCarriedError("too long or too deep")
    try:
        tree = _parser().parse(source)
        found = _Translation(resolve, bare_words_are_names=bare_words_are_names).visit(tree)
    except LarkError as error:
        raise NotCarriedError(str(error)) from error
    text = (found if is_value else terms.truth(found)).within(Level.OR)
    if len(text) > LONGEST:
        raise NotCarriedError("too long")
    return text


def _depth(source: str) -> int:
    """Return how many brackets are open at once; a pile of signs that turn each other around counts as too many."""
    if _PILE.search(source):
        return DEEPEST + 1
    open_now = deepest = 0
    for letter in source:
        open_now += (letter == "(") - (letter == ")")
        deepest = max(deepest, open_now)
    return deepest


@lru_cache(maxsize=1)
def _parser() -> "Lark":
    from lark import Lark

    return Lark(GRAMMAR, parser="lalr", lexer="contextual", maybe_placeholders=False)


class _Translation:
    """Makes terms of a parsed condition, part by part."""

    def __init__(self, resolve: Resolve, *, bare_words_are_names: bool) -> None:
        self._resolve = resolve
        self._bare_words_are_names = bare_words_are_names

    def visit(self, tree: Any) -> Term:
        """Return the term of a part."""
        made: Term = getattr(self, f"_{tree.data}")(*tree.children)
        return made

    def _either(self, *children: Any) -> Term:
        return terms.joined([self.visit(child) for child in children[::2]], "or", Level.OR)

    def _both(self, *children: Any) -> Term:
        return terms.joined([self.visit(child) for child in children[::2]], "and", Level.AND)

    def _negate(self, _sign: Any, operand: Any) -> Term:
        return terms.negated(self.visit(operand))

    def _bracketed(self, operand: Any) -> Term:
        return self.visit(operand)

    def _compare(self, left: Any, sign: Any, right: Any) -> Term:
        operator = _OPERATORS.get(sign.lower(), str(sign))
        return terms.compare(self.visit(left), operator, self.visit(right))

    def _contains(self, left: Any, sign: Any, right: Any) -> Term:
        answer, wanted = self.visit(left), self.visit(right)
        values = wanted.items if wanted.items is not None else [wanted.literal]
        ones = [terms.chosen(answer, value) for value in values if value is not None]
        if not ones or len(ones) < len(values):
            raise NotCarriedError("nothing to look for")
        word = sign.lower()
        every = word in {"allof", "contains", "contain", "*="}
        found = terms.joined(ones, *(("and", Level.AND) if every else ("or", Level.OR)))
        if word in {"notcontains", "noneof"}:
            return terms.negated(found)
        return found

    def _is_empty(self, operand: Any, word: Any) -> Term:
        found = terms.empty(self.visit(operand))
        return terms.negated(found) if word.lower() == "notempty" else found

    def _arithmetic(self, left: Any, sign: Any, right: Any) -> Term:
        level = Level.ADD if sign in {"+", "-"} else Level.MULTIPLY
        one, other = self.visit(left).within(level), self.visit(right).within(Level(level + 1))
        return Term(f"{one} {_ARITHMETIC.get(sign, sign)} {other}", level)

    def _number(self, token: Any) -> Term:
        return terms.constant(str(token))

    def _minus(self, _sign: Any, token: Any) -> Term:
        return terms.constant(f"-{token}")

    def _string(self, token: Any) -> Term:
        return Term(*_text_term(token[1:-1]))

    def _listed(self, *children: Any) -> Term:
        return Term("", items=[str(self.visit(child).literal) for child in children])

    def _name(self, token: Any) -> Term:
        return self._named(token.removeprefix("{").removesuffix("}").strip())

    def _word(self, token: Any) -> Term:
        if self._bare_words_are_names:
            return self._named(str(token))
        return Term(*_text_term(str(token)))

    def _named(self, name: str) -> Term:
        variable = self._resolve(name)
        if variable is None:
            raise NotCarriedError(f"nothing here is called {name}")
        return Term(variable.text, variable=variable)

    def _call(self, name: Any, *arguments: Any) -> Term:
        made = _FUNCTIONS.get((name.lower(), len(arguments))) or _ANY_NUMBER.get(name.lower())
        if made is None or (name.lower() in _ANY_NUMBER and not arguments):
            raise NotCarriedError(f"there is no {name}() here")
        return made(*map(self.visit, arguments))


def _text_term(value: str) -> tuple[str, Level, None, str]:
    """Return the fields of a constant text, its backslashes taken away; it may be written with a number's digits."""
    plain = re.sub(r"\\(.)", r"\1", value)
    return terms.quoted(plain), Level.ATOM, None, plain


def _either_value(condition: Term, one: Term, other: Term) -> Term:
    return Term(f"if({terms.truth(condition).text}, {one.within(Level.OR)}, {other.within(Level.OR)})")


def _matches(pattern: Term, answer: Term) -> Term:
    return Term(f"regex({answer.within(Level.OR)}, {terms.quoted(bare_pattern(pattern.literal or ''))})", Level.COMPARE)


def bare_pattern(pattern: str) -> str:
    """Return a pattern without the strokes around it; raise NotCarriedError where letters after them change it."""
    found = re.fullmatch(r"/(.*)/([a-z]*)", pattern.strip(), re.DOTALL)
    bare = found[1] if found else pattern.strip()
    if not bare or (found and found[2].strip("u")):
        raise NotCarriedError("a pattern that says something more")
    return bare


def _counted(*answers: Term) -> Term:
    """How many of these were answered or ticked."""
    return Term(" + ".join(f"if({_is_answered(one).text}, 1, 0)" for one in answers), Level.ADD)


def _is_answered(answer: Term) -> Term:
    return terms.truth(answer) if terms.is_box(answer) else terms.negated(terms.empty(answer))


def _same(name: str) -> Callable[..., Term]:
    """Return a function that has a namesake in our language, with the same arguments."""

    def made(*arguments: Term) -> Term:
        return Term(f"{name}({', '.join(one.within(Level.OR) for one in arguments)})")

    return made


_ANY_NUMBER: dict[str, Callable[..., Term]] = {
    "count": _counted,
    **{name: _same(name) for name in ("sum", "min", "max")},
}
_FUNCTIONS: dict[tuple[str, int], Callable[..., Term]] = {
    ("is_empty", 1): terms.empty,
    ("if", 3): _either_value,
    ("iif", 3): _either_value,
    ("strlen", 1): _same("string-length"),
    ("round", 1): _same("round"),
    ("round", 2): _same("round"),
    ("abs", 1): _same("abs"),
    ("floor", 1): _same("floor"),
    ("ceil", 1): _same("ceiling"),
    ("intval", 1): _same("int"),
    ("floatval", 1): _same("number"),
    ("regexmatch", 2): _matches,
    ("today", 0): _same("today"),
    ("currentdate", 0): _same("today"),
}
