"""The forms for reading answers: what to do with those that are picked, and what to say of one."""

from collections.abc import Iterable

from wtforms import RadioField, SelectField, SelectMultipleField, StringField, TextAreaField

from forms.secretariat.base import NEEDED, TypedForm

NEW_POINT, NEW_PROPOSAL = "new-point", "new-proposal"


class PickedForm(TypedForm):
    """What to do with the picked answers: each button has a name of its own, and only the pressed one is sent."""

    answers = SelectMultipleField(validate_choice=False)
    mode = RadioField(default="add")
    theme = StringField()  # a button: give this theme
    own = StringField()  # a button: back to the question's own theme
    state = StringField()  # a button: read, set aside, unread
    place = StringField()  # a button: put under a line
    line = SelectField(default="", validate_choice=False)
    line_theme = SelectField(default="", validate_choice=False)
    wording = TextAreaField()

    def offer(
        self,
        modes: Iterable[tuple[str, str]],
        lines: dict[str, list[tuple[str, str]]],
        themes: Iterable[tuple[str, str]],
    ) -> None:
        """Offer ways to give a theme, lines by theme, and themes for a new line."""
        self.mode.choices = list(modes)
        self.line.choices = lines
        self.line_theme.choices = list(themes)

    def picked(self) -> list[int]:
        """The ids of the picked answers; one box may stand for several that say the same."""
        boxes = " ".join(self.answers.data or ()).split()
        # An id has at most 18 digits: a longer one is nobody's, and no database takes it.
        return list(dict.fromkeys(int(one) for one in boxes if one.isascii() and one.isdigit() and len(one) <= 18))


class NoteForm(TypedForm):
    """The secretariat's own note on one answer."""

    note = TextAreaField()


class TranslationForm(TypedForm):
    """The secretariat's translation of one answer."""

    translation = TextAreaField()


class FlagForm(TypedForm):
    """Why an answer may be secret."""

    reason = TextAreaField(validators=NEEDED)
