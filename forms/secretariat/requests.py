"""Forms for a request that is out: its own deadline, and the secretariat's note."""

from wtforms import StringField, TextAreaField

from forms.secretariat.base import NEEDED, TypedForm


class DeadlineForm(TypedForm):
    """A deadline of the organisation's own, as typed; without a time it is that day's end."""

    day = StringField(validators=NEEDED)
    time = StringField()


class NoteForm(TypedForm):
    """What the secretariat wants to remember; the organisation never sees it."""

    note = TextAreaField()
