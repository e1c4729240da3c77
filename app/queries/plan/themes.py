"""Reads the code book: a council's themes as a tree."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import func, select

from app.extensions import db
from app.models import Theme


@dataclass(frozen=True)
class ThemeRow:
    """A theme in its place: how deep it stands (0 at the top), and whether it can be moved up or down."""

    theme: Theme
    depth: int
    is_first: bool
    is_last: bool


def of_council(council_id: int) -> list[Theme]:
    """The themes in use, each right after the one it stands under."""
    return [row.theme for row in tree(council_id)]


def tree(council_id: int) -> list[ThemeRow]:
    """The themes in use with their place in the tree, in the order they are read."""
    query = select(Theme).where(Theme.council_id == council_id, Theme.retired_at.is_(None))
    themes = list(db.session.scalars(query.order_by(Theme.position, Theme.id)))
    return list(_branch(themes, None, 0))


def retired(council_id: int) -> list[Theme]:
    """The themes out of use, by name."""
    query = select(Theme).where(Theme.council_id == council_id, Theme.retired_at.is_not(None))
    return list(db.session.scalars(query.order_by(Theme.name, Theme.id)))


def in_council(council_id: int, theme_id: int) -> Theme:
    """One theme of this council; raises NoResultFound for any other."""
    return db.session.scalars(select(Theme).where(Theme.council_id == council_id, Theme.id == theme_id)).one()


def counts() -> dict[int, int]:
    """How many themes in use each council has, by council id; a council without any is left out."""
    query = select(Theme.council_id, func.count()).where(Theme.retired_at.is_(None)).group_by(Theme.council_id)
    return dict(iter(db.session.execute(query.order_by(Theme.council_id))))


def _branch(themes: Sequence[Theme], parent_id: int | None, depth: int) -> Iterator[ThemeRow]:
    in_use = {theme.id for theme in themes}
    # A theme under one that is out of use is shown at the top, so that none is lost from sight.
    here = [theme for theme in themes if (theme.parent_id if theme.parent_id in in_use else None) == parent_id]
    for place, theme in enumerate(here):
        yield ThemeRow(theme, depth, is_first=place == 0, is_last=place == len(here) - 1)
        yield from _branch(themes, theme.id, depth + 1)
