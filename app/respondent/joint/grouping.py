"""The coordinator's groups: named, ordered, removed. How many stand in one is told from five on."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from sqlalchemy.exc import NoResultFound

from app.access import Permission, Respondent, current_respondent, requires
from app.queries.collect import collections as collection_queries
from app.queries.collect import reading as reading_queries
from app.respondent import blueprint
from app.respondent.frame import frame, locale
from app.services.collect import sorting
from app.services.input_checks import RefusedInput
from app.services.problems import Problem
from forms.coordinator import GroupForm


@blueprint.get("/answer/<int:request_id>/collection/groups")
@requires(Permission.COORDINATOR)
def view_groups(request_id: int) -> ResponseReturnValue:  # noqa: ARG001 - the door has looked it up
    """Show the groups in their order."""
    return _page(current_respondent(), GroupForm(formdata=None))


@blueprint.post("/answer/<int:request_id>/collection/groups")
@requires(Permission.COORDINATOR)
def add_view_group(request_id: int) -> ResponseReturnValue:
    """Make a group; views are put in it where they are read."""
    respondent, form = current_respondent(), GroupForm()
    try:
        sorting.group(respondent, form.line("name"))
    except RefusedInput as refused:
        form.name.errors = list(refused.errors.values())
        return _page(respondent, form), 422
    except Problem as problem:
        flash(str(problem), "warning")
    return redirect(url_for("respondent.view_groups", request_id=request_id), code=303)


@blueprint.post("/answer/<int:request_id>/collection/groups/<int:group_id>")
@requires(Permission.COORDINATOR)
def change_view_group(request_id: int, group_id: int) -> ResponseReturnValue:
    """Rename, move or remove it."""
    try:
        _change(current_respondent(), group_id, request.form.get("do", ""), request.form.get("name", ""))
        flash(gettext("Grupperna är ändrade."), "success")
    except Problem as problem:
        flash(str(problem), "warning")
    return redirect(url_for("respondent.view_groups", request_id=request_id), code=303)


def _change(respondent: Respondent, group_id: int, do: str, name: str) -> None:
    if do == "rename":
        sorting.rename(respondent, group_id, name)
    elif do in {"up", "down"}:
        sorting.move(respondent, group_id, -1 if do == "up" else 1)
    elif do == "remove":
        sorting.remove(respondent, group_id)
    else:
        raise NoResultFound


def _page(respondent: Respondent, form: GroupForm) -> str:
    found = collection_queries.begun(respondent.request)
    groups = reading_queries.groups(found, reading_queries.views(found, locale()))
    return render_template(
        "respondent/joint/groups.html", form=form, groups=groups, collection=found, **frame(respondent)
    )
