"""Reading the views: all of them, or what they say to one question; marks and notes on several at once."""

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext, ngettext
from sqlalchemy.exc import NoResultFound
from werkzeug.datastructures import MultiDict

from app.access import Permission, Respondent, current_respondent, requires
from app.models import Collection, ViewMarkKind
from app.queries import paging
from app.queries.collect import collections as collection_queries
from app.queries.collect import reading as reading_queries
from app.queries.collect.reading import Group, ReadView
from app.respondent import blueprint
from app.respondent.frame import frame, locale
from app.services.collect import sorting
from app.services.problems import Problem
from forms.member import AGE_NAMES
from forms.question_types import question_type
from forms.questionnaire import Question

MARKS = {one.value: one for one in ViewMarkKind}


@blueprint.get("/answer/<int:request_id>/collection/views")
@requires(Permission.RESPONDENT)
def member_views(request_id: int) -> ResponseReturnValue:  # noqa: ARG001 - the door has looked it up
    """Show the views one by one, each whole."""
    return _page(current_respondent(), None)


@blueprint.get("/answer/<int:request_id>/collection/views/<member_key>")
@requires(Permission.RESPONDENT)
def member_answers(request_id: int, member_key: str) -> ResponseReturnValue:  # noqa: ARG001 - the door has looked it up
    """Show what all of them say to one question."""
    respondent = current_respondent()
    question = _asked(respondent, member_key)
    if question is None:
        raise NoResultFound
    return _page(respondent, question)


@blueprint.post("/answer/<int:request_id>/collection/sort")
@requires(Permission.RESPONDENT)
def sort_views(request_id: int) -> ResponseReturnValue:
    """Mark the chosen views, or put them in a group or out of it. What is refused stays chosen and typed."""
    respondent = current_respondent()
    try:
        flash(_sort(respondent, request.form), "success")
    except Problem as problem:
        return _page(respondent, _asked(respondent, request.args.get("question", "")), str(problem)), 422
    return redirect(_back(request_id), code=303)


def group_id_asked(values: MultiDict[str, str]) -> int | None:
    """The group that a page is narrowed down to."""
    typed = values.get("group", "")
    return int(typed) if typed.isascii() and typed.isdecimal() and len(typed) < 10 else None


def narrowed(read: list[ReadView], groups: list[Group], group_id: int | None) -> list[ReadView]:
    """The views of one group, or all of them."""
    inside = next((group.views for group in groups if group.id == group_id), None)
    return read if inside is None else [view for view in read if view.id in inside]


def _sort(respondent: Respondent, posted: MultiDict[str, str]) -> str:
    do, _, what = posted.get("do", "").partition(" ")
    chosen = posted.getlist("view")
    if do == "note" and what in MARKS:
        number = sorting.mark(respondent, chosen, MARKS[what], posted.get(f"note-{what}") or None)
        return str(ngettext("%(num)s röst är ändrad.", "%(num)s röster är ändrade.", number))
    if do in {"mark", "unmark"} and what in MARKS:
        number = (sorting.mark if do == "mark" else sorting.unmark)(respondent, chosen, MARKS[what])
        return str(ngettext("%(num)s röst är ändrad.", "%(num)s röster är ändrade.", number))
    if do == "new-group":
        sorting.group(respondent, posted.get("name", ""), chosen)
        return str(gettext("Gruppen är sparad."))
    group_id = group_id_asked(posted)
    if do not in {"put", "take-out"} or group_id is None:
        raise NoResultFound
    number = (sorting.put if do == "put" else sorting.take_out)(respondent, group_id, chosen)
    return str(ngettext("%(num)s röst är flyttad.", "%(num)s röster är flyttade.", number))


def _back(request_id: int) -> str:
    narrow: dict[str, Any] = {name: request.args.get(name) for name in ("group", "mark", "page")}
    if key := request.args.get("question"):
        return url_for("respondent.member_answers", request_id=request_id, member_key=key, **narrow)
    return url_for("respondent.member_views", request_id=request_id, **narrow)


def _asked(respondent: Respondent, member_key: str) -> Question | None:
    asked = collection_queries.questions(collection_queries.begun(respondent.request))
    return next((one for one in asked if one.key == member_key), None)


def _page(respondent: Respondent, question: Question | None, refusal: str = "") -> str:
    found = collection_queries.begun(respondent.request)
    everything = reading_queries.views(found, locale())
    groups = reading_queries.groups(found, everything)
    group_id, mark = group_id_asked(request.args), request.args.get("mark", "")
    shown = _marked(narrowed(everything, groups, group_id), mark)
    if question:
        shown = [view for view in shown if view.answers.get(question.key)]
    here = paging.cut(len(shown), paging.number(request.args.get("page")))
    return render_template(
        "respondent/joint/views.html",
        collection=found,
        counts=collection_queries.counts(found),
        may_read=reading_queries.may_read(found),
        needs_care=any(ViewMarkKind.NEEDS_CARE in view.marks for view in everything),
        views=here.of(shown),
        here=here,
        groups=groups,
        group_choices=[(group.id, group.name) for group in groups],
        group_id=group_id,
        mark=mark,
        question=question,
        questions=collection_queries.questions(found),
        said=_said(found, narrowed(everything, groups, group_id), question),
        ages=AGE_NAMES,
        refusal=refusal,
        posted=request.form,
        chosen=request.form.getlist("view"),
        **frame(respondent),
    )


def _marked(read: list[ReadView], mark: str) -> list[ReadView]:
    if mark == "unread":
        return [view for view in read if ViewMarkKind.READ not in view.marks]
    return [view for view in read if MARKS[mark] in view.marks] if mark in MARKS else read


def _said(found: Collection, read: list[ReadView], question: Question | None) -> list[reading_queries.Said]:
    """The counts of a question with given answers. Nothing is counted of fewer than five."""
    if question is None or question.type in reading_queries.FREE_TEXT or not reading_queries.may_read(found):
        return []
    kind = question_type(question.type)
    if question.type == "one_choice":
        texts = [choice.label.text(locale()) for choice in question.choices]
    elif question.type == "yes_no":
        texts = [kind.show_typed(question, typed, locale()) for typed in ("yes", "no")]
    else:
        low, high = int(question.minimum or 0), int(question.maximum or 0)
        texts = [kind.show_typed(question, str(number), locale()) for number in range(low, high + 1)]
    return reading_queries.said(read, question.key, texts)
