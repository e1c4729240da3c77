"""Two editors at once are told of each other: who else has the form open, and who changed it last."""

from dataclasses import dataclass

from flask.typing import ResponseReturnValue
from flask_babel import gettext

from app.access import Permission, requires, signed_in_staff
from app.models import Staff, now
from app.queries.ask import presence as presence_queries
from app.queries.ask.presence import Editor
from app.secretariat import blueprint
from app.secretariat.questionnaire_desk import Desk, open_desk
from app.services.ask import presence
from forms.dates import show_time
from forms.moments import local


@dataclass(frozen=True)
class Editors:
    """What to say of colleagues, and of the last change where a colleague made it; "" for nothing."""

    here: str
    changed: str


@blueprint.post("/meetings/<int:meeting_id>/form/presence")
@requires(Permission.PLAN)
def tell_of_presence(meeting_id: int) -> ResponseReturnValue:
    """The page's script says that it is open, and is told who else is there and which revision stands."""
    desk, staff = open_desk(meeting_id), signed_in_staff()
    presence.note(meeting_id, staff)
    told = editors(desk, staff)
    return {"here": told.here, "changed": told.changed, "revision": desk.current.revision}


def editors(desk: Desk, staff: Staff) -> Editors:
    """What this person is told of the others."""
    others = presence_queries.others(desk.meeting, staff)
    here = [one.name for one in others if one.is_here]
    lately = [one for one in others if not one.is_here]
    told = [*_here(here), *(_lately(one) for one in lately[:2])]
    return Editors(" ".join(told), _changed(desk, staff))


def _here(names: list[str]) -> list[str]:
    if not names:
        return []
    if len(names) == 1:
        return [gettext("%(who)s har också formuläret öppet.", who=names[0])]
    return [gettext("De här har också formuläret öppet: %(who)s.", who=", ".join(names))]


def _lately(one: Editor) -> str:
    return str(gettext("%(who)s var här kl. %(time)s.", who=one.name, time=show_time(local(one.seen_at).time(), "sv")))


def _changed(desk: Desk, staff: Staff) -> str:
    """Who changed the form last and when; "" where that was this person, or nobody of staff."""
    by, stored = desk.current.changed_by, desk.current.stored
    if by is None or stored is None or by.id == staff.id:
        return ""
    moment = local(stored.changed_at)
    who, time = by.name or by.email, show_time(moment.time(), "sv")
    if moment.date() == local(now()).date():
        return str(gettext("%(who)s ändrade formuläret kl. %(time)s.", who=who, time=time))
    return str(gettext("%(who)s ändrade formuläret %(day)s kl. %(time)s.", who=who, day=moment.date(), time=time))
