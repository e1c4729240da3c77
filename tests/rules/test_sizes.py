"""Small files, small functions: what passes the limits is listed here, with its reason, three at most."""

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
PACKAGES = ("app", "forms", "exports", "migrations/chain.py", "migrations/env.py", "config.py")
MAX_FILE, MAX_FUNCTION, SMALL_FUNCTION, MAX_TEMPLATE, MAX_CONFTEST = 300, 40, 20, 120, 200
# path -> why it may be longer
EXCEPTIONS: dict[str, str] = {}


def python_files() -> Iterator[Path]:
    for name in PACKAGES:
        path = ROOT / name
        yield from [path] if path.suffix == ".py" else sorted(path.rglob("*.py"))


def lines(path: Path) -> int:
    return len(path.read_text().splitlines())


def functions(path: Path) -> Iterator[tuple[str, int]]:
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            assert node.end_lineno is not None
            yield f"{path.relative_to(ROOT)}:{node.name}", node.end_lineno - node.lineno + 1


def too_long(sizes: dict[str, int], limit: int) -> dict[str, int]:
    return {name: size for name, size in sizes.items() if size > limit and name not in EXCEPTIONS}


def test_files_are_small() -> None:
    assert too_long({str(p.relative_to(ROOT)): lines(p) for p in python_files()}, MAX_FILE) == {}


def test_functions_are_small() -> None:
    sizes = {name: size for path in python_files() for name, size in functions(path)}
    assert too_long(sizes, MAX_FUNCTION) == {}
    small = sum(size <= SMALL_FUNCTION for size in sizes.values())
    assert small >= 0.9 * len(sizes), f"only {small} of {len(sizes)} functions have {SMALL_FUNCTION} lines or fewer"


def test_templates_are_small() -> None:
    templates = (ROOT / "app/templates").rglob("*.*")
    assert too_long({str(p.relative_to(ROOT)): lines(p) for p in templates if p.is_file()}, MAX_TEMPLATE) == {}


def test_conftests_are_small() -> None:
    assert too_long({str(p): lines(p) for p in (ROOT / "tests").rglob("conftest.py")}, MAX_CONFTEST) == {}


def test_stylesheet_is_small() -> None:
    assert (ROOT / "app/static/css/radslag.css").stat().st_size <= 25_000


def test_exceptions_are_few_and_still_needed() -> None:
    assert len(EXCEPTIONS) <= 3
