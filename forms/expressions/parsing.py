"""Reading an expression, once."""

from functools import lru_cache

from forms.expressions.tree import Expression


@lru_cache(maxsize=8_192)
def parse(source: str) -> Expression:
    """Return the expression's tree; raise ExpressionError with a sentence and the column."""
    from forms.expressions.grammar import read  # lark is slow to import, and a form without rules never needs it

    return read(source)
