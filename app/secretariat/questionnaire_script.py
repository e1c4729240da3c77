"""Answers to the builder's script: what it saved while somebody typed, and how the question now looks."""

from collections.abc import Callable
from functools import partial

from flask import render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from app.access import signed_in_staff
from app.models import now
from app.queries.ask import questionnaires as questionnaire_queries
from app.secretariat.questionnaire_desk import Desk
from app.secretariat.questionnaire_side import Side, beside
from app.services.ask import questionnaire_edits as edits
from app.services.ask.questionnaire_parts import QuestionInput, as_typed
from app.services.input_checks import RefusedInput
from app.services.problems import Conflict
from forms.dates import show_time
from forms.editing import NoSuchPartError
from forms.moments import local
from forms.questionnaire import Question, Section
from forms.secretariat.questionnaire import QuestionForm


def saved_by_script(desk: Desk, section: Section, before: Question, form: QuestionForm) -> ResponseReturnValue:
    """Save what stands in a question's form, and show how it now looks."""
    typed = typed_question(form)
    side = side_html(as_typed_side(desk, section, before, typed))
    save = partial(edits.change_question, desk.meeting, form.seen(), before.key, typed, signed_in_staff())
    return by_script(desk, partial(save, by_itself=True), side)


def by_script(desk: Desk, save: Callable[[], None], side: str = "") -> ResponseReturnValue:
    """Save; or say why not, with 422 or 409, and leave it to the person."""
    told = {"side": side} if side else {}
    try:
        save()
    except RefusedInput as refusal:
        return {"errors": refusal.errors, "said": str(refusal), **told}, 422
    except NoSuchPartError:
        return {"said": gettext("Någon har tagit bort det här. Din text står kvar på sidan.")}, 409
    except Conflict as conflict:
        compare = gettext("Tryck på Spara för att jämföra texterna.")
        return {"said": f"{conflict} {compare}"}, 409
    return {**stands(desk), **told}


def stands(desk: Desk) -> dict[str, object]:
    """The revision that was saved, and when."""
    revision = questionnaire_queries.of_meeting(desk.meeting).revision
    return {"revision": revision, "saved_at": show_time(local(now()).time(), "sv")}


def as_typed_side(desk: Desk, section: Section, before: Question, typed: QuestionInput) -> Side:
    """The question as far as what is typed can be understood, and what can't."""
    question, errors = as_typed(before, typed, edits.offered(desk.meeting))
    return beside(question, section, tuple(errors.values()))


def side_html(side: Side) -> str:
    """The markup that the script puts beside the form."""
    return render_template("secretariat/questionnaire/side.html", side=side)


def typed_question(form: QuestionForm) -> QuestionInput:
    """What stands in a question's form."""
    return QuestionInput(
        label=form.localised("label"),
        hint=form.localised("hint"),
        required=form.ticked("required"),
        theme=form.line("theme"),
        kinds=form.chosen("kinds"),
        organisations=form.chosen("organisations"),
        choices=form.line("choices"),
        other=form.ticked("other"),
        exclusive=form.line("exclusive"),
        rows=form.line("rows"),
        minimum=form.line("minimum"),
        maximum=form.line("maximum"),
        step=form.line("step"),
        low_label=form.localised("low_label"),
        high_label=form.localised("high_label"),
        suggested_length=form.line("suggested_length"),
        item_label=form.localised("item_label"),
        proposals=form.ticked("proposals"),
        rules=form.rules(),
        constraint_message=form.message(),
    )
