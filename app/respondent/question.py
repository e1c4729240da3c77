"""One question among colleagues: who answers it, whether it is done, what is said of it, and how it read before."""

from dataclasses import dataclass
from typing import cast

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from sqlalchemy.exc import NoResultFound

from app.access import Permission, Respondent, current_respondent, requires
from app.queries.answer import colleagues as colleague_queries
from app.queries.answer import drafts as draft_queries
from app.queries.answer import invitations as invitation_queries
from app.queries.answer import together as together_queries
from app.respondent import blueprint
from app.respondent.frame import frame, locale
from app.respondent.people import name_of
from app.respondent.sharing import done_state
from app.respondent.writing import NO_ANSWER
from app.services.answer import drafts as draft_service
from app.services.answer import together as together_service
from forms.question_types import question_type
from forms.questionnaire import Question, Section
from forms.respondent import AssignForm, CommentForm

QUESTION = "/answer/<int:request_id>/question/<question_key>"


@dataclass(frozen=True)
class Place:
    """A question of the organisation's own form, with the section it stands in."""

    section: Section
    question: Question

    def text(self, typed: object) -> str:
        """What was typed, as its readers see it."""
        shown = question_type(self.question.type).show_typed(self.question, cast("str", typed), locale())
        return shown or NO_ANSWER.text(locale())


@blueprint.get(QUESTION)
@requires(Permission.RESPONDENT)
def question(request_id: int, question_key: str) -> ResponseReturnValue:
    """Show the answer as it stands, and all that colleagues have said and done about it."""
    respondent = current_respondent()
    place = place_of(respondent, question_key)
    if not invitation_queries.is_open(respondent.request):
        return redirect(url_for("respondent.tasks", request_id=request_id))
    return show(respondent, place, CommentForm(formdata=None))


@blueprint.post(f"{QUESTION}/mark")
@requires(Permission.RESPONDENT)
def mark_question(request_id: int, question_key: str) -> ResponseReturnValue:
    """Call the question done, or not done after all."""
    respondent = current_respondent()
    place_of(respondent, question_key)
    together_service.mark_done(respondent, question_key, done=request.form.get("done") == "yes")
    return to_question(request_id, question_key)


@blueprint.post(f"{QUESTION}/assign")
@requires(Permission.RESPONDENT)
def assign_question(request_id: int, question_key: str) -> ResponseReturnValue:
    """Leave the question to one of the team."""
    respondent = current_respondent()
    place_of(respondent, question_key)
    together_service.assign(respondent, question_key, request.form.get("person", ""))
    flash(gettext("Sparat."), "success")
    return to_question(request_id, question_key)


@blueprint.post(f"{QUESTION}/wordings/<int:wording_id>")
@requires(Permission.RESPONDENT)
def restore_wording(request_id: int, question_key: str, wording_id: int) -> ResponseReturnValue:
    """Take an earlier wording back. What stands there now becomes an earlier wording itself."""
    respondent = current_respondent()
    place = place_of(respondent, question_key)
    wording = together_queries.wording_of(request_id, question_key, wording_id)
    saved = draft_service.take_back(respondent, place.question, wording, _seen_version())
    if saved.clashes:
        flash(gettext("En kollega har just ändrat svaret. Se efter igen innan du hämtar tillbaka."), "warning")
    else:
        flash(gettext("Den tidigare texten är tillbaka. Den som stod här ligger kvar i listan."), "success")
    return to_question(request_id, question_key)


def place_of(respondent: Respondent, question_key: str) -> Place:
    """Where the question stands; 404 for what this organisation is not asked."""
    sections = draft_queries.own_form(respondent.request).questionnaire.sections
    pairs = ((section, section.question(question_key)) for section in sections)
    for section, found in pairs:
        if found is not None and question_type(found.type).is_answered:
            return Place(section, found)
    raise NoResultFound


def show(respondent: Respondent, place: Place, form: CommentForm) -> str:
    """The question's page."""
    key, request_id = place.question.key, respondent.request.id
    stored, marks = together_queries.stored(request_id, [key])
    mark = marks.get(key, together_queries.NO_MARK)
    return render_template(
        "respondent/question.html",
        form=form,
        place=place,
        answer=stored.answers.get(key),
        mark=mark,
        state=done_state(mark, stored.answers[key].version if key in stored.answers else 0),
        assign_form=_assign_form(request_id, mark.assigned_to_id),
        comments=[one for one in together_queries.comments(request_id) if one.question_key == key],
        wordings=together_queries.wordings(request_id, key),
        me=respondent.contact.id,
        name_of=name_of,
        **frame(respondent),
    )


def to_question(request_id: int, question_key: str) -> ResponseReturnValue:
    """On to the question's page."""
    return redirect(url_for("respondent.question", request_id=request_id, question_key=question_key), code=303)


def _assign_form(request_id: int, assigned_to_id: int | None) -> AssignForm:
    team = colleague_queries.team(request_id)
    chosen = next((str(one.id) for one in team if one.contact_id == assigned_to_id), "")
    form = AssignForm(formdata=None, data={"person": chosen})
    form.person.choices = [("", gettext("Ingen särskild")), *((str(one.id), name_of(one.contact)) for one in team)]
    return form


def _seen_version() -> int:
    seen = request.form.get("seen-version", "")
    return int(seen) if seen.isdecimal() and len(seen) < 10 else 0
