"""Forms for a council, its organisations and their contacts."""

from typing import Self

from wtforms import EmailField, RadioField, SelectMultipleField, StringField, TelField

from forms.audience import KIND_NAMES, KIND_NAMES_PLURAL, OrganisationKind
from forms.options import options
from forms.secretariat.base import NEEDED, TypedForm

KINDS = tuple(OrganisationKind)


class CouncilForm(TypedForm):
    """A council, how it is reached, and which kinds of organisations ask their own members before they answer."""

    name = StringField(validators=NEEDED)
    code = StringField(validators=NEEDED)
    mailbox = EmailField()
    phone = TelField()
    collecting_kinds = SelectMultipleField(choices=(), validate_choice=False)

    def speak(self, locale: str) -> Self:
        """Name the kinds in the reader's language."""
        self.collecting_kinds.choices = options((kind.value, KIND_NAMES_PLURAL[kind].text(locale)) for kind in KINDS)
        return self


class OrganisationForm(TypedForm):
    """An organisation and its kind, in the reader's language."""

    name = StringField(validators=NEEDED)
    kind = RadioField(validators=NEEDED, default=OrganisationKind.MEMBER.value)

    def speak(self, locale: str) -> None:
        """Name the kinds in the reader's language."""
        self.kind.choices = [(kind.value, name.text(locale)) for kind, name in KIND_NAMES.items()]


class ContactForm(TypedForm):
    """A contact; languages are named in themselves."""

    email = EmailField(validators=NEEDED)
    name = StringField()
    role = StringField()
    language = RadioField(choices={"sv": "Svenska", "en": "English"}, default="sv")
