"""A language that nobody speaks: every text of the product, accented, lengthened and in brackets, as a catalogue.

What a page in it says outside brackets is in no catalogue, unless people have written it.
"""

import re
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product
from pathlib import Path

from babel import Locale
from babel.dates import get_day_names, get_month_names
from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from lxml import html
from sqlalchemy import select

from app.extensions import db
from app.models import Base
from forms import languages
from tests.rules.test_translations import ROOT, recipe

LANGUAGE = "fi"
_PLACEHOLDER = re.compile(r"(%\(\w+\)\w|%%|\{[^{}]*\}|__[a-z]+?__|<[^<>]*>)")
_ACCENTS = str.maketrans("aeiouyåäöAEIOUYÅÄÖ", "àèìòùýǻǟȫÀÈÌÒÙÝǺǞȪ")
_BETWEEN = re.compile(r"\s*(?:[·•,:;()\[\]–—|/›…”“\"?!\n=+*${}→⟦⟧]+|[.’'-]+(?=\s|$))\s*")
# What is no text of the product's: its own name, names of formats and units, and what a demo's settings hold.
NAMES = frozenset(
    {"Rådslag", "kB", "MB", "PDF", "Excel", "CSV", "JSON", "QR", "SHA-256", "LIX", "http", "trygghetsradet.example"}
)
HIDDEN = ("script", "style", "template", "kbd", "code", "textarea")
TOLD = ("alt", "title", "aria-label", "placeholder", "label", "summary")


def pseudo(text: str) -> str:
    """The text as nobody says it; what is put into it stays, and so does the space around it."""
    inner = text.strip()
    if not inner:
        return text
    pieces = [one if place % 2 else one.translate(_ACCENTS) for place, one in enumerate(_PLACEHOLDER.split(inner))]
    return text.replace(inner, f"⟦{''.join(pieces)} {'~' * (len(inner) // 3 + 1)}⟧")


def write_catalogue(directory: Path) -> int:
    """Gather every text as `make catalogue` does, compile its pseudo-language; returns how many there are."""
    gather = recipe("catalogue", directory)[0]
    subprocess.run(gather, cwd=ROOT, check=True, capture_output=True)
    with (directory / "whole.pot").open("rb") as file:
        texts: list[Message] = [one for one in read_po(file) if one.id]
    made = Catalog(locale=LANGUAGE)
    for one in texts:
        said = pseudo(one.id) if isinstance(one.id, str) else tuple(pseudo(form) for form in one.id)
        made.add(one.id, said, context=one.context)
    place = directory / LANGUAGE / "LC_MESSAGES" / "messages.mo"
    place.parent.mkdir(parents=True)
    with place.open("wb") as file:
        write_mo(file, made)
    return len(texts)


@dataclass(frozen=True)
class Known:
    """What may stand outside brackets: what people have written, names, dates, numbers and references."""

    pieces: frozenset[str]
    whole: str
    figures: re.Pattern[str]

    def lacks(self, text: str) -> list[str]:
        """The pieces of a text that are none of it; one that is cut off is known by its beginning."""
        left = " ".join(self.figures.sub("|", outside_brackets(text)).split())
        is_cut = "…" in left or "..." in left
        lacking = [piece for piece in pieces(left) if piece not in self.pieces]
        return [piece for piece in lacking if not (is_cut or " " in piece) or piece not in self.whole]


def known(*more: str) -> Known:
    """All that stands in the database, what languages are called, and these names."""
    texts = {
        " ".join(text.split())
        for table in Base.metadata.sorted_tables
        for row in db.session.execute(select(table))
        for value in row
        for text in _texts(value)
    }
    named = [
        *languages.NAMES.values(),
        *(one for code in ("fi", "sv", "en") for one in Locale.parse(code).languages.values()),
    ]
    figures = _figures()
    found = {piece for text in (*texts, *named, *NAMES, *more) for piece in pieces(figures.sub("|", text))}
    return Known(frozenset(found), "\n".join(texts), figures)


def _figures() -> re.Pattern[str]:
    names = (
        get_month_names(*one, LANGUAGE).values() for one in product(("wide", "abbreviated"), ("format", "stand-alone"))
    )
    months = "|".join(sorted({name for some in names for name in some}, reverse=True))
    days = "|".join(get_day_names("wide", "stand-alone", LANGUAGE).values())
    return re.compile(rf"(?:(?:{days})\s)?\d{{1,2}}\.?\s(?:{months})|\b[0-9a-f]{{64}}\b|\b[A-Z\d]{{6}}\b|\b\d+\b")


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        yield from (text for pair in value.items() for one in pair for text in _texts(one))
    elif isinstance(value, list):
        yield from (text for one in value for text in _texts(one))


def pieces(text: str) -> list[str]:
    """What stands between the signs of a text, where it holds letters."""
    return [piece for piece in _BETWEEN.split(text) if any(sign.isalpha() for sign in piece)]


def outside_brackets(text: str) -> str:
    """What is left when all that stands in brackets is taken out, brackets within brackets too."""
    kept, depth = [], 0
    for sign in text:
        depth += sign == "⟦"
        kept.append(sign if not depth else "|")
        depth -= sign == "⟧"
    assert depth == 0, f"brackets were cut: {text!r}"
    return "".join(kept)


def unsaid(page: str, known: Known) -> list[str]:
    """The texts of a page that are in no catalogue and that nobody has written, each with its pieces that are neither."""
    tree = html.document_fromstring(page)
    for one in [*tree.iter(*HIDDEN), *tree.xpath("//a[@hreflang] | //button[@name='language']")]:
        one.text = None  # no text, or a word of another language by itself: the switch
    for one in tree.xpath("//div[@class='sample' and @lang]"):
        one.drop_tree()  # an example of a mail: those are Swedish or English
    for one in tree.iter("del"):
        one.text = None  # the word that another answer has here
    for one in tree.xpath("//mark | //*[contains(@class, 'voice')]//*"):
        one.drop_tag()  # it stands in the middle of what somebody wrote
    told = [text for one in tree.iter() if isinstance(one.tag, str) for text in _of(one)]
    return [f"{' '.join(text.split())[:80]}: {found}" for text in told if (found := known.lacks(text))]


def _of(element: html.HtmlElement) -> Iterator[str]:
    yield from (text for text in (element.text, element.tail) if text)
    yield from (element.get(name) or "" for name in TOLD)
