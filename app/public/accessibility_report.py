"""Anyone may tell what they can't use here, without signing in."""

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from app.access import Permission, requires
from app.extensions import limiter
from app.public import blueprint
from app.services import accessibility_reports
from app.services.input_checks import RefusedInput
from forms.public import AccessibilityReportForm

TEMPLATE = "public/accessibility_report.html"


@blueprint.get("/accessibility/report")
@requires(Permission.PUBLIC)
def accessibility_report() -> ResponseReturnValue:
    """Show the form."""
    return render_template(TEMPLATE, form=AccessibilityReportForm(formdata=None))


@blueprint.post("/accessibility/report")
@requires(Permission.PUBLIC)
@limiter.limit("20 per hour")
def send_accessibility_report() -> ResponseReturnValue:
    """Keep what was told, then say what happens next."""
    form = AccessibilityReportForm()
    try:
        accessibility_reports.add(**form.typed())
    except RefusedInput as refused:
        for name, sentence in refused.errors.items():
            form[name].errors = [sentence]
        return render_template(TEMPLATE, form=form), 422
    return redirect(url_for("public.accessibility_report_sent"), code=303)


@blueprint.get("/accessibility/report/sent")
@requires(Permission.PUBLIC)
def accessibility_report_sent() -> ResponseReturnValue:
    """Thanks, and when to expect an answer."""
    return render_template("public/accessibility_report_sent.html")
