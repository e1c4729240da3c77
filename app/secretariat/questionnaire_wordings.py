"""A question in other words for some kinds of organisations, such as the youth council."""

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import get_locale, gettext

from app.access import Permission, requires, signed_in_staff
from app.secretariat import blueprint
from app.secretariat.questionnaire_desk import ConflictsAt, Desk, in_words, open_desk, refused_status
from app.secretariat.refusals import RefusalsAt
from app.services.ask import questionnaire_wordings as wordings
from app.services.ask.questionnaire_wordings import WordingInput
from forms.audience import Audience
from forms.questionnaire import Wording
from forms.secretariat.questionnaire import PLAIN_READERS, RevisionForm, WordingForm


@blueprint.get("/meetings/<int:meeting_id>/form/questions/<string:question_key>/wordings")
@requires(Permission.PLAN)
def question_wordings(meeting_id: int, question_key: str) -> ResponseReturnValue:
    """Show the question's own words, those of some kinds, and the form for more."""
    desk = open_desk(meeting_id)
    return _page(desk, question_key, WordingForm(formdata=None, data={"revision": desk.current.revision}))


@blueprint.post("/meetings/<int:meeting_id>/form/questions/<string:question_key>/wordings")
@requires(Permission.PLAN)
def set_question_wording(meeting_id: int, question_key: str) -> ResponseReturnValue:
    """Give the ticked kinds these words; those they had are replaced."""
    desk = open_desk(meeting_id)
    form = WordingForm()
    typed = WordingInput(tuple(form.kinds.data or ()), form.localised("label"), form.localised("hint"))
    with RefusalsAt(form), ConflictsAt(desk, form):
        wordings.set_wording(desk.meeting, form.seen(), question_key, typed, signed_in_staff())
        flash(gettext("Ordalydelsen är sparad."), "success")
        return _to_page(meeting_id, question_key)
    return _page(desk, question_key, form), refused_status(form)


@blueprint.post("/meetings/<int:meeting_id>/form/questions/<string:question_key>/wordings/remove")
@requires(Permission.PLAN)
def remove_question_wording(meeting_id: int, question_key: str) -> ResponseReturnValue:
    """Let some kinds read the question's own words again."""
    desk = open_desk(meeting_id)
    with ConflictsAt(desk):
        kinds = request.form.getlist("kinds")
        wordings.remove_wording(desk.meeting, RevisionForm().seen(), question_key, kinds, signed_in_staff())
        flash(gettext("Ordalydelsen är borttagen."), "success")
    return _to_page(meeting_id, question_key)


def _to_page(meeting_id: int, question_key: str) -> ResponseReturnValue:
    return redirect(url_for("secretariat.question_wordings", meeting_id=meeting_id, question_key=question_key))


def _who(wording: Wording) -> str:
    return PLAIN_READERS.text(str(get_locale())) if wording.plain else in_words(Audience(kinds=wording.kinds), {})


def _page(desk: Desk, question_key: str, form: WordingForm) -> str:
    form.offer_kinds(str(get_locale()))
    question = desk.current.question(question_key)
    return desk.render(
        "wordings",
        form=form,
        question=question,
        wordings=[(one, _who(one)) for one in question.wordings],
    )
