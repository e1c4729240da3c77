"""The persons who sign in: who they are and what they may do."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import get_locale, gettext

from app.access import Permission, requires, signed_in_staff
from app.models import Staff, StaffRole
from app.queries import staff as staff_queries
from app.secretariat import blueprint
from app.secretariat.refusals import RefusalsAt
from app.services import staff as staff_service
from app.services.input_checks import RefusedInput
from forms.secretariat.staff import ROLE_NAMES, StaffAddForm, StaffChangeForm


@blueprint.get("/staff")
@requires(Permission.MANAGE_STAFF)
def staff() -> ResponseReturnValue:
    """All who sign in, and those who have left."""
    people = staff_queries.everyone()
    return render_template("secretariat/staff.html", people=people, role_names=ROLE_NAMES, nav_current="staff")


@blueprint.get("/staff/add")
@requires(Permission.MANAGE_STAFF)
def new_staff() -> ResponseReturnValue:
    """Show the form for a new person."""
    return _page(StaffAddForm())


@blueprint.post("/staff/add")
@requires(Permission.MANAGE_STAFF)
def add_staff() -> ResponseReturnValue:
    """Add the person."""
    form = StaffAddForm()
    with RefusalsAt(form):
        typed, role = form.typed(), _role(form)
        made = staff_service.add(
            typed["email"], role, typed["password"], typed["name"], again=False, by=signed_in_staff()
        )
        flash(gettext("%(email)s kan nu logga in. Lämna över lösenordet personligen.", email=made.email), "success")
        return redirect(url_for("secretariat.staff"))
    return _page(form), 422


@blueprint.get("/staff/<int:staff_id>/edit")
@requires(Permission.MANAGE_STAFF)
def edit_staff(staff_id: int) -> ResponseReturnValue:
    """Show the person's form, filled in."""
    person = staff_queries.by_id(staff_id)
    return _page(StaffChangeForm(data={"name": person.name, "role": person.role.value}), person)


@blueprint.post("/staff/<int:staff_id>/edit")
@requires(Permission.MANAGE_STAFF)
def change_staff(staff_id: int) -> ResponseReturnValue:
    """Change the person's name, role or password."""
    person = staff_queries.by_id(staff_id)
    form = StaffChangeForm()
    with RefusalsAt(form):
        typed, role = form.typed(), _role(form)
        staff_service.change(person, role, typed["name"], typed["password"], by=signed_in_staff())
        flash(gettext("%(email)s är sparad.", email=person.email), "success")
        return redirect(url_for("secretariat.staff"))
    return _page(form, person), 422


@blueprint.post("/staff/<int:staff_id>/remove")
@requires(Permission.MANAGE_STAFF)
def remove_staff(staff_id: int) -> ResponseReturnValue:
    """Let the person in no more."""
    person = staff_queries.by_id(staff_id)
    staff_service.remove(person, by=signed_in_staff())
    flash(gettext("%(email)s kan inte längre logga in.", email=person.email), "success")
    return redirect(url_for("secretariat.staff"))


def _role(form: StaffChangeForm) -> StaffRole:
    if form.role.data not in StaffRole.__members__.values():
        raise RefusedInput({"role": gettext("Välj vad personen ska få göra.")})
    return StaffRole(form.role.data)


def _page(form: StaffChangeForm, person: Staff | None = None) -> str:
    form.speak(str(get_locale()))
    return render_template("secretariat/staff_form.html", form=form, person=person, nav_current="staff")
