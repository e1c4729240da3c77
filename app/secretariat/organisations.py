"""The organisations of a council, in the council's own order."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import get_locale, gettext

from app.access import Permission, requires, signed_in_staff
from app.models import Organisation
from app.queries.plan import councils as council_queries
from app.queries.plan import organisations as organisation_queries
from app.secretariat import blueprint
from app.secretariat.refusals import RefusalsAt
from app.services.plan import organisations as organisation_service
from forms.audience import KIND_NAMES
from forms.secretariat.councils import OrganisationForm


@blueprint.get("/councils/<int:council_id>/organisations")
@requires(Permission.PLAN)
def organisations(council_id: int) -> ResponseReturnValue:
    """The council: how it is reached, who sits in it, and who has left."""
    return render_template(
        "secretariat/organisations.html",
        council=council_queries.by_id(council_id),
        members=organisation_queries.members(council_id),
        former=organisation_queries.former(council_id),
        kind_names=KIND_NAMES,
    )


@blueprint.get("/councils/<int:council_id>/organisations/add")
@requires(Permission.PLAN)
def new_organisation(council_id: int) -> ResponseReturnValue:
    """Show the form for a new organisation."""
    council = council_queries.by_id(council_id)
    return render_template("secretariat/organisation_add.html", form=organisation_form(), council=council)


@blueprint.post("/councils/<int:council_id>/organisations/add")
@requires(Permission.PLAN)
def add_organisation(council_id: int) -> ResponseReturnValue:
    """Add the organisation, and go on to its contacts."""
    council = council_queries.by_id(council_id)
    form = organisation_form()
    with RefusalsAt(form):
        typed = organisation_service.OrganisationInput(**form.typed())
        made = organisation_service.add(council, typed, signed_in_staff())
        flash(gettext("%(name)s är tillagd. Lägg nu till minst en kontakt.", name=made.name), "success")
        return redirect(url_for("secretariat.organisation", council_id=council.id, organisation_id=made.id))
    return render_template("secretariat/organisation_add.html", form=form, council=council), 422


@blueprint.get("/councils/<int:council_id>/organisations/<int:organisation_id>")
@requires(Permission.PLAN)
def organisation(council_id: int, organisation_id: int) -> ResponseReturnValue:
    """One organisation: its name and kind to change, and its contacts."""
    found = organisation_queries.in_council(council_id, organisation_id)
    form = organisation_form(found)
    return render_template("secretariat/organisation.html", form=form, organisation=found, council=found.council)


@blueprint.post("/councils/<int:council_id>/organisations/<int:organisation_id>")
@requires(Permission.PLAN)
def change_organisation(council_id: int, organisation_id: int) -> ResponseReturnValue:
    """Change its name and kind."""
    found = organisation_queries.in_council(council_id, organisation_id)
    form = organisation_form()
    with RefusalsAt(form):
        typed = organisation_service.OrganisationInput(**form.typed())
        organisation_service.change(found, typed, signed_in_staff())
        flash(gettext("Organisationen är sparad."), "success")
        return redirect(url_for("secretariat.organisations", council_id=council_id))
    return render_template("secretariat/organisation.html", form=form, organisation=found, council=found.council), 422


@blueprint.post("/councils/<int:council_id>/organisations/<int:organisation_id>/move")
@requires(Permission.PLAN)
def move_organisation(council_id: int, organisation_id: int) -> ResponseReturnValue:
    """Move it one place up or down in the council's order."""
    found = organisation_queries.in_council(council_id, organisation_id)
    direction: organisation_service.Direction = "up" if request.form.get("direction") == "up" else "down"
    organisation_service.move(found, direction, signed_in_staff())
    anchor = f"organisation-{found.id}"
    return redirect(url_for("secretariat.organisations", council_id=council_id, _anchor=anchor))


@blueprint.post("/councils/<int:council_id>/organisations/<int:organisation_id>/leave")
@requires(Permission.PLAN)
def leave_council(council_id: int, organisation_id: int) -> ResponseReturnValue:
    """End its membership."""
    found = organisation_queries.in_council(council_id, organisation_id)
    organisation_service.leave(found, signed_in_staff())
    flash(gettext("%(name)s har lämnat rådet och får inga nya förfrågningar.", name=found.name), "success")
    return redirect(url_for("secretariat.organisations", council_id=council_id))


@blueprint.post("/councils/<int:council_id>/organisations/<int:organisation_id>/come-back")
@requires(Permission.PLAN)
def come_back_to_council(council_id: int, organisation_id: int) -> ResponseReturnValue:
    """Take up its membership again."""
    found = organisation_queries.in_council(council_id, organisation_id)
    organisation_service.come_back(found, signed_in_staff())
    flash(gettext("%(name)s är med i rådet igen, sist i ordningen.", name=found.name), "success")
    return redirect(url_for("secretariat.organisations", council_id=council_id))


def organisation_form(filled_from: Organisation | None = None) -> OrganisationForm:
    """The form with its kinds in the reader's language."""
    form = OrganisationForm()
    if filled_from is not None:
        kind = filled_from.membership.kind.value
        approval = filled_from.membership.approval.value
        form = OrganisationForm(formdata=None, data={"name": filled_from.name, "kind": kind, "approval": approval})
    form.speak(str(get_locale()))
    return form
