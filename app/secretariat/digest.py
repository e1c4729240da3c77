"""Writing the digest of a meeting: its first page, its overview, and its editions."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from werkzeug.wrappers import Response

from app.access import Permission, requires, signed_in_staff
from app.models import Digest, Meeting
from app.queries.digest import digests as digest_queries
from app.queries.plan import meetings as meeting_queries
from app.secretariat import blueprint
from app.secretariat.answers_desk import open_desk
from app.secretariat.digest_view import draw_up
from app.secretariat.frame import meeting_frame
from app.services.digest import digests
from app.services.digest.digests import Overview
from app.services.problems import Conflict, Refused
from forms.secretariat.answers import PickedForm
from forms.secretariat.digest import OverviewForm


@blueprint.get("/meetings/<int:meeting_id>/digest")
@requires(Permission.WRITE_DIGEST)
def digest(meeting_id: int) -> ResponseReturnValue:
    """The edition being written: its texts, its lines theme by theme, what has no line yet, and its files."""
    meeting = meeting_queries.by_id(meeting_id)
    desk = open_desk(meeting)
    return render_template(
        "secretariat/digest/page.html",
        desk=desk,
        digest=desk.digest,
        themes=draw_up(desk),
        form=desk.offering(PickedForm(formdata=None)),
        editions=digest_queries.editions(meeting_id),
        **meeting_frame(meeting, "digest"),
    )


@blueprint.post("/meetings/<int:meeting_id>/digest/begin")
@requires(Permission.WRITE_DIGEST)
def begin_digest(meeting_id: int) -> ResponseReturnValue:
    """Begin the first edition, or the next one as a copy of the established."""
    digests.begin(meeting_queries.by_id(meeting_id), signed_in_staff())
    return _to_digest(meeting_id)


@blueprint.get("/meetings/<int:meeting_id>/digest/overview")
@requires(Permission.WRITE_DIGEST)
def digest_overview(meeting_id: int) -> ResponseReturnValue:
    """Show the form for the texts of the first sheet, filled in."""
    meeting, found = _load(meeting_id)
    return _overview_page(meeting, _filled(found))


@blueprint.post("/meetings/<int:meeting_id>/digest/overview")
@requires(Permission.WRITE_DIGEST)
def change_digest_overview(meeting_id: int) -> ResponseReturnValue:
    """Keep the texts; where somebody else came between, show both and keep what was typed."""
    meeting, found = _load(meeting_id)
    form = OverviewForm()
    try:
        digests.change_overview(found, Overview(**form.texts()), form.seen(), signed_in_staff())
    except Conflict as conflict:
        now_stored = digest_queries.edition(meeting_id, found.edition)
        form.form_errors.append(str(conflict))
        form.revision.data = str(now_stored.revision)
        return _overview_page(meeting, form, now_stored), 409
    except Refused as refusal:
        form.form_errors.append(str(refusal))
        return _overview_page(meeting, form), 422
    flash(gettext("Texterna är sparade."), "success")
    return _to_digest(meeting_id)


@blueprint.post("/meetings/<int:meeting_id>/digest/establish")
@requires(Permission.WRITE_DIGEST)
def establish_digest(meeting_id: int) -> ResponseReturnValue:
    """Establish the edition: from now on it stays as it is."""
    found = _load(meeting_id)[1]
    try:
        digests.establish(found, signed_in_staff())
    except Refused as refusal:
        flash(str(refusal), "warning")
    else:
        flash(gettext("Utgåva %(edition)s är upprättad.", edition=found.edition), "success")
    return _to_digest(meeting_id)


def _load(meeting_id: int) -> tuple[Meeting, Digest]:
    meeting = meeting_queries.by_id(meeting_id)
    return meeting, digest_queries.edition(meeting_id, digest_queries.count(meeting_id))


def _filled(found: Digest) -> OverviewForm:
    return OverviewForm(formdata=None, obj=found)


def _overview_page(meeting: Meeting, form: OverviewForm, stored: Digest | None = None) -> str:
    frame = meeting_frame(meeting, "digest")
    return render_template("secretariat/digest/overview.html", form=form, stored=stored, **frame)


def _to_digest(meeting_id: int) -> Response:
    return redirect(url_for("secretariat.digest", meeting_id=meeting_id))
