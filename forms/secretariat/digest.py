"""The forms for writing a digest: its overview, and one line."""

from collections.abc import Iterable, Mapping

from wtforms import HiddenField, RadioField, SelectField, SelectMultipleField, TextAreaField

from forms.secretariat.base import NEEDED, TypedForm


class OverviewForm(TypedForm):
    """The texts of the first sheet, one thought a line, and the revision that the person saw."""

    highlights = TextAreaField()
    agreements = TextAreaField()
    differences = TextAreaField()
    asks = TextAreaField()
    young_people = TextAreaField()
    revision = HiddenField()

    def texts(self) -> dict[str, str]:
        """What was typed, by the name of each text."""
        return {name: text for name, text in self.typed().items() if name != "revision"}

    def seen(self) -> int:
        """The revision the page was made from; 0, which none ever has, where it is no number."""
        text = self.revision.data or ""
        return int(text) if text.isascii() and text.isdigit() and len(text) <= 9 else 0


class LineForm(TypedForm):
    """One line: its wording, its kind and theme, and the answers it rests on."""

    wording = TextAreaField(validators=NEEDED)
    kind = RadioField(default="point", validate_choice=False)
    theme = SelectField(default="", validate_choice=False)
    answers = SelectMultipleField(validate_choice=False)

    def offer(self, kinds: Mapping[str, str], themes: Iterable[tuple[str, str]]) -> None:
        """Offer kinds and themes, as key and name."""
        self.kind.choices = list(kinds.items())
        self.theme.choices = list(themes)

    def picked(self) -> list[int]:
        """The ids of the answers that are ticked."""
        return [int(one) for one in self.answers.data or () if one.isascii() and one.isdigit() and len(one) <= 18]
