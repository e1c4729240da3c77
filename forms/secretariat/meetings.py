"""Forms for planning a meeting, and for beginning one from an earlier."""

from collections.abc import Iterable

from wtforms import SelectMultipleField, StringField, TelField, TextAreaField

from forms.secretariat.base import NEEDED, TypedForm


class MeetingForm(TypedForm):
    """All that a meeting is. Days and times stay as typed: the service reads them."""

    title = StringField(validators=NEEDED)
    starts_on = StringField(validators=NEEDED)
    starts_time = StringField(validators=NEEDED)
    deadline_on = StringField(validators=NEEDED)
    deadline_time = StringField()
    place = StringField()
    dnr = StringField()
    themes = SelectMultipleField()
    purpose = TextAreaField()
    can_influence = TextAreaField()
    settled = TextAreaField()
    phone = TelField()
    agenda = TextAreaField()

    def offer_themes(self, choices: Iterable[tuple[str, str]]) -> None:
        """Offer these themes of the code book, as key and name."""
        self.themes.choices = list(choices)


class MeetingCopyForm(TypedForm):
    """What is new about a meeting that begins as a copy."""

    title = StringField(validators=NEEDED)
    starts_on = StringField(validators=NEEDED)
    starts_time = StringField(validators=NEEDED)
    dnr = StringField()
