"""One answer by itself: the secretariat's note on it, and the mark that it may be secret."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import get_locale, gettext
from sqlalchemy.exc import NoResultFound
from werkzeug.wrappers import Response

from app.access import Permission, requires, signed_in_staff
from app.models import Meeting
from app.queries.digest import answers as answer_queries
from app.queries.digest import joint as joint_queries
from app.queries.digest.answers import AnswerRow
from app.queries.plan import meetings as meeting_queries
from app.secretariat import blueprint
from app.secretariat.answers_desk import open_desk
from app.secretariat.frame import meeting_frame
from app.services.digest import coding
from app.services.problems import Refused
from forms import languages
from forms.secretariat.answers import FlagForm, NoteForm, TranslationForm


@blueprint.get("/meetings/<int:meeting_id>/answers/<int:answer_id>")
@requires(Permission.READ_ANSWERS)
def answer(meeting_id: int, answer_id: int) -> ResponseReturnValue:
    """The answer in full, its note, and the way to flag it."""
    meeting, row = _load(meeting_id, answer_id)
    return _page(meeting, row, FlagForm(formdata=None))


@blueprint.post("/meetings/<int:meeting_id>/answers/<int:answer_id>/note")
@requires(Permission.WRITE_DIGEST)
def note_answer(meeting_id: int, answer_id: int) -> ResponseReturnValue:
    """Keep the note."""
    meeting, row = _load(meeting_id, answer_id)
    coding.note(meeting, row.id, NoteForm().note.data or "", signed_in_staff())
    flash(gettext("Anteckningen är sparad."), "success")
    return _to_list(meeting_id, row)


@blueprint.post("/meetings/<int:meeting_id>/answers/<int:answer_id>/translation")
@requires(Permission.WRITE_DIGEST)
def translate_answer(meeting_id: int, answer_id: int) -> ResponseReturnValue:
    """Keep the translation."""
    meeting, row = _load(meeting_id, answer_id)
    coding.translate(meeting, row.id, TranslationForm().translation.data or "", signed_in_staff())
    flash(gettext("Översättningen är sparad."), "success")
    return _to_list(meeting_id, row)


@blueprint.post("/meetings/<int:meeting_id>/answers/<int:answer_id>/flag")
@requires(Permission.READ_FLAGGED)
def flag_answer(meeting_id: int, answer_id: int) -> ResponseReturnValue:
    """Mark the answer as possibly secret: it leaves this page, every digest and every export but the named one."""
    meeting, row = _load(meeting_id, answer_id)
    form = FlagForm()
    try:
        coding.flag(meeting, row.id, form.reason.data or "", signed_in_staff())
    except Refused as refusal:
        form.reason.errors = [str(refusal)]
        return _page(meeting, row, form), 422
    flash(gettext("Svaret är flaggat. Det står inte längre i sammanställningen eller i filerna."), "success")
    return redirect(url_for("secretariat.answers", meeting_id=meeting_id, part=row.organisation_id))


@blueprint.post("/meetings/<int:meeting_id>/answers/<int:answer_id>/personal-data")
@requires(Permission.WRITE_DIGEST)
def review_personal_data(meeting_id: int, answer_id: int) -> ResponseReturnValue:
    """Take the answer off the list of those that may hold personal data: a person has read it."""
    meeting, row = _load(meeting_id, answer_id)
    coding.review_personal_data(meeting, row.id, signed_in_staff())
    flash(gettext("Svaret är granskat."), "success")
    return _to_list(meeting_id, row)


def _load(meeting_id: int, answer_id: int) -> tuple[Meeting, AnswerRow]:
    meeting = meeting_queries.by_id(meeting_id)
    rows = answer_queries.some(meeting_id, [answer_id])
    if not rows:
        raise NoResultFound
    return meeting, rows[0]


def _page(meeting: Meeting, row: AnswerRow, flag: FlagForm) -> str:
    joint = joint_queries.of_meeting(meeting.id).get(row.request_id)
    return render_template(
        "secretariat/answers/single.html",
        desk=open_desk(meeting),
        row=row,
        joint=joint.part(row.question_key) if joint else None,
        note=NoteForm(formdata=None, data={"note": row.note}),
        translation=translation_of(row),
        written_in=written_in(row),
        form=flag,
        **meeting_frame(meeting, "answers"),
    )


def translation_of(row: AnswerRow) -> TranslationForm:
    """The answer's translation in its field, which has an id of its own among several on a page."""
    form = TranslationForm(formdata=None, data={"translation": row.translation})
    form.translation.id = f"translation-{row.id}"
    return form


def written_in(row: AnswerRow) -> str:
    """The language of the answer's words, by its own name; empty where that is the page's."""
    return languages.name(row.written_in) if row.text_language != str(get_locale()) else ""


def _to_list(meeting_id: int, row: AnswerRow) -> Response:
    anchor = f"answer-{row.id}"
    return redirect(url_for("secretariat.answers", meeting_id=meeting_id, part=row.organisation_id, _anchor=anchor))
