"""The grammar of expressions: from source text to a tree, or to a sentence that says what is wrong and where."""

from functools import lru_cache
from typing import Any

from lark import Lark, Token, Transformer, UnexpectedInput, v_args

from forms.expressions import tree
from forms.expressions.functions import ARITIES
from forms.expressions.patterns import NOT_A_PATTERN, PatternError, compiled
from forms.expressions.tree import LONGEST_SOURCE, Expression, ExpressionError
from forms.localised import Localised

DEEPEST = 100
"""Parts inside parts. What nests deeper is no rule that a person wrote, and could exhaust the stack."""

TOO_LONG = Localised(
    sv="Uttrycket är längre än 4\u00a0000 tecken. Dela upp det i flera beräkningar.",
    en="The expression is longer than 4,000 characters. Split it into several calculations.",
)
TOO_DEEP = Localised(
    sv="Uttrycket har för många parenteser i varandra. Dela upp det i flera beräkningar.",
    en="The expression nests too deeply. Split it into several calculations.",
)
EMPTY = Localised(sv="Uttrycket är tomt. Skriv det.", en="The expression is empty. Write it.")
ENDS = Localised(
    sv="Uttrycket slutar för tidigt. Något saknas på slutet.", en="The expression ends too soon. Something is missing."
)
UNEXPECTED = Localised(
    sv="Tecken {column}: ”{found}” passar inte här. Rätta uttrycket.",
    en="Character {column}: “{found}” does not fit here. Correct the expression.",
)
NO_FUNCTION = Localised(
    sv="Tecken {column}: funktionen {name}() finns inte. Välj en annan.",
    en="Character {column}: there is no function {name}(). Choose another.",
)
WRONG_COUNT = Localised(
    sv="Tecken {column}: funktionen {name}() ska ha {wanted} värden mellan parenteserna.",
    en="Character {column}: the function {name}() takes {wanted} values between its brackets.",
)

GRAMMAR = r"""
?start: or_test
?or_test: and_test | and_test (OR and_test)+ -> any_of
?and_test: equality | equality (AND equality)+ -> all_of
?equality: relation | equality EQUALITY relation -> binary
?relation: sum | relation RELATION sum -> binary
?sum: term | sum (PLUS | MINUS) term -> binary
?term: signed | term (TIMES | DIV | MOD) signed -> binary
?signed: atom | MINUS signed -> negative
?atom: TEXT -> text
     | NUMBER -> number
     | NAME -> name
     | COLUMN -> column
     | THIS -> this
     | PARENT -> parent
     | FUNCTION "(" [or_test ("," or_test)*] ")" -> call
     | "(" or_test ")"

TEXT: /'[^']*'|"[^"]*"/
NUMBER.3: /\d+(\.\d*)?|\.\d+/
NAME: /\$\{[^{}]*\}/
FUNCTION.2: /[A-Za-z][\w:.-]*(?=\s*\()/
COLUMN: /[^\W\d][\w.-]*/
PARENT.2: ".."
THIS: "."
OR: /or(?![\w.-])/
AND: /and(?![\w.-])/
DIV: /div(?![\w.-])/
MOD: /mod(?![\w.-])/
EQUALITY: "!=" | "="
RELATION: "<=" | ">=" | "<" | ">"
PLUS: "+"
MINUS: "-"
TIMES: "*"
%ignore /\s+/
"""


@v_args(inline=True)
class _Builder(Transformer[Token, Expression]):
    """Makes the tree as the parser goes, so that no walk over a deep one is needed."""

    def text(self, token: Token) -> Expression:
        return tree.Text(str(token)[1:-1])

    def number(self, token: Token) -> Expression:
        return tree.Number(float(token))

    def name(self, token: Token) -> Expression:
        return tree.Name(str(token)[2:-1].strip())

    def column(self, token: Token) -> Expression:
        return tree.Column(str(token))

    def this(self, _token: Token) -> Expression:
        return tree.This()

    def parent(self, _token: Token) -> Expression:
        return tree.Parent()

    def negative(self, _minus: Token, operand: Expression) -> Expression:
        return tree.Negative(operand)

    def binary(self, left: Expression, operator: Token, right: Expression) -> Expression:
        return tree.Binary(str(operator), left, right)

    def any_of(self, *parts: Any) -> Expression:
        return tree.AnyOf(parts[::2])

    def all_of(self, *parts: Any) -> Expression:
        return tree.AllOf(parts[::2])

    def call(self, function: Token, *arguments: Expression | None) -> Expression:
        given = tuple(one for one in arguments if one is not None)
        _refuse_wrong_call(function, given)
        return tree.Call(str(function), given)


@lru_cache(maxsize=1)
def _parser() -> Lark:
    # Made at the first expression: a form without rules never pays for it.
    return Lark(GRAMMAR, parser="lalr", transformer=_Builder(), maybe_placeholders=False)


def read(source: str) -> Expression:
    """Return the expression's tree; raise ExpressionError with a sentence and the column."""
    if len(source) > LONGEST_SOURCE:
        raise ExpressionError(TOO_LONG, LONGEST_SOURCE)
    if not source.strip():
        raise ExpressionError(EMPTY, 1)
    try:
        found: Any = _parser().parse(source)
    except UnexpectedInput as unexpected:
        raise _told(unexpected, source) from None
    expression: Expression = found
    if _is_too_deep(expression):
        raise ExpressionError(TOO_DEEP, 1)
    return expression


def _told(unexpected: UnexpectedInput, source: str) -> ExpressionError:
    place = unexpected.pos_in_stream or 0
    is_end = getattr(getattr(unexpected, "token", None), "type", "") == "$END"
    if is_end or not 0 <= place < len(source):
        return ExpressionError(ENDS, len(source))
    found = source[place : place + 12].partition("\n")[0]
    return ExpressionError(_filled(UNEXPECTED, column=place + 1, found=found), place + 1)


def _refuse_wrong_call(function: Token, arguments: tuple[Expression, ...]) -> None:
    name, column = str(function), (function.start_pos or 0) + 1
    if name not in ARITIES:
        raise ExpressionError(_filled(NO_FUNCTION, column=column, name=name), column)
    least, most = ARITIES[name]
    if len(arguments) < least or (most is not None and len(arguments) > most):
        wanted = str(least) if least == most else f"{least}–{most or '…'}"
        raise ExpressionError(_filled(WRONG_COUNT, column=column, name=name, wanted=wanted), column)
    if name == "regex" and isinstance(arguments[1], tree.Text):
        try:
            compiled(arguments[1].value)
        except PatternError:
            raise ExpressionError(NOT_A_PATTERN, column) from None


def _filled(sentence: Localised, **words: object) -> Localised:
    return Localised.of({language: text.format(**words) for language, text in sentence.texts})


def _is_too_deep(expression: Expression) -> bool:
    level = [expression]
    for _ in range(DEEPEST):
        level = [inner for part in level for inner in tree.children(part)]
        if not level:
            return False
    return True
