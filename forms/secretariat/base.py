"""What the secretariat's forms share."""

from flask_wtf import FlaskForm
from wtforms import Field, SelectMultipleField
from wtforms.form import BaseForm


class Needed:
    """Marks a field that must not be left empty, for its label; the service says the sentence."""

    field_flags = {"required": True}  # noqa: RUF012 - WTForms reads a plain dict

    def __call__(self, form: BaseForm, field: Field) -> None:
        """Leave the check to the service."""


NEEDED = [Needed()]


class TypedForm(FlaskForm):
    """A form that carries texts as typed and gives them back."""

    class Meta(FlaskForm.Meta):
        """Every post is guarded before any form is made, so no form needs a token field of its own."""

        csrf = False

    def typed(self) -> dict[str, str]:
        """The text of each one-text field by its name, empty where nothing came."""
        return {field.name: field.data or "" for field in self if not isinstance(field, SelectMultipleField)}
