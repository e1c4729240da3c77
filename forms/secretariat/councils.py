"""Forms for a council, its organisations and their contacts."""

from typing import Self

from wtforms import BooleanField, EmailField, RadioField, SelectMultipleField, StringField, TelField

from forms.audience import KIND_NAMES, KIND_NAMES_PLURAL, OrganisationKind
from forms.localised import Localised
from forms.options import options
from forms.secretariat.base import NEEDED, TypedForm

KINDS = tuple(OrganisationKind)
APPROVAL_NAMES = {
    "inherit": Localised(sv="Som rådet har bestämt", en="As the council has decided"),
    "required": Localised(sv="Ja, svaret ska godkännas", en="Yes, the answer has to be approved"),
    "not_required": Localised(sv="Nej, alla som är inbjudna kan skicka", en="No, everybody who is invited can send"),
}


class CouncilForm(TypedForm):
    """A council, how it is reached, and which kinds of organisations ask their own members before they answer."""

    name = StringField(validators=NEEDED)
    code = StringField(validators=NEEDED)
    mailbox = EmailField()
    phone = TelField()
    approval = RadioField(choices={"": "", "yes": ""}, default="")
    mailbox_code_required = BooleanField()
    collecting_kinds = SelectMultipleField(choices=(), validate_choice=False)

    def speak(self, locale: str, no: str, yes: str) -> Self:
        """Name the two answers and the kinds in the reader's language."""
        self.approval.choices = [("", no), ("yes", yes)]
        self.collecting_kinds.choices = options((kind.value, KIND_NAMES_PLURAL[kind].text(locale)) for kind in KINDS)
        return self


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
