"""The short form that a body's members answer: its questions, their words and their order."""

from collections.abc import Callable

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from sqlalchemy.exc import NoResultFound

from app.access import Permission, Respondent, current_respondent, requires
from app.models import Collection
from app.queries.collect import collections as collection_queries
from app.respondent import blueprint
from app.respondent.frame import frame, locale
from app.services.collect import member_form as member_form_service
from app.services.collect.member_form import MemberQuestionInput
from app.services.input_checks import RefusedInput
from app.services.problems import Problem
from forms.coordinator import CoordinatorForm, MemberQuestionForm, question_data
from forms.editing import NoSuchPartError
from forms.member_form import MEMBER_TYPES, beginning
from forms.question_types import QUESTION_TYPES
from forms.questionnaire import Question


@blueprint.get("/answer/<int:request_id>/collection/form")
@requires(Permission.COORDINATOR)
def member_form(request_id: int) -> ResponseReturnValue:  # noqa: ARG001 - the door has looked it up
    """Show the questions in order."""
    respondent = current_respondent()
    found = collection_queries.begun(respondent.request)
    return render_template(
        "respondent/collection/form.html",
        collection=found,
        questions=collection_queries.questions(found),
        has_views=collection_queries.has_views(found),
        types=_types(),
        **frame(respondent),
    )


@blueprint.get("/answer/<int:request_id>/collection/form/add/<member_type>")
@requires(Permission.COORDINATOR)
def new_member_question(request_id: int, member_type: str) -> ResponseReturnValue:  # noqa: ARG001 - looked up by the door
    """Show the form for a new question."""
    respondent, question = current_respondent(), _beginning(member_type)
    return _page(respondent, question, _filled(collection_queries.begun(respondent.request), question))


@blueprint.post("/answer/<int:request_id>/collection/form/add/<member_type>")
@requires(Permission.COORDINATOR)
def add_member_question(request_id: int, member_type: str) -> ResponseReturnValue:
    """Add it last."""
    respondent, question = current_respondent(), _beginning(member_type)
    form = MemberQuestionForm().for_type(member_type)

    def save() -> None:
        member_form_service.add(respondent, form.seen(), member_type, _typed(form))

    return _save(request_id, question, form, save)


@blueprint.get("/answer/<int:request_id>/collection/form/<member_key>")
@requires(Permission.COORDINATOR)
def member_question(request_id: int, member_key: str) -> ResponseReturnValue:  # noqa: ARG001 - looked up by the door
    """Show one question's form, filled in."""
    respondent = current_respondent()
    question = _question(respondent, member_key)
    return _page(respondent, question, _filled(collection_queries.begun(respondent.request), question))


@blueprint.post("/answer/<int:request_id>/collection/form/<member_key>")
@requires(Permission.COORDINATOR)
def change_member_question(request_id: int, member_key: str) -> ResponseReturnValue:
    """Change its words; its choices too while no member has begun."""
    respondent = current_respondent()
    question = _question(respondent, member_key)
    form = MemberQuestionForm().for_type(question.type)

    def save() -> None:
        member_form_service.change(respondent, form.seen(), member_key, _typed(form))

    return _save(request_id, question, form, save)


@blueprint.post("/answer/<int:request_id>/collection/form/<member_key>/move")
@requires(Permission.COORDINATOR)
def move_member_question(request_id: int, member_key: str) -> ResponseReturnValue:
    """Move it one step up or down."""
    respondent, seen = current_respondent(), CoordinatorForm().seen()
    direction = request.form.get("direction", "")
    _quietly(lambda: member_form_service.move(respondent, seen, member_key, direction))
    return redirect(url_for("respondent.member_form", request_id=request_id), code=303)


@blueprint.post("/answer/<int:request_id>/collection/form/<member_key>/remove")
@requires(Permission.COORDINATOR)
def remove_member_question(request_id: int, member_key: str) -> ResponseReturnValue:
    """Remove it."""
    respondent, seen = current_respondent(), CoordinatorForm().seen()
    if _quietly(lambda: member_form_service.remove(respondent, seen, member_key)):
        flash(gettext("Frågan är borttagen."), "success")
    return redirect(url_for("respondent.member_form", request_id=request_id), code=303)


def _save(
    request_id: int, question: Question, form: MemberQuestionForm, save: Callable[[], None]
) -> ResponseReturnValue:
    try:
        save()
    except RefusedInput as refused:
        for name, sentence in refused.errors.items():
            form[name].errors = [sentence]
        return _page(current_respondent(), question, form), 422
    except Problem as problem:
        form.form_errors.append(str(problem))
        return _page(current_respondent(), question, form), 409
    flash(gettext("Frågan är sparad."), "success")
    return redirect(url_for("respondent.member_form", request_id=request_id), code=303)


def _quietly(deed: Callable[[], None]) -> bool:
    """Do it; where it is refused, say so on the next page."""
    try:
        deed()
    except NoSuchPartError as error:
        raise NoResultFound from error
    except Problem as problem:
        flash(str(problem), "warning")
        return False
    return True


def _types() -> dict[str, str]:
    return {name: QUESTION_TYPES[name].title.text(locale()) for name in MEMBER_TYPES}


def _beginning(member_type: str) -> Question:
    collection_queries.begun(current_respondent().request)
    if member_type not in MEMBER_TYPES:
        raise NoResultFound
    return beginning(member_type)


def _question(respondent: Respondent, key: str) -> Question:
    found = collection_queries.member_form(collection_queries.begun(respondent.request)).question(key)
    if found is None:
        raise NoResultFound
    return found


def _filled(found: Collection, question: Question) -> MemberQuestionForm:
    data = {**question_data(question), "revision": str(found.revision)}
    return MemberQuestionForm(formdata=None, data=data).for_type(question.type)


def _typed(form: MemberQuestionForm) -> MemberQuestionInput:
    names = ("label", "hint", "choices", "minimum", "maximum", "low_label", "high_label")
    return MemberQuestionInput(**{name: form.line(name) for name in names})


def _page(respondent: Respondent, question: Question, form: MemberQuestionForm) -> str:
    found = collection_queries.begun(respondent.request)
    return render_template(
        "respondent/collection/question.html",
        question=question,
        form=form,
        type_name=_types()[question.type],
        is_settled=bool(question.key) and collection_queries.has_views(found),
        **frame(respondent),
    )
