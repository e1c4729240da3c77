"""The form for a theme of the code book."""

from collections.abc import Iterable

from wtforms import SelectField, StringField, TextAreaField

from forms.secretariat.base import NEEDED, TypedForm


class ThemeForm(TypedForm):
    """A theme in Swedish and English, and where it stands in the tree."""

    name = StringField(validators=NEEDED)
    name_en = StringField()
    description = TextAreaField()
    keywords = StringField()
    parent = SelectField(default="")

    def offer_parents(self, choices: Iterable[tuple[str, str]]) -> None:
        """Offer these themes, as key and name, to stand under."""
        self.parent.choices = list(choices)
