"""Every text that people can read on a page, in a mail or in a workbook, by language and by where it stands.

The spelling and readability tests read it.
"""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from babel.messages.catalog import Message
from babel.messages.extract import extract_from_file
from babel.messages.pofile import read_po

ROOT = Path(__file__).parents[1]
CATALOGUE = ROOT / "app/translations/en/LC_MESSAGES/messages.po"
PACKAGES = ("forms", "exports", "app")
METHODS = {".py": "python", ".html": "jinja2"}
MARKERS = {"_": None, "gettext": None, "lazy_gettext": None, "ngettext": (1, 2)}
# Placeholders, tags, entities, addresses, Jinja and code: not words that anybody reads.
NO_WORDS = re.compile(
    r"%\(\w+\)s|__[a-z]+?__|\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}|<[^>]+>|&\w+;|\$?\{\w*\}|https?://\S+|\S+@\S+|\S+\.(?:xlsx|csv|example)\b",
    re.DOTALL,
)
Texts = dict[str, list[str]]


def prose(text: str) -> str:
    """The text without what is not prose."""
    return NO_WORDS.sub(" ", text)


def by_source(language: str) -> Texts:
    """The texts of each template, module and mail, as they stand there; a mail has the path of its folder."""
    return _all()[language]


def texts(language: str) -> list[str]:
    """Every text in this language, as prose, each once."""
    return list(dict.fromkeys(prose(text) for of_one in by_source(language).values() for text in of_one))


@cache
def _all() -> dict[str, Texts]:
    found: dict[str, Texts] = {"sv": {}, "en": {}}
    for language, path, text in (*_marked(), *_localised(), *_mails()):
        found[language].setdefault(str(path.relative_to(ROOT)), []).append(text)
    return found


def _marked() -> Iterator[tuple[str, Path, str]]:
    """What is marked for translation, with the English that the catalogue has for it."""
    with CATALOGUE.open("rb") as file:
        known = {_forms(message.id)[0]: message for message in read_po(file, locale="en") if message.id}
    for path in _files(*METHODS):
        for _, marked, _, _ in extract_from_file(METHODS[path.suffix], path, MARKERS):
            message: Message = known[_forms(marked)[0]]
            for language, said in (("sv", message.id), ("en", message.string)):
                yield from ((language, path, text) for text in _forms(said))


def _forms(text: object) -> tuple[str, ...]:
    """The forms of a text: one, or singular and plural."""
    return (text,) if isinstance(text, str) else tuple(text) if isinstance(text, list | tuple) else ()


def _localised() -> Iterator[tuple[str, Path, str]]:
    """The texts of every Localised(sv=…, en=…) in the code."""
    for path in _files(".py"):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Localised":
                yield from (
                    (keyword.arg, path, keyword.value.value)
                    for keyword in node.keywords
                    if keyword.arg and isinstance(keyword.value, ast.Constant) and isinstance(keyword.value.value, str)
                )


def _mails() -> Iterator[tuple[str, Path, str]]:
    """Subject and body of every mail, both under the mail's folder."""
    for path in sorted((ROOT / "app/templates/mail").rglob("*.txt")):
        yield path.suffixes[-2].removeprefix("."), path.parent, path.read_text()


def _files(*suffixes: str) -> list[Path]:
    return sorted(path for name in PACKAGES for path in (ROOT / name).rglob("*") if path.suffix in suffixes)
