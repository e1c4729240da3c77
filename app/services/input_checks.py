"""Checks what somebody typed before it is stored, the same for pages, commands and imports."""

from collections.abc import Mapping

from flask_babel import gettext

from app.services.problems import Refused
from app.uploads.addresses import valid_address
from app.uploads.names import clean_name
from forms.text import storable

LONGEST_LINE = 300
LONGEST_TEXT = 20_000


class RefusedInput(Refused):
    """Some fields can't be stored as typed. `errors` maps a field's name to its sentence."""

    def __init__(self, errors: Mapping[str, str]) -> None:
        super().__init__(" ".join(errors.values()))
        self.errors = dict(errors)


class Checks:
    """Cleans fields one by one and gathers what is wrong, so that a person is told all of it at once."""

    def __init__(self) -> None:
        self.errors: dict[str, str] = {}

    def refuse(self, field: str, sentence: str) -> None:
        """Note a field's first problem."""
        self.errors.setdefault(field, sentence)

    def line(self, field: str, typed: str, missing: str = "", longest: int = LONGEST_LINE) -> str:
        """A text on one line; `missing` is the sentence to say where it is empty, if it must not be."""
        cleaned = clean_name(storable(typed))
        if missing and not cleaned:
            self.refuse(field, missing)
        self._refuse_longer(field, cleaned, longest)
        return cleaned

    def text(self, field: str, typed: str, longest: int = LONGEST_TEXT) -> str:
        """A text of several lines, as typed but for space around it."""
        cleaned = storable(typed).strip()
        self._refuse_longer(field, cleaned, longest)
        return cleaned

    def address(self, field: str, typed: str, missing: str = "") -> str:
        """A mail address in lower case; may be empty unless `missing` says otherwise."""
        written = self.line(field, typed, missing)
        address = valid_address(written) if written else ""
        if address is None:
            self.refuse(field, gettext("Skriv en e-postadress, till exempel namn@organisation.se."))
        return address or ""

    def done(self) -> None:
        """Raise RefusedInput where anything was refused."""
        if self.errors:
            raise RefusedInput(self.errors)

    def _refuse_longer(self, field: str, text: str, longest: int) -> None:
        if len(text) > longest:
            self.refuse(field, gettext("Texten får ha högst %(n)s tecken. Korta den.", n=longest))
