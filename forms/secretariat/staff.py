"""Forms for the persons who sign in."""

from wtforms import EmailField, PasswordField, RadioField, StringField

from forms.localised import Localised
from forms.secretariat.base import NEEDED, TypedForm

ROLE_NAMES = {
    "secretariat": Localised(sv="Sekretariat", en="Secretariat"),
    "chair": Localised(sv="Ordförande", en="Chair"),
    "admin": Localised(sv="Administratör", en="Administrator"),
}


class StaffChangeForm(TypedForm):
    """A person's name and role; a new password only where one is typed."""

    name = StringField()
    role = RadioField(validators=NEEDED, default="secretariat")
    password = PasswordField()

    def speak(self, locale: str) -> None:
        """Name the roles in the reader's language."""
        self.role.choices = [(role, name.text(locale)) for role, name in ROLE_NAMES.items()]


class StaffAddForm(StaffChangeForm):
    """A new person, with the password to sign in with the first time."""

    email = EmailField(validators=NEEDED)
    password = PasswordField(validators=NEEDED)
