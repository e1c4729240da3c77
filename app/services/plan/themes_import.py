"""Imports a code book: first planned in memory, then written whole or not at all.

Themes are matched by their key; one without a key gets it from its name. What the file is silent about stays, and a
theme that is not in the file stays.
"""

from dataclasses import dataclass, field, replace

from sqlalchemy import select

from app.extensions import db
from app.models import Council, Staff, Theme
from app.services import audit
from app.services.plan import handed_in
from app.services.plan.import_report import Change, ImportReport, RowChange
from app.services.plan.themes import make_key
from app.uploads.names import same_name_key
from app.uploads.remarks import Remark, sentence
from app.uploads.theme_list import ThemeList, ThemeRow, read_themes
from forms.localised import Localised


@dataclass
class _PlannedTheme:
    """A theme as it will be; `stored` is None for a new one, `parent` the key of the theme above or empty."""

    key: str
    name: str
    parent: str = ""
    name_en: str = ""
    description: str = ""
    keywords: str = ""
    stored: Theme | None = None

    def told(self) -> tuple[str, ...]:
        """What a file may say of a theme."""
        return (self.name, self.parent, self.name_en, self.description, self.keywords)


@dataclass
class _Plan:
    """The code book by key as it will be, and what is to be told."""

    themes: dict[str, _PlannedTheme]
    rows: list[RowChange] = field(default_factory=list)
    rejected: list[Remark] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)


def read(data: bytes, filename: str) -> ThemeList:
    """Read a code book from a file. Raises Refused with the reason why it can't be read."""
    return handed_in.read_as(data, filename, read_themes)


def preview(council: Council, themes: ThemeList) -> ImportReport:
    """Say what an import would do, row by row, and change nothing."""
    return _report(_plan(council, themes), themes, written=False)


def run(council: Council, themes: ThemeList, *, staff: Staff | None = None) -> ImportReport:
    """Write the whole code book, or nothing when a row is rejected."""
    # Two imports at once would both find the same theme missing.
    db.session.execute(select(Council.id).where(Council.id == council.id).with_for_update())
    plan = _plan(council, themes)
    if themes.rejected or plan.rejected:
        return _report(plan, themes, written=False)
    _write(council, plan)
    report = _report(plan, themes, written=True)
    created, updated = report.count(Change.CREATED), report.count(Change.UPDATED)
    audit.record("themes_imported", "council", council.id, staff=staff, created=created, updated=updated)
    return report


def _report(plan: _Plan, themes: ThemeList, *, written: bool) -> ImportReport:
    rejected = sorted((*themes.rejected, *plan.rejected), key=lambda remark: remark.number)
    return ImportReport(tuple(plan.rows), tuple(rejected), (*themes.remarks, *plan.remarks), written)


def _plan(council: Council, themes: ThemeList) -> _Plan:
    plan = _Plan(_stored(council))
    rows = _with_keys(plan, themes.rows)
    changes: dict[str, tuple[ThemeRow, Change]] = {}
    for row in rows:
        if row.key in changes:
            earlier = changes[row.key][0].number
            _reject(plan, row, sentence("theme_key_twice", text=row.key, row=earlier))
        else:
            changes[row.key] = (row, _plan_row(plan, row))
    rejected = _check_tree(plan, [row for row, _ in changes.values()])
    plan.rows += [
        RowChange(row.sheet, row.number, row.name, change)
        for key, (row, change) in changes.items()
        if key not in rejected
    ]
    return plan


def _stored(council: Council) -> dict[str, _PlannedTheme]:
    query = select(Theme).where(Theme.council_id == council.id).order_by(Theme.position, Theme.id)
    everyone = list(db.session.scalars(query))
    keys = {theme.id: theme.key for theme in everyone}
    return {
        theme.key: _PlannedTheme(
            key=theme.key,
            name=theme.name,
            parent=keys[theme.parent_id] if theme.parent_id is not None else "",
            name_en=theme.name_en,
            description=theme.description,
            keywords=theme.keywords,
            stored=theme,
        )
        for theme in everyone
    }


def _with_keys(plan: _Plan, rows: tuple[ThemeRow, ...]) -> list[ThemeRow]:
    """Give each row without a key that of the theme with its name, or else a new one."""
    by_name = {same_name_key(theme.name): theme.key for theme in plan.themes.values()}
    taken = set(plan.themes) | {row.key for row in rows if row.key}
    keyed = []
    for row in rows:
        key = row.key or by_name.get(same_name_key(row.name)) or make_key(row.name, taken)
        taken.add(key)
        by_name.setdefault(same_name_key(row.name), key)
        keyed.append(replace(row, key=key))
    return keyed


def _plan_row(plan: _Plan, row: ThemeRow) -> Change:
    planned = plan.themes.get(row.key)
    if planned is None:
        plan.themes[row.key] = _PlannedTheme(row.key, row.name, row.parent, row.name_en, row.description, row.keywords)
        return Change.CREATED
    if planned.stored is not None and planned.stored.retired_at is not None:
        plan.remarks.append(Remark(row.sheet, row.number, sentence("theme_retired")))
    before = planned.told()
    planned.name = row.name
    planned.parent = row.parent or planned.parent
    planned.name_en = row.name_en or planned.name_en
    planned.description = row.description or planned.description
    planned.keywords = row.keywords or planned.keywords
    _resolve_parent(plan, planned)
    return Change.UNCHANGED if planned.told() == before else Change.UPDATED


def _resolve_parent(plan: _Plan, theme: _PlannedTheme) -> bool:
    """Turn the parent's key in any case, or its name, into its key; whether there is such a theme."""
    if not theme.parent or theme.parent in plan.themes:
        return True
    wanted = same_name_key(theme.parent)
    key = next((each.key for each in plan.themes.values() if wanted in (each.key, same_name_key(each.name))), None)
    theme.parent = key or theme.parent
    return key is not None


def _check_tree(plan: _Plan, rows: list[ThemeRow]) -> set[str]:
    """Reject rows whose name is another theme's, whose parent is missing, or who would stand under themselves."""
    rejected = set()
    for row in rows:
        theme = plan.themes[row.key]
        reason = None
        if any(
            same_name_key(each.name) == same_name_key(row.name) for each in plan.themes.values() if each is not theme
        ):
            reason = sentence("theme_name_taken", text=row.name)
        elif not _resolve_parent(plan, theme):
            reason = sentence("no_such_parent", text=row.parent)
        elif _is_in_a_circle(plan, theme):
            reason = sentence("parent_circle")
        if reason is not None:
            _reject(plan, row, reason)
            rejected.add(row.key)
    return rejected


def _is_in_a_circle(plan: _Plan, theme: _PlannedTheme) -> bool:
    seen: set[str] = set()
    above: _PlannedTheme | None = theme
    while above is not None and above.parent:
        if above.key in seen:
            return True
        seen.add(above.key)
        _resolve_parent(plan, above)
        above = plan.themes.get(above.parent)
    return False


def _reject(plan: _Plan, row: ThemeRow, reason: Localised) -> None:
    plan.rejected.append(Remark(row.sheet, row.number, reason))


def _write(council: Council, plan: _Plan) -> None:
    """Write themes first and then who stands under whom, since a parent may come later in the file."""
    position = 1 + max((theme.stored.position for theme in plan.themes.values() if theme.stored), default=-1)
    stored = {}
    for planned in plan.themes.values():
        theme = planned.stored
        if theme is None:
            theme = Theme(council=council, key=planned.key, position=position)
            position += 1
        theme.name, theme.name_en = planned.name, planned.name_en
        theme.description, theme.keywords = planned.description, planned.keywords
        db.session.add(theme)
        stored[planned.key] = theme
    for planned in plan.themes.values():
        stored[planned.key].parent = stored[planned.parent] if planned.parent else None
    db.session.flush()
