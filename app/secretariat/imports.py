"""Importing organisations and the code book: first the report of a trial, then the import of the same file.

Nothing is kept on the server in between. The page of the report carries the file back in a hidden field, and the
import reads it anew against what is stored by then, so that a stale or altered page can do no more than an upload.
"""

from collections.abc import Callable
from dataclasses import dataclass

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from app.access import Permission, requires, signed_in_staff
from app.extensions import limiter
from app.models import Council, Staff
from app.queries.plan import councils as council_queries
from app.secretariat import blueprint
from app.secretariat.refusals import RefusalsAt
from app.services.plan import organisations_import, themes_import
from app.services.plan.import_report import Change, ImportReport
from app.services.posted_files import PostedFile, carried_back, posted_file
from forms.secretariat.imports import ImportForm


@dataclass(frozen=True)
class Importer:
    """One kind of list: what to try, what to write, and the page that shows the result."""

    trial: Callable[[Council, PostedFile], ImportReport]
    write: Callable[[Council, PostedFile, Staff], ImportReport]
    template: str
    shown_at: str


def _try_organisations(council: Council, file: PostedFile) -> ImportReport:
    return organisations_import.preview(council, organisations_import.read(file.data, file.name))


def _write_organisations(council: Council, file: PostedFile, staff: Staff) -> ImportReport:
    return organisations_import.run(council, organisations_import.read(file.data, file.name), staff=staff)


def _try_themes(council: Council, file: PostedFile) -> ImportReport:
    return themes_import.preview(council, themes_import.read(file.data, file.name))


def _write_themes(council: Council, file: PostedFile, staff: Staff) -> ImportReport:
    return themes_import.run(council, themes_import.read(file.data, file.name), staff=staff)


ORGANISATIONS = Importer(
    _try_organisations, _write_organisations, "secretariat/organisations_import.html", "secretariat.organisations"
)
THEMES = Importer(_try_themes, _write_themes, "secretariat/themes_import.html", "secretariat.code_book")


@blueprint.get("/councils/<int:council_id>/organisations/import")
@requires(Permission.PLAN)
def organisations_file(council_id: int) -> ResponseReturnValue:
    """Ask for a list of organisations and contacts."""
    return _page(ORGANISATIONS, council_queries.by_id(council_id), ImportForm())


@blueprint.post("/councils/<int:council_id>/organisations/import")
@requires(Permission.PLAN)
@limiter.limit("60 per hour")
def try_organisations_file(council_id: int) -> ResponseReturnValue:
    """Show what importing the list would do."""
    return _try(ORGANISATIONS, council_queries.by_id(council_id))


@blueprint.post("/councils/<int:council_id>/organisations/import/run")
@requires(Permission.PLAN)
@limiter.limit("60 per hour")
def import_organisations(council_id: int) -> ResponseReturnValue:
    """Import the list that was tried."""
    return _run(ORGANISATIONS, council_queries.by_id(council_id))


@blueprint.get("/councils/<int:council_id>/themes/import")
@requires(Permission.PLAN)
def themes_file(council_id: int) -> ResponseReturnValue:
    """Ask for a code book."""
    return _page(THEMES, council_queries.by_id(council_id), ImportForm())


@blueprint.post("/councils/<int:council_id>/themes/import")
@requires(Permission.PLAN)
@limiter.limit("60 per hour")
def try_themes_file(council_id: int) -> ResponseReturnValue:
    """Show what importing the code book would do."""
    return _try(THEMES, council_queries.by_id(council_id))


@blueprint.post("/councils/<int:council_id>/themes/import/run")
@requires(Permission.PLAN)
@limiter.limit("60 per hour")
def import_themes(council_id: int) -> ResponseReturnValue:
    """Import the code book that was tried."""
    return _run(THEMES, council_queries.by_id(council_id))


def _try(importer: Importer, council: Council) -> ResponseReturnValue:
    form = ImportForm()
    with RefusalsAt(form, whole="file"):
        file = posted_file(request.files.get("file"), gettext("Välj en fil, .xlsx eller .csv."))
        return _page(importer, council, form, file, importer.trial(council, file))
    return _page(importer, council, form), 422


def _run(importer: Importer, council: Council) -> ResponseReturnValue:
    form = ImportForm(formdata=None)
    with RefusalsAt(form, whole="file"):
        file = carried_back(request.form)
        report = importer.write(council, file, signed_in_staff())
        if not report.written:
            return _page(importer, council, form, file, report), 422
        flash(_summary(report), "success")
        return redirect(url_for(importer.shown_at, council_id=council.id))
    return _page(importer, council, form), 422


def _summary(report: ImportReport) -> str:
    return str(
        gettext(
            "Importen är klar: %(created)s nya, %(updated)s ändrade, %(unchanged)s oförändrade.",
            created=report.count(Change.CREATED),
            updated=report.count(Change.UPDATED),
            unchanged=report.count(Change.UNCHANGED),
        )
    )


def _page(
    importer: Importer,
    council: Council,
    form: ImportForm,
    file: PostedFile | None = None,
    report: ImportReport | None = None,
) -> str:
    return render_template(
        importer.template, council=council, form=form, file=file, report=report, Change=Change, nav_current="home"
    )
