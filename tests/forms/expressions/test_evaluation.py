import pytest

from forms.expressions import Scope, columns, evaluate, parse, references
from forms.expressions.evaluation import is_true
from forms.expressions.functions import ARITIES
from forms.expressions.tree import Call, walk
from tests.forms.expressions.vectors import VECTORS, Vector, same, scope_of


@pytest.mark.parametrize("vector", VECTORS, ids=lambda vector: vector.source)
def test_python_agrees_with_the_table(vector: Vector) -> None:
    found = evaluate(parse(vector.source), scope_of(vector))
    assert same(found, vector.value), f"{found!r} is not {vector.value!r}"


def test_the_table_has_three_rows_for_every_function_at_least() -> None:
    called = [part.function for vector in VECTORS for part in walk(parse(vector.source)) if isinstance(part, Call)]
    assert {name: called.count(name) for name in ARITIES if called.count(name) < 3} == {}


@pytest.mark.parametrize("sign", ["=", "!=", "<", "<=", ">", ">=", " + ", " - ", " * ", "div", "mod", " and ", " or "])
def test_the_table_has_three_rows_for_every_operator(sign: str) -> None:
    assert sum(sign in vector.source for vector in VECTORS) >= 3


def test_references_are_the_names_read_also_in_a_choice_name() -> None:
    tree = parse("if(${a} = 1, jr:choice-name(${b}, '${c}'), kod) and 'text ${d}' = region")
    assert references(tree) == {"a", "b", "c"}
    assert columns(tree) == {"kod", "region"}


def test_texts_put_together_stay_within_bounds() -> None:
    scope = Scope({"a": "å" * 15_000})
    assert len(str(evaluate(parse("concat(${a}, ${a}, ${a})"), scope))) == 20_000


def test_a_rule_holds_where_its_value_counts_as_true() -> None:
    assert is_true(parse("${a}"), Scope({"a": "x"}))
    assert not is_true(parse("${a}"), Scope({"a": ""}))
