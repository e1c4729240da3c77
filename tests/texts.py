"""Every text that people can read on a page, in a mail or in a workbook, by language: what the spelling and readability tests read."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from babel.messages.catalog import Message
from babel.messages.pofile import read_po

ROOT = Path(__file__).parents[1]
CATALOGUE = ROOT / "app/translations/en/LC_MESSAGES/messages.po"
PACKAGES = ("forms", "exports", "app")
# Placeholders, tags, entities, addresses, Jinja and code: not words that anybody reads.
NO_WORDS = re.compile(
    r"%\(\w+\)s|__[a-z]+?__|\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}|<[^>]+>|&\w+;|\$?\{\w*\}|https?://\S+|\S+@\S+|\S+\.(?:xlsx|csv|example)\b",
    re.DOTALL,
)


def prose(text: str) -> str:
    """The text without what is not prose."""
    return NO_WORDS.sub(" ", text)


@cache
def catalogue() -> tuple[Message, ...]:
    """The messages of the English catalogue."""
    with CATALOGUE.open("rb") as file:
        return tuple(message for message in read_po(file, locale="en") if message.id)


def forms_of(text: str | list[str] | tuple[str, ...] | None) -> tuple[str, ...]:
    """The forms of a text: one, or singular and plural."""
    return (text,) if isinstance(text, str) else tuple(text or ())


def localised() -> Iterator[tuple[str, str]]:
    """Language and text of every Localised(sv=…, en=…) in the code."""
    for package in PACKAGES:
        for path in sorted((ROOT / package).rglob("*.py")):
            for node in ast.walk(ast.parse(path.read_text())):
                if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Localised":
                    yield from (
                        (keyword.arg, keyword.value.value)
                        for keyword in node.keywords
                        if keyword.arg
                        and isinstance(keyword.value, ast.Constant)
                        and isinstance(keyword.value.value, str)
                    )


def mails() -> Iterator[tuple[str, str]]:
    """Language and text of every mail's templates."""
    for path in sorted((ROOT / "app/templates/mail").rglob("*.txt")):
        yield path.suffixes[-2].removeprefix("."), path.read_text()


def texts(language: str) -> list[str]:
    """Every text in this language, as prose, each once."""
    of_pages = (
        text for message in catalogue() for text in forms_of(message.id if language == "sv" else message.string)
    )
    others = (text for spoken, text in (*localised(), *mails()) if spoken == language)
    return list(dict.fromkeys(prose(text) for text in (*of_pages, *others)))
