"""An invitation as it looks in a mailbox, made by the same templates as the real ones, about a council that is none."""

from datetime import UTC, datetime

from flask import current_app
from flask_babel import get_locale, gettext

from app.mail.messages import Occasion, Wording, write


def example_invitation() -> Wording:
    """Subject and body in the page's language."""
    occasion = Occasion(
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
    return write("invitation", str(get_locale()), occasion)
