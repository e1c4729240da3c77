"""The code book: a council's themes as a tree."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from werkzeug.wrappers import Response

from app.access import Permission, requires, signed_in_staff
from app.models import Council, Theme
from app.queries.plan import councils as council_queries
from app.queries.plan import themes as theme_queries
from app.secretariat import blueprint
from app.secretariat.refusals import RefusalsAt
from app.services.plan import themes as theme_service
from forms.secretariat.themes import ThemeForm


@blueprint.get("/councils/<int:council_id>/themes")
@requires(Permission.PLAN)
def code_book(council_id: int) -> ResponseReturnValue:
    """The themes in use as a tree, and those out of use."""
    return render_template(
        "secretariat/themes.html",
        council=council_queries.by_id(council_id),
        rows=theme_queries.tree(council_id),
        retired=theme_queries.retired(council_id),
    )


@blueprint.get("/councils/<int:council_id>/themes/add")
@requires(Permission.PLAN)
def new_theme(council_id: int) -> ResponseReturnValue:
    """Show the form for a new theme."""
    return _page(_form(council_id), council_queries.by_id(council_id))


@blueprint.post("/councils/<int:council_id>/themes/add")
@requires(Permission.PLAN)
def add_theme(council_id: int) -> ResponseReturnValue:
    """Add the theme."""
    council = council_queries.by_id(council_id)
    form = _form(council_id)
    with RefusalsAt(form):
        made = theme_service.add(council, theme_service.ThemeInput(**form.typed()), signed_in_staff())
        flash(gettext("Temat ”%(name)s” är tillagt.", name=made.name), "success")
        return _to_code_book(council_id)
    return _page(form, council), 422


@blueprint.get("/councils/<int:council_id>/themes/<int:theme_id>/edit")
@requires(Permission.PLAN)
def edit_theme(council_id: int, theme_id: int) -> ResponseReturnValue:
    """Show the theme's form, filled in."""
    theme = theme_queries.in_council(council_id, theme_id)
    return _page(_filled_form(theme), theme.council, theme)


@blueprint.post("/councils/<int:council_id>/themes/<int:theme_id>/edit")
@requires(Permission.PLAN)
def change_theme(council_id: int, theme_id: int) -> ResponseReturnValue:
    """Change the theme; its key stays."""
    theme = theme_queries.in_council(council_id, theme_id)
    form = _form(council_id, theme)
    with RefusalsAt(form):
        theme_service.change(theme, theme_service.ThemeInput(**form.typed()), signed_in_staff())
        flash(gettext("Temat är sparat."), "success")
        return _to_code_book(council_id)
    return _page(form, theme.council, theme), 422


@blueprint.post("/councils/<int:council_id>/themes/<int:theme_id>/move")
@requires(Permission.PLAN)
def move_theme(council_id: int, theme_id: int) -> ResponseReturnValue:
    """Move the theme one place up or down among its siblings."""
    theme = theme_queries.in_council(council_id, theme_id)
    direction: theme_service.Direction = "up" if request.form.get("direction") == "up" else "down"
    theme_service.move(theme, direction, signed_in_staff())
    return _to_code_book(council_id, f"theme-{theme.id}")


@blueprint.post("/councils/<int:council_id>/themes/<int:theme_id>/retire")
@requires(Permission.PLAN)
def retire_theme(council_id: int, theme_id: int) -> ResponseReturnValue:
    """Take the theme out of use, or say what stands in the way."""
    theme = theme_queries.in_council(council_id, theme_id)
    form = _filled_form(theme)
    with RefusalsAt(form, whole="parent"):
        theme_service.retire(theme, signed_in_staff())
        flash(gettext("Temat ”%(name)s” är taget ur bruk.", name=theme.name), "success")
        return _to_code_book(council_id)
    return _page(form, theme.council, theme), 422


@blueprint.post("/councils/<int:council_id>/themes/<int:theme_id>/restore")
@requires(Permission.PLAN)
def restore_theme(council_id: int, theme_id: int) -> ResponseReturnValue:
    """Take the theme into use again."""
    theme = theme_queries.in_council(council_id, theme_id)
    theme_service.restore(theme, signed_in_staff())
    flash(gettext("Temat ”%(name)s” används igen.", name=theme.name), "success")
    return _to_code_book(council_id)


def _form(council_id: int, theme: Theme | None = None) -> ThemeForm:
    """The form as typed, or empty; a theme can't be put under itself."""
    return _offering(ThemeForm(), council_id, theme)


def _filled_form(theme: Theme) -> ThemeForm:
    values = {name: getattr(theme, name) for name in ("name", "name_en", "description", "keywords")}
    values["parent"] = theme.parent.key if theme.parent else ""
    return _offering(ThemeForm(formdata=None, data=values), theme.council_id, theme)


def _offering(form: ThemeForm, council_id: int, theme: Theme | None) -> ThemeForm:
    rows = [row for row in theme_queries.tree(council_id) if row.theme is not theme]
    named = [(row.theme.key, f"{'– ' * row.depth}{row.theme.name}") for row in rows]
    form.offer_parents([("", gettext("Inget: temat ligger överst")), *named])
    return form


def _page(form: ThemeForm, council: Council, theme: Theme | None = None) -> str:
    return render_template("secretariat/theme_form.html", form=form, council=council, theme=theme)


def _to_code_book(council_id: int, anchor: str | None = None) -> Response:
    return redirect(url_for("secretariat.code_book", council_id=council_id, _anchor=anchor))
