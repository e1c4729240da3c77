"""Forms for a council, its organisations and their contacts."""

from wtforms import BooleanField, EmailField, RadioField, StringField, TelField

from forms.audience import KIND_NAMES, OrganisationKind
from forms.localised import Localised
from forms.secretariat.base import NEEDED, TypedForm

APPROVAL_NAMES = {
    "inherit": Localised(sv="Som rådet har bestämt", en="As the council has decided"),
    "required": Localised(sv="Ja, svaret ska godkännas", en="Yes, the answer has to be approved"),
    "not_required": Localised(sv="Nej, alla som är inbjudna kan skicka", en="No, everybody who is invited can send"),
}


class CouncilForm(TypedForm):
    """A council and how it is reached."""

    name = StringField(validators=NEEDED)
    code = StringField(validators=NEEDED)
    mailbox = EmailField()
    phone = TelField()
    approval = RadioField(choices={"": "", "yes": ""}, default="")
    mailbox_code_required = BooleanField()

    def speak(self, no: str, yes: str) -> None:
        """Name the two answers in the reader's language."""
        self.approval.choices = [("", no), ("yes", yes)]


class OrganisationForm(TypedForm):
    """An organisation, its kind and its rule of approval, in the reader's language."""

    name = StringField(validators=NEEDED)
    kind = RadioField(validators=NEEDED, default=OrganisationKind.MEMBER.value)
    approval = RadioField(default="inherit")

    def speak(self, locale: str) -> None:
        """Name the kinds and rules in the reader's language."""
        self.kind.choices = [(kind.value, name.text(locale)) for kind, name in KIND_NAMES.items()]
        self.approval.choices = [(rule, name.text(locale)) for rule, name in APPROVAL_NAMES.items()]


class ContactForm(TypedForm):
    """A contact; languages are named in themselves."""

    email = EmailField(validators=NEEDED)
    name = StringField()
    role = StringField()
    language = RadioField(choices={"sv": "Svenska", "en": "English"}, default="sv")
