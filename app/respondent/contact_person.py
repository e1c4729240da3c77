"""Another contact: handing over to somebody, or telling the secretariat that it asked the wrong person."""

from flask import abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from app.access import Permission, Respondent, current_respondent, requires
from app.extensions import limiter
from app.queries.answer import colleagues as colleague_queries
from app.queries.answer import invitations as invitation_queries
from app.respondent import blueprint, doorway
from app.respondent.frame import frame, locale
from app.respondent.people import name_of, put_at_fields
from app.services.answer import contact_person
from app.services.input_checks import RefusedInput
from app.services.plan.contacts import ContactInput
from forms.respondent import PersonForm


@blueprint.get("/answer/<int:request_id>/hand-over")
@requires(Permission.RESPONDENT)
def hand_over(request_id: int) -> ResponseReturnValue:
    """Ask who takes over, and say what that means."""
    return _ask("respondent/hand_over.html", request_id)


@blueprint.post("/answer/<int:request_id>/hand-over")
@requires(Permission.RESPONDENT)
@limiter.limit("30 per hour")
def give_over(request_id: int) -> ResponseReturnValue:
    """Hand over, and leave: this browser's link works no more."""
    respondent = current_respondent()
    form = PersonForm()
    try:
        taken = contact_person.hand_over(respondent, ContactInput(**form.typed()))
    except RefusedInput as refusal:
        put_at_fields(form, refusal)
        return _page("respondent/hand_over.html", respondent, form), 422
    doorway.leave(request_id)
    words = gettext("Du har lämnat över till %(who)s. Din egen länk gäller inte längre.", who=name_of(taken.contact))
    flash(words, "success")
    return redirect(url_for("public.home"), code=303)


@blueprint.get("/answer/<int:request_id>/wrong-person")
@requires(Permission.RESPONDENT)
def wrong_person(request_id: int) -> ResponseReturnValue:
    """Ask who the right person is; nobody has to know."""
    _for_contacts()
    return _ask("respondent/wrong_person.html", request_id)


@blueprint.post("/answer/<int:request_id>/wrong-person")
@requires(Permission.RESPONDENT)
@limiter.limit("30 per hour")
def say_wrong_person(request_id: int) -> ResponseReturnValue:
    """Tell the secretariat."""
    respondent = _for_contacts()
    form = PersonForm()
    try:
        contact_person.wrong_person(respondent, ContactInput(**form.typed()))
    except RefusedInput as refusal:
        put_at_fields(form, refusal)
        return _page("respondent/wrong_person.html", respondent, form), 422
    flash(gettext("Tack. Sekretariatet ser nu att någon annan ska svara."), "success")
    return redirect(url_for("respondent.tasks", request_id=request_id), code=303)


def _for_contacts() -> Respondent:
    """The respondent; 404 for whoever a colleague invited: the secretariat did not ask them."""
    respondent = current_respondent()
    if respondent.contact.is_colleague:
        abort(404)
    return respondent


def _ask(template: str, request_id: int) -> ResponseReturnValue:
    respondent = current_respondent()
    if not invitation_queries.is_open(respondent.request):
        return redirect(url_for("respondent.tasks", request_id=request_id))
    return _page(template, respondent, PersonForm(formdata=None, data={"language": locale()}))


def _page(template: str, respondent: Respondent, form: PersonForm) -> str:
    told = colleague_queries.open_change(respondent.request, respondent.contact)
    is_colleague = respondent.contact.is_colleague
    return render_template(template, form=form, told=told, is_colleague=is_colleague, **frame(respondent))
