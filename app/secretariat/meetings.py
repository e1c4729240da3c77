"""Planning a meeting: its page along the spine, its details, and beginning from an earlier one."""

from dataclasses import asdict

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import get_locale, gettext, ngettext
from werkzeug.wrappers import Response

from app.access import Permission, may, requires, signed_in_staff
from app.models import Meeting
from app.queries.issue.standing import standings
from app.queries.plan import councils as council_queries
from app.queries.plan import meetings as meeting_queries
from app.queries.plan import themes as theme_queries
from app.secretariat import blueprint
from app.secretariat.frame import meeting_frame
from app.secretariat.meeting_steps import steps_of
from app.secretariat.refusals import RefusalsAt
from app.services.plan import meetings as meeting_service
from forms.secretariat.meetings import MeetingCopyForm, MeetingForm


@blueprint.get("/meetings/<int:meeting_id>/")
@requires(Permission.PLAN)
def meeting(meeting_id: int) -> ResponseReturnValue:
    """The meeting along the spine: what is planned, and what is missing before the next step."""
    found = meeting_queries.by_id(meeting_id)
    rows = standings(found)
    return render_template(
        "secretariat/meeting.html",
        theme_titles=[place.theme.title(str(get_locale())) for place in found.headline_themes],
        has_answers=may(Permission.WRITE_DIGEST) and any(row.is_done for row in rows),
        **steps_of(found, rows),
        **meeting_frame(found, "plan"),
    )


@blueprint.get("/councils/<int:council_id>/meetings/add")
@requires(Permission.PLAN)
def new_meeting(council_id: int) -> ResponseReturnValue:
    """Show the form for a new meeting, and the earlier ones that it could begin from."""
    council = council_queries.by_id(council_id)
    form = MeetingForm(data={"phone": council.phone})
    form.offer_themes(_themes(council_id))
    earlier = meeting_queries.of_council(council_id)
    return render_template("secretariat/meeting_add.html", form=form, council=council, earlier=earlier)


@blueprint.post("/councils/<int:council_id>/meetings/add")
@requires(Permission.PLAN)
def add_meeting(council_id: int) -> ResponseReturnValue:
    """Add the meeting."""
    council = council_queries.by_id(council_id)
    form = MeetingForm()
    form.offer_themes(_themes(council_id))
    with RefusalsAt(form):
        made = meeting_service.add(council, _typed(form), signed_in_staff())
        flash(gettext("Mötet är tillagt."), "success")
        return _to_meeting(made)
    return render_template("secretariat/meeting_add.html", form=form, council=council), 422


@blueprint.get("/meetings/<int:meeting_id>/edit")
@requires(Permission.PLAN)
def edit_meeting(meeting_id: int) -> ResponseReturnValue:
    """Show the meeting's form, filled in."""
    found = meeting_queries.by_id(meeting_id)
    form = MeetingForm(data=asdict(meeting_service.as_typed(found)))
    form.offer_themes(_themes(found.council_id, found))
    return render_template("secretariat/meeting_edit.html", form=form, **meeting_frame(found, "plan"))


@blueprint.post("/meetings/<int:meeting_id>/edit")
@requires(Permission.PLAN)
def change_meeting(meeting_id: int) -> ResponseReturnValue:
    """Change the meeting."""
    found = meeting_queries.by_id(meeting_id)
    form = MeetingForm()
    form.offer_themes(_themes(found.council_id, found))
    with RefusalsAt(form):
        told = meeting_service.change(found, _typed(form), signed_in_staff())
        flash(_saved(told), "success")
        return _to_meeting(found)
    return render_template("secretariat/meeting_edit.html", form=form, **meeting_frame(found, "plan")), 422


@blueprint.get("/meetings/<int:meeting_id>/copy")
@requires(Permission.PLAN)
def new_meeting_copy(meeting_id: int) -> ResponseReturnValue:
    """Ask what is new about a meeting that begins as a copy of this one."""
    found = meeting_queries.by_id(meeting_id)
    before = meeting_service.as_typed(found)
    form = MeetingCopyForm(data={"title": before.title, "starts_time": before.starts_time})
    return render_template("secretariat/meeting_copy.html", form=form, earlier=found)


@blueprint.post("/meetings/<int:meeting_id>/copy")
@requires(Permission.PLAN)
def copy_meeting(meeting_id: int) -> ResponseReturnValue:
    """Begin a meeting as a copy of this one, dates shifted; then its texts want reading."""
    found = meeting_queries.by_id(meeting_id)
    form = MeetingCopyForm()
    with RefusalsAt(form):
        made = meeting_service.copy(found, _typed_copy(form), signed_in_staff())
        flash(gettext("Mötet är kopierat. Läs igenom datum och texter innan du går vidare."), "success")
        return redirect(url_for("secretariat.edit_meeting", meeting_id=made.id))
    return render_template("secretariat/meeting_copy.html", form=form, earlier=found), 422


def _saved(told: int) -> str:
    saved = gettext("Mötet är sparat.")
    mails = ngettext("Ny svarstid mejlas till %(num)s kontakt.", "Ny svarstid mejlas till %(num)s kontakter.", told)
    return f"{saved} {mails}" if told else str(saved)


def _typed(form: MeetingForm) -> meeting_service.MeetingInput:
    return meeting_service.MeetingInput(**form.typed(), themes=tuple(form.themes.data or ()))


def _typed_copy(form: MeetingCopyForm) -> meeting_service.MeetingInput:
    typed = form.typed()
    return meeting_service.MeetingInput(
        title=typed["title"],
        starts_on=typed["starts_on"],
        starts_time=typed["starts_time"],
        deadline_on="",
        dnr=typed["dnr"],
    )


def _themes(council_id: int, meeting: Meeting | None = None) -> list[tuple[str, str]]:
    """The themes to choose among, and those out of use that the meeting has already."""
    rows = theme_queries.tree(council_id)
    locale = str(get_locale())
    offered = {row.theme.key: f"{'– ' * row.depth}{row.theme.title(locale)}" for row in rows}
    kept = meeting.headline_themes if meeting else []
    return list(({place.theme.key: place.theme.title(locale) for place in kept} | offered).items())


def _to_meeting(meeting: Meeting) -> Response:
    return redirect(url_for("secretariat.meeting", meeting_id=meeting.id))
