"""What a page of answers shows: one part of them at a time, by organisation, question or theme."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from enum import StrEnum
from itertools import groupby
from typing import Any

from flask_babel import get_locale, gettext

from app.models import ReviewState
from app.queries import paging
from app.queries.digest import answers as answer_queries
from app.queries.digest.answer_index import Entry
from app.queries.digest.answers import AnswerRow
from app.queries.paging import Cut
from forms import likeness

GROUPS_A_PAGE = 30
WITHOUT_THEME = "-"
WRITTEN = frozenset({"short_text", "long_text"})


class View(StrEnum):
    """By what the answers are parted."""

    ORGANISATION = "organisation"
    QUESTION = "question"
    THEME = "theme"


class Show(StrEnum):
    """Which of them are shown."""

    ALL = "all"
    UNREAD = "unread"
    UNPLACED = "unplaced"
    SET_ASIDE = "set_aside"
    PERSONAL_DATA = "personal_data"


SHOWN: dict[Show, Callable[[Entry], bool]] = {
    Show.ALL: lambda _: True,
    Show.UNREAD: lambda entry: entry.state is ReviewState.UNREAD,
    Show.UNPLACED: lambda entry: not entry.lines and entry.state is not ReviewState.SET_ASIDE,
    Show.SET_ASIDE: lambda entry: entry.state is ReviewState.SET_ASIDE,
    Show.PERSONAL_DATA: lambda entry: entry.personal_data,
}


@dataclass(frozen=True)
class Selection:
    """What somebody asked to see, as it stands in the page's address; texts are empty where nothing was asked."""

    view: View = View.ORGANISATION
    part: str = ""
    show: Show = Show.ALL
    theme: str = ""
    organisation: str = ""
    page: int = 1

    @staticmethod
    def of(arguments: Mapping[str, str], view: View = View.ORGANISATION) -> "Selection":
        """The selection in these query arguments; what makes no sense is as if it weren't there."""
        asked = Selection(
            view=View(arguments["view"]) if arguments.get("view") in set(View) else view,
            part=arguments.get("part", ""),
            show=Show(arguments["show"]) if arguments.get("show") in set(Show) else Show.ALL,
            page=paging.number(arguments.get("page")),
        )
        # A part is a filter already: filtering by the same thing twice would show nothing.
        theme = "" if asked.view is View.THEME else arguments.get("theme", "")
        organisation = "" if asked.view is View.ORGANISATION else arguments.get("organisation", "")
        return replace(asked, theme=theme, organisation=organisation)

    def with_(self, **changes: Any) -> dict[str, Any]:
        """The query arguments of a page like this one; what stands as it would anyway is left out."""
        plain = asdict(Selection())
        return {
            name: value for name, value in {**asdict(self), **changes}.items() if name == "view" or value != plain[name]
        }


@dataclass(frozen=True)
class Part:
    """An organisation, a question or a theme, with how many of the answers shown are its, and how many are unread."""

    key: str
    name: str
    answers: int
    unread: int


@dataclass(frozen=True)
class Group:
    """Answers that say the same, mostly one. `marked` tells how each after the first differs from it."""

    rows: tuple[AnswerRow, ...]
    exact: bool
    marked: tuple[list[tuple[likeness.Change, str]], ...]

    @property
    def ids(self) -> str:
        """What the group's checkbox sends."""
        return " ".join(str(row.id) for row in self.rows)


@dataclass(frozen=True)
class Listing:
    """One page: the parts to choose among, the one that is open, and its answers."""

    selection: Selection
    parts: tuple[Part, ...]
    part: Part | None
    groups: tuple[Group, ...]
    here: Cut

    @property
    def beside(self) -> tuple[Part | None, Part | None]:
        """The part before the open one, and the one after it."""
        if self.part is None:
            return None, None
        place = self.parts.index(self.part)
        return (self.parts[place - 1] if place else None), (self.parts[place + 1 : place + 2] or (None,))[0]


def listing(meeting_id: int, entries: Sequence[Entry], selection: Selection, themes: Mapping[str, str]) -> Listing:
    """Draw up the page; `themes` are the names of the code book by key, in its order. Flagged answers are left out."""
    shown = [entry for entry in entries if not entry.flagged and _is_asked_for(entry, selection)]
    parts = _parts(shown, selection.view, themes)
    part = next((one for one in parts if one.key == selection.part), parts[0] if parts else None)
    if part is None:
        return Listing(selection, (), None, (), paging.cut(0, 1))
    inside = [entry for entry in shown if part.key in _keys(entry, selection.view)]
    make = _one_by_one if selection.view is View.ORGANISATION else _with_alike
    groups, here = make(meeting_id, inside, selection.page)
    return Listing(replace(selection, part=part.key, page=here.number), parts, part, tuple(groups), here)


def _is_asked_for(entry: Entry, asked: Selection) -> bool:
    return (
        SHOWN[asked.show](entry)
        and asked.organisation in {"", str(entry.organisation_id)}
        and (not asked.theme or asked.theme in _theme_keys(entry))
    )


def _parts(shown: Sequence[Entry], view: View, themes: Mapping[str, str]) -> tuple[Part, ...]:
    names: dict[str, str] = {}
    counts: dict[str, list[int]] = {}
    for entry in shown:
        for key in _keys(entry, view):
            names[key] = _name(entry, view, key, themes)
            count = counts.setdefault(key, [0, 0])
            count[0] += 1
            count[1] += entry.state is ReviewState.UNREAD
    order = {
        View.ORGANISATION: list(names),
        View.QUESTION: _question_order(shown),
        View.THEME: [*themes, WITHOUT_THEME],
    }
    return tuple(Part(key, names[key], *counts[key]) for key in order[view] if key in names)


def _keys(entry: Entry, view: View) -> tuple[str, ...]:
    if view is View.THEME:
        return _theme_keys(entry)
    return (str(entry.organisation_id) if view is View.ORGANISATION else entry.question.key,)


def _theme_keys(entry: Entry) -> tuple[str, ...]:
    return entry.theme_keys or (WITHOUT_THEME,)


def _name(entry: Entry, view: View, key: str, themes: Mapping[str, str]) -> str:
    if view is View.THEME:
        return themes.get(key) or str(gettext("Utan tema"))
    return entry.organisation if view is View.ORGANISATION else entry.question.label.text(str(get_locale()))


def _question_order(shown: Sequence[Entry]) -> list[str]:
    places = {entry.question.key: entry.question_position for entry in shown}
    return sorted(places, key=lambda key: places[key])


def _one_by_one(meeting_id: int, inside: Sequence[Entry], page: int) -> tuple[list[Group], Cut]:
    """Each answer by itself; only those of the page are read."""
    here = paging.cut(len(inside), page, GROUPS_A_PAGE)
    rows = answer_queries.some(meeting_id, [entry.id for entry in here.of(inside)])
    return [Group((row,), exact=True, marked=()) for row in rows], here


def _with_alike(meeting_id: int, inside: Sequence[Entry], page: int) -> tuple[list[Group], Cut]:
    """Question by question, those that say the same together; their texts must all be read to know which do."""
    rows = answer_queries.some(meeting_id, [entry.id for entry in inside])
    rows.sort(key=lambda row: row.question_position)
    groups = [group for _, those in groupby(rows, key=lambda row: row.question_key) for group in _alike(list(those))]
    here = paging.cut(len(groups), page, GROUPS_A_PAGE)
    return [_marked(group) for group in here.of(groups)], here


def _alike(rows: Sequence[AnswerRow]) -> list[Group]:
    """Answers to one question. Only what people wrote in their own words can be nearly the same."""
    nearly = rows[0].question.type in WRITTEN
    found = likeness.alike([row.text for row in rows], nearly=nearly)
    return [Group(tuple(rows[place] for place in one.places), one.exact, ()) for one in found]


def _marked(group: Group) -> Group:
    if group.exact:
        return group
    first = group.rows[0].text
    return replace(group, marked=tuple(likeness.differences(first, row.text) for row in group.rows[1:]))
