"""Councils: their name, code and how they are reached."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import get_locale, gettext

from app.access import Permission, requires, signed_in_staff
from app.models import COLLECTING_KINDS, Council
from app.queries.plan import councils as council_queries
from app.secretariat import blueprint
from app.secretariat.refusals import RefusalsAt
from app.services.plan import councils
from forms.secretariat.councils import CouncilForm


@blueprint.get("/councils/add")
@requires(Permission.PLAN)
def new_council() -> ResponseReturnValue:
    """Show the form for a new council."""
    return render_template("secretariat/council_form.html", form=council_form(), council=None)


@blueprint.post("/councils/add")
@requires(Permission.PLAN)
def add_council() -> ResponseReturnValue:
    """Add the council, and go on to its organisations."""
    form = council_form()
    with RefusalsAt(form):
        made = councils.add(_typed(form), signed_in_staff())
        flash(gettext("Rådet är tillagt. Lägg nu till organisationerna."), "success")
        return redirect(url_for("secretariat.organisations", council_id=made.id))
    return render_template("secretariat/council_form.html", form=form, council=None), 422


@blueprint.get("/councils/<int:council_id>/edit")
@requires(Permission.PLAN)
def edit_council(council_id: int) -> ResponseReturnValue:
    """Show the council's form, filled in."""
    council = council_queries.by_id(council_id)
    return render_template("secretariat/council_form.html", form=council_form(council), council=council)


@blueprint.post("/councils/<int:council_id>/edit")
@requires(Permission.PLAN)
def change_council(council_id: int) -> ResponseReturnValue:
    """Change the council."""
    council = council_queries.by_id(council_id)
    form = council_form()
    with RefusalsAt(form):
        councils.change(council, _typed(form), signed_in_staff())
        flash(gettext("Rådets uppgifter är sparade."), "success")
        return redirect(url_for("secretariat.organisations", council_id=council.id))
    return render_template("secretariat/council_form.html", form=form, council=council), 422


def council_form(filled_from: Council | None = None) -> CouncilForm:
    """The form in the reader's language."""
    form = CouncilForm(data={"collecting_kinds": COLLECTING_KINDS})
    if filled_from is not None:
        form = CouncilForm(obj=filled_from, data={"approval": "yes" if filled_from.approval_required else ""})
    no, yes = gettext("Nej, alla som är inbjudna kan skicka"), gettext("Ja, bara den som får godkänna kan skicka")
    return form.speak(str(get_locale()), no, yes)


def _typed(form: CouncilForm) -> councils.CouncilInput:
    texts = form.typed()
    del texts["mailbox_code_required"]
    return councils.CouncilInput(
        **texts,
        mailbox_code_required=form.mailbox_code_required.data,
        collecting_kinds=tuple(form.collecting_kinds.data or ()),
    )
