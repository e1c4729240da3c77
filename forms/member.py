"""The fixed forms of a member's pages."""

from wtforms import BooleanField, RadioField, SelectField, StringField

from forms.localised import Localised
from forms.options import options
from forms.secretariat.base import TypedForm

ALONE, TOGETHER = "alone", "together"

AGE_NAMES = {
    "under_13": Localised(sv="Yngre än 13 år", en="Younger than 13"),
    "13_15": Localised(sv="13–15 år", en="13–15"),
    "16_18": Localised(sv="16–18 år", en="16–18"),
    "19_25": Localised(sv="19–25 år", en="19–25"),
    "26_64": Localised(sv="26–64 år", en="26–64"),
    "over_64": Localised(sv="Äldre än 64 år", en="Older than 64"),
    "mixed": Localised(sv="Olika åldrar", en="Different ages"),
}
WHO_NAMES = {
    ALONE: Localised(sv="Jag svarar själv", en="I answer on my own"),
    TOGETHER: Localised(sv="Vi har pratat i en grupp", en="We talked as a group"),
}
NO_AGE = Localised(sv="Vill inte säga", en="Would rather not say")


class WordsForm(TypedForm):
    """The four words with which a member comes back."""

    words = StringField()


class TogetherForm(TypedForm):
    """Whether one person answers or a group that talked; how many, and how old."""

    who = RadioField(choices=(), validate_choice=False)
    size = StringField()
    ages = SelectField(choices=(), validate_choice=False)

    def offer(self, locale: str) -> "TogetherForm":
        """Offer the alternatives in the reader's language."""
        self.who.choices = options((key, name.text(locale)) for key, name in WHO_NAMES.items())
        ages = [("", NO_AGE), *AGE_NAMES.items()]
        self.ages.choices = options((key, name.text(locale)) for key, name in ages)
        return self

    def people(self) -> int | None:
        """How many talked, None for one person; ValueError where a group does not say how many."""
        if self.who.data != TOGETHER:
            return None
        typed = (self.size.data or "").strip()
        if not (typed.isascii() and typed.isdecimal() and 2 <= int(typed) <= 500):
            raise ValueError(typed)
        return int(typed)


class SendForm(TypedForm):
    """Lets the view count, with the member's yes or no to being cited, and to what looks like personal data."""

    may_be_cited = BooleanField()
    has_looked = BooleanField()
