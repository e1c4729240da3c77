"""Writing the joint answer: the organisation's normal draft, with the views beside it. Each press saves the text."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from app.access import Permission, Respondent, current_respondent, requires
from app.queries.collect import collections as collection_queries
from app.queries.collect import reading as reading_queries
from app.respondent import blueprint
from app.respondent.frame import frame, locale
from app.respondent.joint import desk as desks
from app.respondent.joint.deeds import do
from app.respondent.joint.desk import Place
from app.respondent.writing import merge_items, typed_answers
from app.services.answer import drafts as draft_service
from app.services.input_checks import RefusedInput
from app.services.problems import Problem
from forms.coordinator import JointForm


@blueprint.get("/answer/<int:request_id>/collection/joint")
@requires(Permission.COORDINATOR)
def joint_answers(request_id: int) -> ResponseReturnValue:  # noqa: ARG001 - the door has looked it up
    """Show the questions of the form, and how far their joint answers have come."""
    respondent = current_respondent()
    found = collection_queries.begun(respondent.request)
    return render_template(
        "respondent/joint/answers.html",
        collection=found,
        may_read=reading_queries.may_read(found),
        lines=desks.lines_of(respondent, found),
        **frame(respondent),
    )


@blueprint.get("/answer/<int:request_id>/collection/joint/<question_key>")
@requires(Permission.COORDINATOR)
def joint_answer(request_id: int, question_key: str) -> ResponseReturnValue:  # noqa: ARG001 - looked up by the door
    """Show the draft of one answer, what it rests on, and the views beside it."""
    respondent = current_respondent()
    form = JointForm(formdata=None, data={"is_quoted": True})
    return _page(respondent, desks.place_of(respondent, question_key), form)


@blueprint.post("/answer/<int:request_id>/collection/joint/<question_key>")
@requires(Permission.COORDINATOR)
def write_joint_answer(request_id: int, question_key: str) -> ResponseReturnValue:
    """Save the text, then do what the button says. Where a colleague saved meanwhile, both texts are shown instead."""
    respondent, form = current_respondent(), JointForm()
    place = desks.place_of(respondent, question_key)
    collection_queries.begun(respondent.request)
    saved = draft_service.save(respondent, typed_answers(place.alone, request.form))
    if saved.clashes:
        items = merge_items(saved.clashes, locale())
        return render_template(
            "respondent/merge.html", section=place.section, items=items, shown=place.own, **frame(respondent)
        )
    try:
        anchor = do(respondent, place, form, request.form)
    except Problem as problem:
        _tell(form, problem)
        # No status of refusal: the text above is saved, and such a status would take that back.
        return _page(respondent, place, form)
    flash(gettext("Sparat."), "success")
    where = desks.address(request_id, question_key)
    return redirect(url_for("respondent.joint_answer", _anchor=anchor, **where), code=303)


def _tell(form: JointForm, problem: Problem) -> None:
    if not isinstance(problem, RefusedInput):
        form.form_errors.append(str(problem))
        return
    for name, sentence in problem.errors.items():
        form[name].errors = [sentence]


def _page(respondent: Respondent, place: Place, form: JointForm) -> str:
    desk = desks.desk_of(respondent, place, request.form if request.method == "POST" else request.args)
    return render_template(
        "respondent/joint/answer.html",
        desk=desk,
        page=desk.page,
        form=form,
        picked=request.form.getlist("pick"),
        sentence=request.form.get("sentence", ""),
        **frame(respondent),
    )
