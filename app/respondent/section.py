"""One section of the form: save at any time, go on, and merge where a colleague was writing too."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from sqlalchemy.exc import NoResultFound

from app.access import Permission, Respondent, current_respondent, requires
from app.queries.answer import drafts as draft_queries
from app.queries.answer import earlier_forms, last_time
from app.queries.answer import invitations as invitation_queries
from app.queries.answer.drafts import OwnForm
from app.respondent import blueprint, doorway
from app.respondent.frame import frame, is_past, locale
from app.respondent.section_page import Wanted, section_page
from app.respondent.writing import (
    Drafted,
    also_here,
    drafted,
    following,
    has_come_into_sight,
    merge_items,
    typed_answers,
)
from app.services.answer import drafts as draft_service
from app.services.answer.drafts import TypedAnswer
from app.services.problems import Refused
from forms.dates import show_time
from forms.item_buttons import Pressed, place_of, pressed, without_removed
from forms.items import items_of
from forms.logic import asked_sections
from forms.moments import local
from forms.questionnaire import Question, Section


@blueprint.get("/answer/<int:request_id>/section/<section_key>")
@requires(Permission.RESPONDENT)
def section(request_id: int, section_key: str) -> ResponseReturnValue:
    """Show the section with everything typed so far, and what can't be sent as it is."""
    respondent = current_respondent()
    own = draft_queries.own_form(respondent.request)
    asked = own.questionnaire.section(section_key)
    if asked is None and not earlier_forms.was_asked(respondent.request, section_key):
        raise NoResultFound
    if asked is None or not invitation_queries.is_open(respondent.request):
        return redirect(url_for("respondent.tasks", request_id=request_id))
    stands = drafted(respondent.request, own, asked, locale(), with_marks=True)
    if asked not in asked_sections(own.questionnaire, stands.checked.outcome.unasked):
        return redirect(url_for("respondent.tasks", request_id=request_id))
    wanted = Wanted(request.args.get("more", ""), plain=doorway.reads_plain_words(), reading=doorway.reading())
    page = section_page(own, asked, stands, locale(), wanted, keeps=True)
    earlier = last_time.answers(respondent.request, [question.key for question in asked.questions])
    return render_template(
        "respondent/section.html",
        page=page,
        form=page.form,
        earlier=earlier,
        me=respondent.contact.id,
        here=also_here(asked, stands, respondent.contact.id),
        attached=page.attached,
        **frame(respondent),
    )


@blueprint.post("/answer/<int:request_id>/section/<section_key>")
@requires(Permission.RESPONDENT)
def save_section(request_id: int, section_key: str) -> ResponseReturnValue:
    """Save all that was typed, then go on; texts that met a colleague's are shown beside them instead.

    The form may have been corrected while the page was open: it is read as the page showed it, and nothing is lost.
    """
    respondent = current_respondent()
    shown = _as_shown(respondent)
    asked = draft_queries.section_of(shown, section_key)
    button = pressed(asked.questions, request.form)
    typed = typed_answers(asked, without_removed(request.form, button))
    saved = draft_service.save(respondent, typed)
    switched = doorway.chose_how_to_read(shown.questionnaire.more_languages)
    if saved.clashes:
        items = merge_items(saved.clashes, locale())
        page_key = request.form.get("page-key", "")
        return render_template(
            "respondent/merge.html", section=asked, items=items, shown=shown, page_key=page_key, **frame(respondent)
        )
    doorway.acknowledge(request.form.get("page-key", ""))
    own = draft_queries.own_form(respondent.request)
    if own.questionnaire.section(section_key) != asked:
        flash(gettext("Formuläret ändrades medan du skrev. Allt du skrev är sparat."), "warning")
        return redirect(url_for("respondent.tasks", request_id=request_id), code=303)
    if button:
        return _to_item(request_id, asked, button, typed)
    if wanted := asked.question(request.form.get("attach-to", "")):
        return _to_files(request_id, asked, wanted)
    return _saved(respondent, own, asked, stay=switched or "stay" in request.args)


def _saved(respondent: Respondent, own: OwnForm, asked: Section, *, stay: bool) -> ResponseReturnValue:
    request_id, stands = respondent.request.id, drafted(respondent.request, own, asked, locale())
    if stands.invalid(asked):
        flash(gettext("Allt du skrev är sparat. Men något behöver rättas innan ni kan skicka."), "warning")
        return _to(request_id, asked)
    if stay:
        flash(gettext("Sparat."), "success")
        return _to(request_id, asked)
    if has_come_into_sight(request.form.get("not-shown", ""), asked, stands):
        flash(gettext("Sparat. Era svar gav fler frågor på den här sidan."), "success")
        return _to(request_id, asked)
    return _onward(request_id, own, asked, stands)


@blueprint.post("/answer/<int:request_id>/section/<section_key>/autosave")
@requires(Permission.RESPONDENT)
def autosave(request_id: int, section_key: str) -> ResponseReturnValue:  # noqa: ARG001 - the door has looked it up
    """The same for the page's script: which questions were saved, at which version, and which need merging."""
    respondent = current_respondent()
    asked = draft_queries.section_of(_as_shown(respondent), section_key)
    try:
        saved = draft_service.save(respondent, typed_answers(asked, request.form))
    except Refused as refused:
        return {"refused": str(refused)}, 400
    conflicts = {clash.mine.question.key: {"version": clash.saved.version} for clash in saved.clashes}
    return {
        "saved": {key: version for key, version in saved.versions.items() if key not in conflicts},
        "saved_at": show_time(local(saved.saved_at).time(), locale()),
        "late": is_past(respondent.request),
        "conflicts": conflicts,
    }


def _as_shown(respondent: Respondent) -> OwnForm:
    return earlier_forms.as_shown(respondent.request, request.args.get("form", ""))


def _to_item(request_id: int, asked: Section, button: Pressed, typed: list[TypedAnswer]) -> ResponseReturnValue:
    key = button.question.key
    items = next((items_of(one.question, one.typed) for one in typed if one.question.key == key), [])
    more = key if button.number is None else None
    place = place_of(button, len(items))
    return redirect(
        url_for("respondent.section", request_id=request_id, section_key=asked.key, more=more, _anchor=place), code=303
    )


def _to_files(request_id: int, asked: Section, wanted: Question) -> ResponseReturnValue:
    place = url_for("respondent.attachments", request_id=request_id, section_key=asked.key, question_key=wanted.key)
    return redirect(place, code=303)


def _to(request_id: int, asked: Section) -> ResponseReturnValue:
    return redirect(url_for("respondent.section", request_id=request_id, section_key=asked.key), code=303)


def _onward(request_id: int, own: OwnForm, asked: Section, stands: Drafted) -> ResponseReturnValue:
    if after := following(own.questionnaire, asked, stands.checked.outcome.unasked):
        return _to(request_id, after)
    return redirect(url_for("respondent.check", request_id=request_id), code=303)
