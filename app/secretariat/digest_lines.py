"""The lines of a digest: adding, changing, moving and removing them."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from werkzeug.wrappers import Response

from app.access import Permission, requires, signed_in_staff
from app.models import Digest, DigestLine, LineKind, Meeting
from app.queries.digest import answers as answer_queries
from app.queries.digest import digests as digest_queries
from app.queries.plan import meetings as meeting_queries
from app.secretariat import blueprint
from app.secretariat.answers_desk import AnswersDesk, kind_names, open_desk
from app.secretariat.answers_view import WITHOUT_THEME
from app.secretariat.frame import meeting_frame
from app.services.digest import digests
from app.services.digest.digests import LineInput
from app.services.problems import Refused
from forms.secretariat.digest import LineForm

# Of a theme's answers, those beside the ones that a line rests on already; more are on the page of answers.
MOST_OFFERED = 60


@blueprint.get("/meetings/<int:meeting_id>/digest/lines/add")
@requires(Permission.WRITE_DIGEST)
def new_line(meeting_id: int) -> ResponseReturnValue:
    """Show the form for a new line under the theme in the query."""
    desk = open_desk(meeting_queries.by_id(meeting_id))
    return _page(desk, LineForm(formdata=None, data={"theme": request.args.get("theme", ""), "kind": "point"}))


@blueprint.post("/meetings/<int:meeting_id>/digest/lines/add")
@requires(Permission.WRITE_DIGEST)
def add_line(meeting_id: int) -> ResponseReturnValue:
    """Add the line last under its theme."""
    meeting = meeting_queries.by_id(meeting_id)
    form = LineForm()
    try:
        digest = digest_queries.latest(meeting_id) or digests.begin(meeting, signed_in_staff())
        made = digests.add_line(digest, _typed(form), signed_in_staff())
    except Refused as refusal:
        return _refused(meeting, form, refusal)
    flash(gettext("Punkten är skriven."), "success")
    return _to_line(meeting_id, made)


@blueprint.get("/meetings/<int:meeting_id>/digest/lines/<int:line_id>")
@requires(Permission.WRITE_DIGEST)
def edit_line(meeting_id: int, line_id: int) -> ResponseReturnValue:
    """Show the line's form, filled in."""
    desk = open_desk(meeting_queries.by_id(meeting_id))
    found = _line(desk.digest, line_id)
    resting = [str(one) for one in desk.resting.get(line_id, ())]
    data = {"wording": found.wording, "kind": found.kind.value, "theme": found.theme.key, "answers": resting}
    return _page(desk, LineForm(formdata=None, data=data), found)


@blueprint.post("/meetings/<int:meeting_id>/digest/lines/<int:line_id>")
@requires(Permission.WRITE_DIGEST)
def change_line(meeting_id: int, line_id: int) -> ResponseReturnValue:
    """Change the line, and what it rests on."""
    meeting = meeting_queries.by_id(meeting_id)
    found = _line(digest_queries.latest(meeting_id), line_id)
    form = LineForm()
    try:
        digests.change_line(found, _typed(form), signed_in_staff())
    except Refused as refusal:
        return _refused(meeting, form, refusal, found)
    flash(gettext("Punkten är sparad."), "success")
    return _to_line(meeting_id, found)


@blueprint.post("/meetings/<int:meeting_id>/digest/lines/<int:line_id>/move")
@requires(Permission.WRITE_DIGEST)
def move_line(meeting_id: int, line_id: int) -> ResponseReturnValue:
    """Move the line one place up or down within its theme."""
    found = _line(digest_queries.latest(meeting_id), line_id)
    digests.move_line(found, -1 if request.form.get("direction") == "up" else 1, signed_in_staff())
    return _to_line(meeting_id, found)


@blueprint.get("/meetings/<int:meeting_id>/digest/lines/<int:line_id>/remove")
@requires(Permission.WRITE_DIGEST)
def confirm_remove_line(meeting_id: int, line_id: int) -> ResponseReturnValue:
    """Ask before a line goes."""
    meeting = meeting_queries.by_id(meeting_id)
    found = _line(digest_queries.latest(meeting_id), line_id)
    return render_template("secretariat/digest/remove_line.html", line=found, **meeting_frame(meeting, "digest"))


@blueprint.post("/meetings/<int:meeting_id>/digest/lines/<int:line_id>/remove")
@requires(Permission.WRITE_DIGEST)
def remove_line(meeting_id: int, line_id: int) -> ResponseReturnValue:
    """Remove the line; its answers keep their themes."""
    digests.remove_line(_line(digest_queries.latest(meeting_id), line_id), signed_in_staff())
    flash(gettext("Punkten är borttagen. Svaren är kvar."), "success")
    return redirect(url_for("secretariat.digest", meeting_id=meeting_id))


def _line(digest: Digest | None, line_id: int) -> DigestLine:
    # No edition has the id 0: where none is begun, a line is as missing as any other.
    return digest_queries.line(digest or Digest(id=0), line_id)


def _typed(form: LineForm) -> LineInput:
    kind = LineKind(form.kind.data) if form.kind.data in set(LineKind) else LineKind.POINT
    return LineInput(form.theme.data or "", kind, form.wording.data or "", form.picked())


def _refused(
    meeting: Meeting, form: LineForm, refusal: Refused, found: DigestLine | None = None
) -> ResponseReturnValue:
    form.wording.errors = [str(refusal)]
    return _page(open_desk(meeting), form, found), 422


def _page(desk: AnswersDesk, form: LineForm, found: DigestLine | None = None) -> str:
    form.offer(kind_names(), [(row.theme.key, desk.theme_names[row.theme.key]) for row in desk.tree])
    ticked = form.picked()
    beside = [entry.id for entry in desk.entries if form.theme.data in (entry.theme_keys or (WITHOUT_THEME,))][
        :MOST_OFFERED
    ]
    rows = answer_queries.some(desk.meeting.id, list(dict.fromkeys([*ticked, *beside])))
    rows.sort(key=lambda row: row.id not in ticked)
    current = {entry.id for entry in desk.entries}
    return render_template(
        "secretariat/digest/line.html",
        desk=desk,
        form=form,
        line=found,
        rows=rows,
        ticked=ticked,
        replaced=list(digest_queries.replaced({one for one in ticked if one not in current}).values()),
        **meeting_frame(desk.meeting, "digest"),
    )


def _to_line(meeting_id: int, line: DigestLine) -> Response:
    return redirect(url_for("secretariat.digest", meeting_id=meeting_id, _anchor=f"line-{line.id}"))
