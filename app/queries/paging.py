"""Cuts a list that is too long for one page, by the number in the page's address."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil
from typing import TypeVar

Item = TypeVar("Item")

A_PAGE = 50


@dataclass(frozen=True)
class Cut:
    """One page of a list: which of how many, and how many of the list stand on the pages before it."""

    number: int
    pages: int
    before: int
    size: int

    def of(self, items: Sequence[Item]) -> list[Item]:
        """Those that stand on this page."""
        return list(items[self.before : self.before + self.size])

    @property
    def previous(self) -> int | None:
        """The number of the page before this one, None on the first."""
        return self.number - 1 if self.number > 1 else None

    @property
    def next(self) -> int | None:
        """The number of the page after this one, None on the last."""
        return self.number + 1 if self.number < self.pages else None


def number(typed: str | None) -> int:
    """The page that an address asks for; what makes no sense means the first."""
    typed = typed or ""
    return max(int(typed), 1) if typed.isascii() and typed.isdecimal() and len(typed) < 7 else 1


def cut(count: int, asked: int, size: int = A_PAGE) -> Cut:
    """The page of a list of so many that was asked for; the last where the list is not that long."""
    pages = max(ceil(count / size), 1)
    here = min(asked, pages)
    return Cut(here, pages, (here - 1) * size, size)
