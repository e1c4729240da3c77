"""What people have told about pages that they can't use."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from app.access import Permission, requires, signed_in_staff
from app.queries import accessibility_reports as report_queries
from app.secretariat import blueprint
from app.services import accessibility_reports as report_service


@blueprint.get("/accessibility-reports")
@requires(Permission.PLAN)
def accessibility_reports() -> ResponseReturnValue:
    """All of them, those that wait first."""
    return render_template("secretariat/accessibility_reports.html", reports=report_queries.everything())


@blueprint.post("/accessibility-reports/<int:report_id>/handled")
@requires(Permission.PLAN)
def handle_accessibility_report(report_id: int) -> ResponseReturnValue:
    """Note that somebody has seen to it."""
    report_service.handle(report_queries.by_id(report_id), signed_in_staff())
    flash(gettext("Synpunkten är markerad som hanterad."), "success")
    return redirect(url_for("secretariat.accessibility_reports"))
