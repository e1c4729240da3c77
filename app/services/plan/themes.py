"""The code book: adding themes, naming them, putting them in order, and taking them out of use."""

import re
import unicodedata
from dataclasses import dataclass
from typing import Literal

from flask_babel import gettext
from sqlalchemy import select

from app.extensions import db
from app.models import Council, Staff, Theme, now
from app.services import audit
from app.services.input_checks import Checks
from app.services.problems import Refused
from app.uploads.names import same_name_key

Direction = Literal["up", "down"]
LONGEST_KEY = 60
_NOT_IN_KEY = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True)
class ThemeInput:
    """A theme as somebody typed it; `parent` is the key of the theme it stands under, or empty."""

    name: str
    name_en: str = ""
    description: str = ""
    keywords: str = ""
    parent: str = ""


def add(council: Council, typed: ThemeInput, staff: Staff | None = None) -> Theme:
    """Add a theme last among its siblings, with a key made from its name. Raises RefusedInput."""
    everyone = _of_council(council.id)
    theme = Theme(council=council, position=1 + max((one.position for one in everyone), default=-1))
    _fill(theme, typed, everyone)
    theme.key = make_key(theme.name, {one.key for one in everyone})
    db.session.add(theme)
    db.session.flush()
    audit.record("theme_added", "theme", theme.id, staff=staff)
    return theme


def change(theme: Theme, typed: ThemeInput, staff: Staff | None = None) -> None:
    """Change everything but the key, which questions and files refer to. Raises RefusedInput."""
    _fill(theme, typed, _of_council(theme.council_id))
    db.session.flush()
    audit.record("theme_changed", "theme", theme.id, staff=staff)


def move(theme: Theme, direction: Direction, staff: Staff | None = None) -> None:
    """Change places with the nearest theme in use under the same parent, where there is one and this one is in use."""
    everyone = _of_council(theme.council_id)
    siblings = [one for one in everyone if one.parent_id == theme.parent_id and one.retired_at is None]
    if theme not in siblings:
        return
    other = siblings.index(theme) + (-1 if direction == "up" else 1)
    if 0 <= other < len(siblings):
        here, there = everyone.index(theme), everyone.index(siblings[other])
        everyone[here], everyone[there] = everyone[there], everyone[here]
    for position, one in enumerate(everyone):
        one.position = position
    db.session.flush()
    audit.record("theme_moved", "theme", theme.id, staff=staff, direction=direction)


def retire(theme: Theme, staff: Staff | None = None) -> None:
    """Offer the theme no more; what it has been given to keeps it. Raises Refused while it has themes under it."""
    if any(one.parent_id == theme.id and one.retired_at is None for one in _of_council(theme.council_id)):
        raise Refused(gettext("Temat har underteman. Flytta dem eller ta dem ur bruk först."))
    theme.retired_at = theme.retired_at or now()
    db.session.flush()
    audit.record("theme_retired", "theme", theme.id, staff=staff)


def restore(theme: Theme, staff: Staff | None = None) -> None:
    """Offer the theme again; at the top of the tree where its parent is out of use."""
    theme.retired_at = None
    if theme.parent is not None and theme.parent.retired_at is not None:
        theme.parent = None
    db.session.flush()
    audit.record("theme_restored", "theme", theme.id, staff=staff)


def make_key(name: str, taken: set[str]) -> str:
    """A key of a–z, digits and hyphens from the name ("Skydd & stöd" → "skydd-stod"), unlike those taken."""
    plain = unicodedata.normalize("NFKD", name.casefold()).encode("ascii", "ignore").decode()
    base = _NOT_IN_KEY.sub("-", plain).strip("-")[:LONGEST_KEY].strip("-") or "tema"
    key, number = base, 2
    while key in taken:
        key, number = f"{base}-{number}", number + 1
    return key


def _fill(theme: Theme, typed: ThemeInput, everyone: list[Theme]) -> None:
    checks = Checks()
    name = checks.line("name", typed.name, gettext("Skriv temats namn."))
    if any(one is not theme and same_name_key(one.name) == same_name_key(name) for one in everyone):
        checks.refuse("name", gettext("Det finns redan ett tema med det namnet i kodboken."))
    parent = next((one for one in everyone if one.key == typed.parent), None)
    if typed.parent and parent is None:
        checks.refuse("parent", gettext("Det finns inget sådant tema att ligga under."))
    if parent is not None and _stands_under(parent, theme):
        checks.refuse("parent", gettext("Ett tema kan inte ligga under sig självt."))
    name_en = checks.line("name_en", typed.name_en)
    description = checks.text("description", typed.description, longest=2000)
    keywords = checks.line("keywords", typed.keywords, longest=2000)
    checks.done()
    theme.name, theme.name_en, theme.description, theme.keywords = name, name_en, description, keywords
    theme.parent = parent


def _stands_under(theme: Theme | None, above: Theme) -> bool:
    while theme is not None:
        if theme is above:
            return True
        theme = theme.parent
    return False


def _of_council(council_id: int) -> list[Theme]:
    query = select(Theme).where(Theme.council_id == council_id).order_by(Theme.position, Theme.id)
    return list(db.session.scalars(query))
