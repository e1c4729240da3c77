"""The English catalogue: whole, current, and as careful as the Swedish it stands for.

`make translations` gathers new texts into the catalogue; the English is then written there by hand.
"""

import ast
import gettext
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po
from jinja2 import Environment, nodes

ROOT = Path(__file__).parents[2]
CATALOGUE = Path("en/LC_MESSAGES/messages.po")
TRANSLATIONS = ROOT / "app/translations"
MARKERS = {"_", "gettext", "lazy_gettext", "ngettext"}
PLACEHOLDER = re.compile(r"%(?:\(\w+\)s)?|__[a-z]+?__")  # a bare % would break the page that shows it
# word -> why an English text may hold it as it stands
SWEDISH_WORDS = {"Rådslag": "the name of the service"}


def recipe(target: str, directory: Path) -> list[list[str]]:
    """The pybabel commands of a target of the Makefile, made to work in a directory of the test's own."""
    lines = (ROOT / "Makefile").read_text().split(f"\n{target}:", 1)[1].split("\n\n", 1)[0].splitlines()
    commands = [line.strip().lstrip("@") for line in lines if "pybabel" in line]
    here = {"$(BIN)": str(Path(sys.executable).parent), "$(VENV)": str(directory), "app/translations": str(directory)}
    for name, value in here.items():
        commands = [command.replace(name, value) for command in commands]
    return [command.split() for command in commands]


def run(target: str, directory: Path) -> None:
    for command in recipe(target, directory):
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the translations, with the texts gathered anew beside it."""
    directory = tmp_path_factory.mktemp("translations")
    shutil.copytree(TRANSLATIONS, directory, dirs_exist_ok=True, ignore=shutil.ignore_patterns("*.mo"))
    run("translations", directory)
    return directory


def read(path: Path) -> Catalog:
    with path.open("rb") as file:
        return read_po(file, locale="en")


@cache
def catalogue() -> list[Message]:
    return [message for message in read(TRANSLATIONS / CATALOGUE) if message.id]


def forms_of(text: str | list[str] | tuple[str, ...] | None) -> tuple[str, ...]:
    """The forms of a text: one, or singular and plural."""
    return (text,) if isinstance(text, str) else tuple(text or ())


def pairs() -> Iterator[tuple[str, str]]:
    """Each Swedish text, singular and plural apart, with its English."""
    for message in catalogue():
        yield from zip(forms_of(message.id), forms_of(message.string), strict=False)


def test_every_text_of_the_pages_is_in_the_catalogue_and_no_other(copy: Path) -> None:
    shown = {forms_of(message.id) for message in read(copy / "messages.pot") if message.id}
    kept = {forms_of(message.id) for message in catalogue()}
    assert sorted(shown - kept) == [], "make translations, then write the English"
    assert sorted(kept - shown) == [], "make translations takes out what no page says any more"


def test_gathering_again_changes_nothing(copy: Path) -> None:
    assert (copy / CATALOGUE).read_text() == (TRANSLATIONS / CATALOGUE).read_text()


def test_every_text_has_its_english_in_all_its_forms() -> None:
    lacking = [m.id for m in catalogue() if m.fuzzy or [bool(t) for t in forms_of(m.string)] != [True] * forms_in(m)]
    assert lacking == []


def forms_in(message: Message) -> int:
    return 2 if message.pluralizable else 1


def test_placeholders_are_the_same() -> None:
    wrong = [(sv, en) for sv, en in pairs() if sorted(PLACEHOLDER.findall(sv)) != sorted(PLACEHOLDER.findall(en))]
    assert wrong == []


def test_texts_end_alike() -> None:
    assert [(sv, en) for sv, en in pairs() if mark_at_end(sv) != mark_at_end(en)] == []


def mark_at_end(text: str) -> str:
    return text[-1:] if text[-1:] in ".?!:…" else ""


def test_no_swedish_is_left_in_the_english() -> None:
    swedish = {word for _, en in pairs() for word in re.findall(r"\w*[åäöÅÄÖ]\w*", en)}
    assert swedish == set(SWEDISH_WORDS)


def test_the_catalogue_compiles_and_answers(copy: Path) -> None:
    run("$(CATALOGUE)", copy)
    with (copy / CATALOGUE).with_suffix(".mo").open("rb") as file:
        english = gettext.GNUTranslations(file)
    for message in catalogue():
        sv, en = forms_of(message.id), forms_of(message.string)
        said = [english.ngettext(sv[0], sv[1], n) for n in (1, 2)] if len(sv) > 1 else [english.gettext(sv[0])]
        assert said == list(en)


def test_code_marks_only_whole_texts() -> None:
    """What is no literal is not gathered, and neither is what stands inside an f-string."""
    bare = []
    for path in (ROOT / "app").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            inner = list(ast.walk(node)) if isinstance(node, ast.JoinedStr) else []
            bare += [f"{path.name}:{call.lineno}" for call in inner if is_marked(call)]
            if is_marked(node) and not isinstance(node.args[0], ast.Constant):
                bare.append(f"{path.name}:{node.lineno}")
    assert bare == []


def is_marked(node: ast.AST) -> bool:
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in MARKERS


def test_templates_mark_only_whole_texts() -> None:
    parser = Environment(extensions=["jinja2.ext.i18n"], autoescape=True)
    bare = [
        f"{path.name}:{call.lineno}"
        for path in (ROOT / "app/templates").rglob("*.html")
        for call in parser.parse(path.read_text()).find_all(nodes.Call)
        if isinstance(call.node, nodes.Name) and call.node.name in MARKERS and not isinstance(call.args[0], nodes.Const)
    ]
    assert bare == []


@pytest.mark.parametrize("package", ["forms", "exports", "app/uploads"])
def test_texts_outside_the_catalogue_have_both_languages(package: str) -> None:
    lacking = [
        f"{path.name}:{node.lineno}"
        for path in (ROOT / package).rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id == "Localised"
        and any(isinstance(keyword.value, ast.Constant) for keyword in node.keywords)
        and {keyword.arg for keyword in node.keywords} != {"sv", "en"}
    ]
    assert lacking == []
