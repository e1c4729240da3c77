"""One question at a time: write, skip, go back. All of it is kept at once, and none of it must be answered."""

from dataclasses import replace

from flask import current_app, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from flask_wtf import FlaskForm
from sqlalchemy.exc import NoResultFound

from app.access import Member, Permission, current_member, requires
from app.extensions import limiter
from app.members import blueprint, limits
from app.members.frame import closed, frame, is_open, locale, questions
from app.models import AgeSpan
from app.queries.collect import views as view_queries
from app.services.collect import views as view_service
from forms.builder import Asked, Prefill, asked, field_name, prefilled, section_form, sent
from forms.documents import Json
from forms.localised import Localised
from forms.member import ALONE, TOGETHER, TogetherForm
from forms.question_types import question_type
from forms.question_types.base import InvalidAnswer
from forms.questionnaire import Question, Section


@blueprint.get("/together")
@requires(Permission.MEMBER)
def together() -> ResponseReturnValue:
    """Ask whether one person answers, or a group that has talked."""
    member = current_member()
    if not is_open(member.collection):
        return closed(member.collection)
    if not member.collection.groups_allowed:
        return redirect(url_for("members.question", number=1))
    view = member.view
    data = {"who": TOGETHER if view.group_size else ALONE, "size": str(view.group_size or ""), "ages": view.age_span}
    form = TogetherForm(formdata=None, data=data).offer(locale())
    return render_template("members/together.html", form=form, **frame(member.collection))


@blueprint.post("/together")
@requires(Permission.MEMBER)
@limiter.limit(limits.WRITES, key_func=limits.by_member)
def save_together() -> ResponseReturnValue:
    """Keep it, and go on to the first question."""
    member, form = current_member(), TogetherForm().offer(locale())
    try:
        size = form.people()
    except ValueError:
        form.size.errors = [gettext("Skriv hur många ni var, med siffror. Minst två.")]
        return render_template("members/together.html", form=form, **frame(member.collection)), 422
    ages = next((span for span in AgeSpan if span.value == form.ages.data), None)
    if member.collection.groups_allowed:
        view_service.answer_together(member, size, ages)
    return redirect(_address(0, len(questions(member)), _going()), code=303)


@blueprint.get("/question/<int:number>")
@requires(Permission.MEMBER)
def question(number: int) -> ResponseReturnValue:
    """Show one question with what stands there."""
    member = current_member()
    if not is_open(member.collection):
        return closed(member.collection)
    one = _one(member, number)
    return _page(member, number, one, view_queries.answer(member.view.id, one.key))


@blueprint.post("/question/<int:number>")
@requires(Permission.MEMBER)
@limiter.limit(limits.WRITES, key_func=limits.by_member)
def save_question(number: int) -> ResponseReturnValue:
    """Keep the answer, or none, and go on."""
    member = current_member()
    one, going = _one(member, number), _going()
    if going == "skip":
        view_service.skip(member, one)
        return redirect(_address(number, len(questions(member)), going), code=303)
    typed = _typed(one)
    if fault := _fault(one, typed):
        return _page(member, number, one, typed, fault), 422
    view_service.answer(member, one, typed)
    if request.form.get("language") in current_app.config["LANGUAGES"]:
        session["locale"] = request.form["language"]
        return redirect(url_for("members.question", number=number), code=303)
    return redirect(_address(number, len(questions(member)), going), code=303)


def _one(member: Member, number: int) -> Question:
    all_of_them = questions(member)
    if not 1 <= number <= len(all_of_them):
        raise NoResultFound
    return replace(all_of_them[number - 1], required=False)


def _going() -> str:
    return request.form.get("go", "next")


def _address(number: int, total: int, going: str) -> str:
    """Where the way goes on: from the check page back to it, else to the question before or after."""
    if "check" in request.args and going != "back":
        return url_for("members.check")
    if going == "back":
        return url_for("members.question", number=number - 1) if number > 1 else url_for("members.together")
    return url_for("members.question", number=number + 1) if number < total else url_for("members.check")


def _typed(one: Question) -> Json:
    found = sent(_section(one), request.form).get(one.key)
    return found.typed if found else None


def _fault(one: Question, typed: Json) -> str:
    kind = question_type(one.type)
    if kind.is_empty(one, typed):
        return ""
    try:
        kind.clean(one, typed, locale())
    except InvalidAnswer as invalid:
        return str(invalid)
    return ""


def _section(one: Question) -> Section:
    return Section("members", Localised(), questions=(one,))


def _page(member: Member, number: int, one: Question, typed: Json, fault: str = "") -> str:
    form, shown = _shown(one, typed, fault)
    return render_template(
        "members/question.html",
        form=form,
        asked=shown,
        number=number,
        total=len(questions(member)),
        from_check="check" in request.args,
        words=member.words,
        **frame(member.collection),
    )


def _shown(one: Question, typed: Json, fault: str) -> tuple[FlaskForm, Asked]:
    section, filled = _section(one), {one.key: Prefill(typed)}
    form = section_form(section, locale())(formdata=None, data=prefilled(section, filled))
    if fault:
        form[field_name(one.key)].errors = [fault]
    return form, asked(form, section, filled)[0]
