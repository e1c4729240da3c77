"""What can be done with picked answers: each deed is a button's name, and says what it did."""

from collections.abc import Callable

from flask_babel import gettext, ngettext

from app.models import LineKind, Meeting, ReviewState, Staff
from app.queries.digest import digests as digest_queries
from app.services.digest import coding, digests
from app.services.digest.digests import LineInput
from app.services.problems import Refused
from forms.secretariat.answers import NEW_POINT, NEW_PROPOSAL, PickedForm

NEW = {NEW_POINT: LineKind.POINT, NEW_PROPOSAL: LineKind.PROPOSAL}


def carry_out(meeting: Meeting, form: PickedForm, staff: Staff) -> str:
    """Do what the pressed button says, and say so. Raises Refused."""
    if not form.picked():
        raise Refused(gettext("Markera minst ett svar."))
    for name, deed in DEEDS.items():
        if form[name].data:
            return deed(meeting, form, staff)
    raise Refused(gettext("Välj vad du vill göra med svaren."))


def _give_theme(meeting: Meeting, form: PickedForm, staff: Staff) -> str:
    key = form.theme.data or ""
    if form.mode.data == "set":
        count = coding.set_themes(meeting, form.picked(), [key], staff)
    else:
        count = coding.add_theme(meeting, form.picked(), key, staff)
    return str(ngettext("%(num)s svar har fått temat.", "%(num)s svar har fått temat.", count))


def _give_own_theme(meeting: Meeting, form: PickedForm, staff: Staff) -> str:
    count = coding.set_themes(meeting, form.picked(), [], staff)
    return str(ngettext("%(num)s svar har frågans tema igen.", "%(num)s svar har frågans tema igen.", count))


def _mark(meeting: Meeting, form: PickedForm, staff: Staff) -> str:
    state = ReviewState(form.state.data) if form.state.data in set(ReviewState) else ReviewState.REVIEWED
    count = coding.review(meeting, form.picked(), state, staff)
    done: dict[ReviewState, str] = {
        ReviewState.UNREAD: ngettext("%(num)s svar är oläst igen.", "%(num)s svar är olästa igen.", count),
        ReviewState.REVIEWED: ngettext("%(num)s svar är läst.", "%(num)s svar är lästa.", count),
        ReviewState.SET_ASIDE: ngettext("%(num)s svar är lagt åt sidan.", "%(num)s svar är lagda åt sidan.", count),
    }
    return done[state]


def _place(meeting: Meeting, form: PickedForm, staff: Staff) -> str:
    digest = digest_queries.latest(meeting.id) or digests.begin(meeting, staff)
    chosen = form.line.data or ""
    if kind := NEW.get(chosen):
        typed = LineInput(form.line_theme.data or "", kind, form.wording.data or "", form.picked())
        digests.add_line(digest, typed, staff)
        return str(gettext("Punkten är skriven, och svaren står under den."))
    if not (chosen.isascii() and chosen.isdigit() and len(chosen) <= 18):
        raise Refused(gettext("Välj en punkt att lägga svaren under."))
    digests.rest_on(digest_queries.line(digest, int(chosen)), form.picked(), staff)
    return str(gettext("Svaren står nu under punkten."))


DEEDS: dict[str, Callable[[Meeting, PickedForm, Staff], str]] = {
    "theme": _give_theme,
    "own": _give_own_theme,
    "state": _mark,
    "place": _place,
}
