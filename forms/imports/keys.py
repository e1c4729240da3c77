"""Keys of ours for the names that other programs use."""

import re

from forms.editing import key_from
from forms.imports import sentences
from forms.question_types.choosing import OTHER_KEY
from forms.questionnaire import KEY_PATTERN
from forms.xlsform.report import Place, Report

# A list of chosen keys is words with spaces between them in expressions and workbooks.
_CHOICE_KEY = re.compile(r"[^\s'\"$,{}]{1,100}")


class Keys:
    """Gives each section, group and question a key that nothing else in the form has."""

    def __init__(self, report: Report) -> None:
        self._report = report
        self._taken: set[str] = set()

    def new(self, wanted: str, label: str, fallback: str, place: Place | None = None) -> str:
        """Return `wanted` where it can be a key and is free; else one made of it or of the label, told at `place`."""
        key = wanted
        if not KEY_PATTERN.fullmatch(wanted) or wanted in self._taken:
            key = key_from(wanted or label, self._taken, fallback)
            if wanted and place is not None:
                self._report.info(place, sentences.NEW_KEY, name=wanted, key=key)
        self._taken.add(key)
        return key


def choice_keys(names: list[str]) -> dict[str, str]:
    """Return a key for each of these choices; most keep their name. Equal names are one."""
    keys: dict[str, str] = {}
    taken = {OTHER_KEY}
    for name in names:
        if name not in keys:
            fits = _CHOICE_KEY.fullmatch(name) and name not in taken
            keys[name] = name if fits else key_from(name, taken, "choice")
            taken.add(keys[name])
    return keys
