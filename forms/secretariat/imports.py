"""The form that hands in a list from an office."""

from flask_wtf.file import FileField

from forms.secretariat.base import NEEDED, TypedForm


class ImportForm(TypedForm):
    """A workbook or CSV file."""

    file = FileField(validators=NEEDED)
