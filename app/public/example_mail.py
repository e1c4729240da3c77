"""An invitation as it looks in a mailbox, made by the same templates as the real ones, about a council that is none."""

from datetime import UTC, datetime

from flask import current_app
from flask_babel import force_locale, gettext

from app.mail.messages import Occasion, Wording, write


def example_invitation(language: str) -> Wording:
    """Subject and body in one of the languages that mail is written in."""
    with force_locale(language):
        return write("invitation", language, _occasion())


def _occasion() -> Occasion:
    return Occasion(
        council=gettext("Stadens råd"),
        organisation=gettext("Föreningen"),
        title=gettext("Trygghet på kvällen"),
        starts_at=datetime(2027, 5, 20, 11, tzinfo=UTC),
        deadline_at=datetime(2027, 5, 4, 21, 59, 59, tzinfo=UTC),
        purpose=(gettext("Rådet vill veta vad ni ser, så att mötet kan ta upp det som är viktigast."),),
        phone=gettext("(rådets nummer)"),
        can_reply=True,
        link=f"{current_app.config['BASE_URL'].rstrip('/')}/invitation/…",
    )
