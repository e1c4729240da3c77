"""The pages that anyone may read."""

from datetime import date

from flask import current_app, render_template
from flask.typing import ResponseReturnValue
from flask_babel import get_locale

from app.access import Permission, requires
from app.mail.messages import mail_language
from app.public import blueprint
from app.public.example_mail import example_invitation
from app.services import cleaning
from app.services.answer import devices

# The statement tells when the pages were last judged against WCAG and EN 301 549, and when its text was last changed.
ASSESSED_ON = date(2026, 11, 28)
UPDATED_ON = date(2026, 11, 28)


@blueprint.get("/")
@requires(Permission.PUBLIC)
def home() -> ResponseReturnValue:
    """What this is, and where to go."""
    return render_template("public/home.html")


@blueprint.get("/accessibility")
@requires(Permission.PUBLIC)
def accessibility() -> ResponseReturnValue:
    """The statement that the law on accessible public services asks for; names and days come from the settings."""
    reviewed_on = current_app.config["STATEMENT_REVIEWED_ON"]
    return render_template(
        "public/accessibility.html",
        responsible=current_app.config["RESPONSIBLE_ORGANISATION"],
        contact=current_app.config["ACCESSIBILITY_CONTACT"],
        base_url=current_app.config["BASE_URL"].rstrip("/"),
        assessed_on=ASSESSED_ON,
        published_on=current_app.config["STATEMENT_PUBLISHED_ON"],
        updated_on=max(reviewed_on or UPDATED_ON, UPDATED_ON),
    )


@blueprint.get("/privacy")
@requires(Permission.PUBLIC)
def privacy() -> ResponseReturnValue:
    """What becomes of personal data: in short, for young people, and in full."""
    return render_template(
        "public/privacy.html",
        responsible=current_app.config["RESPONSIBLE_ORGANISATION"],
        contact=current_app.config["PRIVACY_CONTACT"],
        kept={
            "notes": cleaning.WORKING_NOTES_KEPT.days,
            "unsent": cleaning.UNSENT_VIEWS_KEPT.days,
            "sessions": cleaning.SESSIONS_KEPT.days,
            "reports": cleaning.REPORTS_KEPT.days,
            "device": devices.REMEMBERED.days,
        },
    )


@blueprint.get("/our-mail")
@requires(Permission.PUBLIC)
def our_mail() -> ResponseReturnValue:
    """How our mail looks, so that nobody has to wonder whether one is ours."""
    language = mail_language(str(get_locale()))
    return render_template(
        "public/our_mail.html",
        example=example_invitation(language),
        language=language,
        sender=current_app.config["MAIL_DEFAULT_SENDER"],
        base_url=current_app.config["BASE_URL"].rstrip("/"),
    )
