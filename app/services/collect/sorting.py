"""The coordinator sorts the views: marks what they have read and what needs care, and gathers what says alike.

Nothing here notes who did it or when: these rows point at views.
"""

from collections.abc import Collection as Many
from collections.abc import Iterable

from flask_babel import gettext
from sqlalchemy import delete, func, select, update
from sqlalchemy.exc import NoResultFound

from app.access import Respondent
from app.extensions import db
from app.models import Collection, MemberView, ViewGroup, ViewInGroup, ViewMark, ViewMarkKind
from app.queries.collect import reading
from app.services.collect.collections import locked
from app.services.input_checks import Checks
from app.services.problems import Refused

LONGEST_NAME = 80
LONGEST_NOTE = 2_000


def mark(respondent: Respondent, view_ids: Many[str], kind: ViewMarkKind, note: str | None = None) -> int:
    """Mark views; a note that is given takes the place of an earlier one. Returns how many."""
    collection = locked(respondent)
    checks = Checks()
    cleaned = checks.text("note", note or "", LONGEST_NOTE)
    checks.done()
    found = chosen(collection, view_ids)
    here = set(db.session.scalars(select(ViewMark.view_id).where(ViewMark.view_id.in_(found), ViewMark.kind == kind)))
    db.session.add_all(ViewMark(view_id=one, kind=kind, note=cleaned) for one in found if one not in here)
    if note is not None and here:
        db.session.execute(
            update(ViewMark).where(ViewMark.view_id.in_(here), ViewMark.kind == kind).values(note=cleaned)
        )
    db.session.flush()
    return len(found)


def unmark(respondent: Respondent, view_ids: Many[str], kind: ViewMarkKind) -> int:
    """Take a mark off, with its note. Returns of how many views."""
    found = chosen(locked(respondent), view_ids)
    db.session.execute(delete(ViewMark).where(ViewMark.view_id.in_(found), ViewMark.kind == kind))
    return len(found)


def group(respondent: Respondent, name: str, view_ids: Many[str] = ()) -> ViewGroup:
    """The group of this name, made where there is none, with these views in it. Raises RefusedInput."""
    collection = locked(respondent)
    checks = Checks()
    cleaned = checks.line("name", name, gettext("Skriv ett namn på gruppen."), LONGEST_NAME)
    checks.done()
    made = _named(collection, cleaned)
    if made is None:
        made = ViewGroup(collection_id=collection.id, name=cleaned, position=_next_place(collection))
        db.session.add(made)
        db.session.flush()
    if view_ids:
        _put(collection, made, view_ids)
    return made


def put(respondent: Respondent, group_id: int, view_ids: Many[str]) -> int:
    """Put views in a group; they may be in others too. Returns how many."""
    collection = locked(respondent)
    return _put(collection, _group(collection, group_id), view_ids)


def take_out(respondent: Respondent, group_id: int, view_ids: Many[str]) -> int:
    """Take views out of a group. Returns how many."""
    collection = locked(respondent)
    group_id = _group(collection, group_id).id
    found = chosen(collection, view_ids)
    db.session.execute(delete(ViewInGroup).where(ViewInGroup.group_id == group_id, ViewInGroup.view_id.in_(found)))
    return len(found)


def rename(respondent: Respondent, group_id: int, name: str) -> None:
    """Give a group another name. Raises RefusedInput where it is empty or taken."""
    collection = locked(respondent)
    one, checks = _group(collection, group_id), Checks()
    cleaned = checks.line("name", name, gettext("Skriv ett namn på gruppen."), LONGEST_NAME)
    other = _named(collection, cleaned)
    if other is not None and other.id != one.id:
        checks.refuse("name", gettext("Det finns redan en grupp som heter så."))
    checks.done()
    one.name = cleaned
    db.session.flush()


def move(respondent: Respondent, group_id: int, step: int) -> None:
    """Move a group one step up (-1) or down (1); at the ends it stays."""
    collection = locked(respondent)
    one, all_of_them = _group(collection, group_id), _groups(collection)
    place = all_of_them.index(one)
    all_of_them.insert(max(0, place + step), all_of_them.pop(place))
    for position, each in enumerate(all_of_them):
        each.position = position
    db.session.flush()


def remove(respondent: Respondent, group_id: int) -> None:
    """Remove a group; its views stay."""
    collection = locked(respondent)
    db.session.execute(delete(ViewGroup).where(ViewGroup.id == _group(collection, group_id).id))


def chosen(collection: Collection, view_ids: Iterable[str]) -> list[str]:
    """Those of the ids that are views which may be read here. Raises Refused where none is."""
    wanted = set(view_ids)
    found = [one.id for one in _sent(collection) if one.id in wanted] if reading.may_read(collection) else []
    if not found:
        raise Refused(gettext("Välj minst en röst."))
    return found


def _sent(collection: Collection) -> Iterable[MemberView]:
    query = select(MemberView).where(MemberView.collection_id == collection.id, MemberView.is_sent)
    return db.session.scalars(query.order_by(MemberView.id))


def _put(collection: Collection, one: ViewGroup, view_ids: Many[str]) -> int:
    found = chosen(collection, view_ids)
    inside = set(db.session.scalars(select(ViewInGroup.view_id).where(ViewInGroup.group_id == one.id)))
    db.session.add_all(ViewInGroup(group_id=one.id, view_id=view_id) for view_id in found if view_id not in inside)
    db.session.flush()
    return len(found)


def _group(collection: Collection, group_id: int) -> ViewGroup:
    found = db.session.get(ViewGroup, group_id)
    if found is None or found.collection_id != collection.id:
        raise NoResultFound
    return found


def _groups(collection: Collection) -> list[ViewGroup]:
    query = select(ViewGroup).where(ViewGroup.collection_id == collection.id)
    return list(db.session.scalars(query.order_by(ViewGroup.position, ViewGroup.id)))


def _named(collection: Collection, name: str) -> ViewGroup | None:
    return next((one for one in _groups(collection) if one.name == name), None)


def _next_place(collection: Collection) -> int:
    last = db.session.scalar(select(func.max(ViewGroup.position)).where(ViewGroup.collection_id == collection.id))
    return 0 if last is None else last + 1
