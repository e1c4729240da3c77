import contextlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from forms.expressions import ExpressionError, Scope, evaluate, parse, to_json
from forms.expressions.patterns import PatternError, compiled
from tests.patience import no_hang


@pytest.mark.parametrize(
    ("source", "column", "sentence"),
    [
        ("1 + foo(2)", 5, "Tecken 5: funktionen foo() finns inte. Välj en annan."),
        ("selected(${a})", 1, "Tecken 1: funktionen selected() ska ha 2 värden mellan parenteserna."),
        ("${a} == 1", 7, "Tecken 7: ”= 1” passar inte här. Rätta uttrycket."),
        ("1 +", 3, "Uttrycket slutar för tidigt. Något saknas på slutet."),
        ("  ", 1, "Uttrycket är tomt. Skriv det."),
        ("${a", 1, "Tecken 1: ”${a” passar inte här. Rätta uttrycket."),
        ("/data/a = 1", 1, "Tecken 1: ”/data/a = 1” passar inte här. Rätta uttrycket."),
        ("regex(., '(a')", 1, "Mönstret i regex() går inte att läsa. Skriv ett kortare och enklare."),
    ],
)
def test_a_fault_is_told_with_its_column(source: str, column: int, sentence: str) -> None:
    with pytest.raises(ExpressionError) as told:
        parse(source)
    assert (told.value.column, told.value.message.text("sv")) == (column, sentence)
    assert told.value.message.get("en")


@pytest.mark.parametrize(
    "source",
    [
        "(" * 1900 + "1" + ")" * 1900 + "+" + "1",
        "-" * 3900 + "1",
        "1" + "+1" * 1900,
        "not(" * 700 + "1" + ")" * 700,
        "1" * 5000,
    ],
)
def test_hostile_sources_are_refused_or_read_at_once(source: str) -> None:
    with no_hang(), contextlib.suppress(ExpressionError):
        evaluate(parse(source), Scope({}))


def test_many_parts_beside_each_other_are_read() -> None:
    parse(" or ".join(f"${{fraga_{n}}} = 'yes'" for n in range(150)))
    parse(" + ".join(f"${{fraga_{n}}}" for n in range(90)))


@given(st.text(alphabet="ab1 .,()+-*=<>!'\"${}andorivmt[]/åx", max_size=60))
@settings(max_examples=300, deadline=None)
def test_no_text_makes_anything_but_a_tree_or_a_sentence(source: str) -> None:
    with contextlib.suppress(ExpressionError):
        tree = parse(source)
        evaluate(tree, Scope({"a": "1"}))
        to_json(tree)


@pytest.mark.parametrize(
    "source", ["(a", "a)", "*a", "[", "[]", "a{2", "a{3,1}", "(?=a)", "\\1", "a**", "(" * 40, "a{9999}", "(a{99}){99}"]
)
def test_a_pattern_that_is_malformed_or_too_large_is_refused(source: str) -> None:
    with pytest.raises(PatternError):
        compiled(source)


@pytest.mark.parametrize("source", ["(a+)+b", "(a|a)*b", "(a?){100}a{80}", ".*.*.*.*.*x"])
def test_no_pattern_hangs(source: str) -> None:
    with no_hang():
        assert not compiled(source).matches("a" * 499 + "!")
    assert not compiled("a*").matches("a" * 501)
