"""Options of radios, checkboxes and selects, in the one shape that WTForms keeps."""

from collections.abc import Iterable

from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than its type stubs


def options(pairs: Iterable[tuple[str, str]]) -> list[SelectChoice]:
    """Return the options for a field's `choices` from (value, label) pairs; plain tuples are on their way out."""
    return [SelectChoice(value, label) for value, label in pairs]
