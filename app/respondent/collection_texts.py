"""What a body's members read before they begin, and the choices of the collection."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from app.access import Permission, Respondent, current_respondent, requires
from app.models import Collection
from app.queries.collect import collections as collection_queries
from app.respondent import blueprint
from app.respondent.frame import frame
from app.services.collect import collections as collection_service
from app.services.collect.collections import TextsInput
from app.services.input_checks import RefusedInput
from app.services.problems import Conflict
from forms.coordinator import CollectionForm
from forms.moments import day_of


@blueprint.get("/answer/<int:request_id>/collection/texts")
@requires(Permission.COORDINATOR)
def collection_texts(request_id: int) -> ResponseReturnValue:  # noqa: ARG001 - the door has looked it up
    """Show the texts and choices, filled in."""
    respondent = current_respondent()
    found = collection_queries.begun(respondent.request)
    return _page(respondent, CollectionForm(formdata=None, data=_data(found)))


@blueprint.post("/answer/<int:request_id>/collection/texts")
@requires(Permission.COORDINATOR)
def set_collection_texts(request_id: int) -> ResponseReturnValue:
    """Save them, or say what can't be saved."""
    respondent, form = current_respondent(), CollectionForm()
    try:
        collection_service.set_texts(respondent, form.seen(), _typed(form))
    except RefusedInput as refused:
        for name, sentence in refused.errors.items():
            form[name].errors = [sentence]
        return _page(respondent, form), 422
    except Conflict as conflict:
        form.form_errors.append(str(conflict))
        return _page(respondent, form), 409
    flash(gettext("Sparat."), "success")
    return redirect(url_for("respondent.collection", request_id=request_id), code=303)


def _data(found: Collection) -> dict[str, object]:
    return {
        "revision": str(found.revision),
        "purpose": found.purpose,
        "readers": found.readers,
        "read_when": found.read_when,
        "closes_on": str(day_of(found.closes_at)) if found.closes_at else "",
        "members": str(found.members or ""),
        "groups_allowed": found.groups_allowed,
        "is_sensitive": found.is_sensitive,
    }


def _typed(form: CollectionForm) -> TextsInput:
    return TextsInput(
        purpose=form.line("purpose"),
        readers=form.line("readers"),
        read_when=form.line("read_when"),
        closes_on=form.line("closes_on"),
        members=form.line("members"),
        groups_allowed=bool(form.groups_allowed.data),
        is_sensitive=bool(form.is_sensitive.data),
    )


def _page(respondent: Respondent, form: CollectionForm) -> str:
    return render_template("respondent/collection/texts.html", form=form, **frame(respondent))
