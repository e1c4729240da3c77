"""Foreign conditions as rules of ours, each with a line in the report where it did not come along."""

from collections.abc import Sequence
from functools import partial

from forms.imports import sentences
from forms.imports.conditions import Resolve, translate
from forms.imports.terms import NotCarriedError
from forms.xlsform.report import Place, Report


class Conditions:
    """Translates conditions for one file; `bare_words_are_names` as for `translate`."""

    def __init__(self, resolve: Resolve, report: Report, *, bare_words_are_names: bool) -> None:
        self._resolve = resolve
        self._report = report
        self._translate = partial(translate, bare_words_are_names=bare_words_are_names)

    def read(self, source: str, place: Place, resolve: Resolve | None = None) -> str:
        """Return the condition in our language; "" where there is none or it cannot be said, and that is told."""
        if not source.strip():
            return ""
        try:
            return self._translate(source, resolve or self._resolve)
        except NotCarriedError:
            self._report.warn(place, sentences.CONDITION, value=source.strip())
            return ""

    def value(self, source: str, place: Place, resolve: Resolve | None = None) -> str:
        """Return what is worked out, in our language; "" where that cannot be said, and that is told."""
        try:
            return self._translate(source, resolve or self._resolve, is_value=True)
        except NotCarriedError:
            self._report.warn(place, sentences.EXPRESSION, value=source.strip())
            return ""


def all_of(conditions: Sequence[str]) -> str:
    """Return one condition that holds where all of these do; empty ones are none."""
    parts = [one for one in conditions if one]
    return parts[0] if len(parts) == 1 else " and ".join(f"({one})" for one in parts)
