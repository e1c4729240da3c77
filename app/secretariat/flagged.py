"""Answers that may be secret: shown, given as a file and unflagged on this page only, each time noted.

Every access must be in the audit trail, and a GET writes nothing in this service. So the page first says only how many
there are; the button that shows them posts, and the same request notes who looked.
"""

from flask import flash, redirect, render_template, send_file, url_for
from flask.typing import ResponseReturnValue
from flask_babel import get_locale, gettext

from app.access import Permission, requires, signed_in_staff
from app.queries.digest import answers as answer_queries
from app.queries.plan import meetings as meeting_queries
from app.secretariat import blueprint
from app.secretariat.answers_desk import open_desk
from app.secretariat.answers_single import translation_of, written_in
from app.secretariat.frame import meeting_frame
from app.services.digest import coding, downloads
from forms.secretariat.answers import TranslationForm


@blueprint.get("/meetings/<int:meeting_id>/flagged")
@requires(Permission.READ_FLAGGED)
def flagged(meeting_id: int) -> ResponseReturnValue:
    """How many there are, and the button that shows them."""
    meeting = meeting_queries.by_id(meeting_id)
    frame = meeting_frame(meeting, "answers")
    return render_template("secretariat/answers/flagged.html", desk=open_desk(meeting), rows=None, **frame)


@blueprint.post("/meetings/<int:meeting_id>/flagged")
@requires(Permission.READ_FLAGGED)
def show_flagged(meeting_id: int) -> ResponseReturnValue:
    """Note who looks, and show them."""
    meeting = meeting_queries.by_id(meeting_id)
    rows = [row for row in answer_queries.of_meeting(meeting_id, flagged=True) if row.flagged]
    coding.note_reading_of_flagged(meeting, signed_in_staff(), as_file=False)
    frame = meeting_frame(meeting, "answers")
    return render_template(
        "secretariat/answers/flagged.html",
        desk=open_desk(meeting),
        rows=rows,
        translation_of=translation_of,
        written_in=written_in,
        **frame,
    )


@blueprint.post("/meetings/<int:meeting_id>/flagged/<int:answer_id>/translation")
@requires(Permission.READ_FLAGGED)
def translate_flagged_answer(meeting_id: int, answer_id: int) -> ResponseReturnValue:
    """Keep the translation, and show the answers as before: they are read again, and that is noted too."""
    meeting = meeting_queries.by_id(meeting_id)
    coding.translate(meeting, answer_id, TranslationForm().translation.data or "", signed_in_staff())
    flash(gettext("Översättningen är sparad."), "success")
    return show_flagged(meeting_id)


@blueprint.post("/meetings/<int:meeting_id>/flagged/answers.xlsx")
@requires(Permission.READ_FLAGGED)
def flagged_file(meeting_id: int) -> ResponseReturnValue:
    """Note who takes it, and give every answer as a file, the flagged ones among them and marked so."""
    with downloads.one_moment():
        meeting = meeting_queries.by_id(meeting_id)
        made = downloads.file_of_answers(meeting, "xlsx", str(get_locale()), flagged=True)
    coding.note_reading_of_flagged(meeting, signed_in_staff(), as_file=True)
    return send_file(made.file, made.media_type, as_attachment=True, download_name=made.name)


@blueprint.post("/meetings/<int:meeting_id>/flagged/<int:answer_id>/unflag")
@requires(Permission.READ_FLAGGED)
def unflag_answer(meeting_id: int, answer_id: int) -> ResponseReturnValue:
    """Take the mark away: the answer is back where it was."""
    meeting = meeting_queries.by_id(meeting_id)
    coding.unflag(meeting, answer_id, signed_in_staff())
    flash(gettext("Flaggan är borttagen. Svaret finns bland de andra igen."), "success")
    return redirect(url_for("secretariat.flagged", meeting_id=meeting_id))
