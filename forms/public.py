"""The fixed forms for anyone."""

from wtforms import StringField, TextAreaField

from forms.secretariat.base import NEEDED, TypedForm


class AccessibilityReportForm(TypedForm):
    """What does not work, on which page, and where an answer may go."""

    text = TextAreaField(validators=NEEDED)
    page = StringField()
    reply_to = StringField()
