"""What a body asks its young members is plain: LIX at most 35 in the texts it starts from and in the demo.

The pages themselves are weighed with all others (tests/rules/test_readability.py).
"""

import ast
from collections.abc import Iterator
from pathlib import Path

from app.cli.demo import content
from forms.readability import LIX_YOUTH, lix

APP = Path(__file__).parents[3] / "app"


def weight(text: str) -> int:
    return lix(text) or 0


def texts_of_code(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "gettext":
            yield ast.literal_eval(node.args[0])


def test_the_texts_that_a_body_starts_from_are_plain() -> None:
    begun = "\n".join(texts_of_code(APP / "services/collect/collections.py"))
    assert weight(begun) <= LIX_YOUTH, weight(begun)


def test_the_demos_questions_and_texts_are_plain() -> None:
    told = content.table("collection")
    asked = [one["label"]["sv"] for one in told["questions"]]
    whole = "\n".join([told["purpose"], told["readers"], told["read_when"], *asked])
    assert weight(whole) <= LIX_YOUTH, weight(whole)


def test_the_measure_would_find_heavy_texts() -> None:
    """The judge is shown to fail on how an authority likes to say it."""
    heavy = "Insamlade synpunkter sammanställs av ansvarig handläggare efter insamlingsperiodens avslutande."
    assert weight(heavy) > LIX_YOUTH
