"""The contacts of an organisation: whom its requests are sent to."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from werkzeug.wrappers import Response

from app.access import Permission, requires, signed_in_staff
from app.models import Contact, Organisation
from app.queries.plan import organisations as organisation_queries
from app.secretariat import blueprint
from app.secretariat.refusals import RefusalsAt
from app.services.plan import contacts as contact_service
from forms.secretariat.councils import ContactForm

CONTACTS = "/councils/<int:council_id>/organisations/<int:organisation_id>/contacts"


@blueprint.get(f"{CONTACTS}/add")
@requires(Permission.PLAN)
def new_contact(council_id: int, organisation_id: int) -> ResponseReturnValue:
    """Show the form for a new contact."""
    return _page(ContactForm(), organisation_queries.in_council(council_id, organisation_id))


@blueprint.post(f"{CONTACTS}/add")
@requires(Permission.PLAN)
def add_contact(council_id: int, organisation_id: int) -> ResponseReturnValue:
    """Add the contact."""
    organisation = organisation_queries.in_council(council_id, organisation_id)
    form = ContactForm()
    with RefusalsAt(form):
        contact_service.add(organisation, contact_service.ContactInput(**form.typed()), signed_in_staff())
        flash(gettext("Kontakten är tillagd."), "success")
        return _to_organisation(organisation)
    return _page(form, organisation), 422


@blueprint.get(f"{CONTACTS}/<int:contact_id>/edit")
@requires(Permission.PLAN)
def edit_contact(council_id: int, organisation_id: int, contact_id: int) -> ResponseReturnValue:
    """Show the contact's form, filled in."""
    organisation = organisation_queries.in_council(council_id, organisation_id)
    contact = organisation_queries.contact_of(organisation, contact_id)
    return _page(ContactForm(obj=contact), organisation, contact)


@blueprint.post(f"{CONTACTS}/<int:contact_id>/edit")
@requires(Permission.PLAN)
def change_contact(council_id: int, organisation_id: int, contact_id: int) -> ResponseReturnValue:
    """Change the contact."""
    organisation = organisation_queries.in_council(council_id, organisation_id)
    contact = organisation_queries.contact_of(organisation, contact_id)
    form = ContactForm()
    with RefusalsAt(form):
        contact_service.change(contact, contact_service.ContactInput(**form.typed()), signed_in_staff())
        flash(gettext("Kontakten är sparad."), "success")
        return _to_organisation(organisation)
    return _page(form, organisation, contact), 422


@blueprint.post(f"{CONTACTS}/<int:contact_id>/remove")
@requires(Permission.PLAN)
def remove_contact(council_id: int, organisation_id: int, contact_id: int) -> ResponseReturnValue:
    """Remove the contact, and close its links."""
    organisation = organisation_queries.in_council(council_id, organisation_id)
    contact_service.remove(organisation_queries.contact_of(organisation, contact_id), signed_in_staff())
    flash(gettext("Kontakten är borttagen och dess länkar är stängda."), "success")
    return _to_organisation(organisation)


@blueprint.post(f"{CONTACTS}/<int:contact_id>/trust-again")
@requires(Permission.PLAN)
def trust_contact_again(council_id: int, organisation_id: int, contact_id: int) -> ResponseReturnValue:
    """Let mail be sent to the address again."""
    organisation = organisation_queries.in_council(council_id, organisation_id)
    contact_service.trust_again(organisation_queries.contact_of(organisation, contact_id), signed_in_staff())
    flash(gettext("Nästa mejl skickas till adressen igen."), "success")
    return _to_organisation(organisation)


def _page(form: ContactForm, organisation: Organisation, contact: Contact | None = None) -> str:
    return render_template(
        "secretariat/contact_form.html",
        form=form,
        organisation=organisation,
        council=organisation.council,
        contact=contact,
    )


def _to_organisation(organisation: Organisation) -> Response:
    council_id = organisation.council_id
    return redirect(url_for("secretariat.organisation", council_id=council_id, organisation_id=organisation.id))
