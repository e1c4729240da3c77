"""Forms for a council, its organisations and their contacts."""

from wtforms import BooleanField, EmailField, RadioField, StringField, TelField

from forms.audience import KIND_NAMES, OrganisationKind
from forms.secretariat.base import NEEDED, TypedForm


class CouncilForm(TypedForm):
    """A council and how it is reached."""

    name = StringField(validators=NEEDED)
    code = StringField(validators=NEEDED)
    mailbox = EmailField()
    phone = TelField()
    mailbox_code_required = BooleanField()


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
