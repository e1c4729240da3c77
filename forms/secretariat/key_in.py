"""The form around a questionnaire that came by post or was answered on the phone."""

from wtforms import HiddenField, RadioField, StringField, TextAreaField

from forms.localised import Localised
from forms.options import options
from forms.secretariat.base import NEEDED, TypedForm

CHANNELS = {"post": Localised(sv="Per post", en="By post"), "phone": Localised(sv="Per telefon", en="By phone")}
KINDS = {
    "answer": Localised(sv="De svarar på frågorna", en="They answer the questions"),
    "abstention": Localised(sv="De avstår", en="They abstain"),
}


class KeyInForm(TypedForm):
    """How and when it came, and whether it is an answer or an abstention."""

    send_key = HiddenField()
    channel = RadioField(validators=NEEDED, default="post")
    received = StringField(validators=NEEDED)
    kind = RadioField(validators=NEEDED, default="answer")
    reason = TextAreaField()

    def speak(self, locale: str) -> None:
        """Name the choices in the reader's language."""
        self.channel.choices = options((key, name.text(locale)) for key, name in CHANNELS.items())
        self.kind.choices = options((key, name.text(locale)) for key, name in KINDS.items())
