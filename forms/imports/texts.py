"""Texts of a foreign form in its languages: made plain, with a line for what that cost."""

import re
from collections.abc import Iterable, Mapping

from forms.imports import sentences
from forms.imports.plain import plain
from forms.localised import Localised
from forms.xlsform import sentences as xlsform_sentences
from forms.xlsform.report import Place, Report

_QUOTED_ANSWER = re.compile(r"\{[^\W\d][^{}\n]{0,200}\}")


def language(code: str) -> str:
    """Return the code of a language without what it says of how people are addressed: "de-informal" is "de"."""
    return code.removesuffix("-informal").removesuffix("-easy") or "sv"


class Texts:
    """Reads texts by language, and tells of pictures, of answers they quote, and of languages they lack."""

    def __init__(self, languages: Iterable[str], report: Report) -> None:
        self._languages = frozenset(map(language, languages))
        self._report = report
        self._told: set[tuple[str, str]] = set()

    def read(self, raw: Mapping[str, str], place: Place) -> Localised:
        """Return the text, plain, in each language that has one."""
        read = {language(code): plain(text) for code, text in raw.items()}
        made = Localised.of({code: text for code, (text, _) in read.items()})
        if media := frozenset().union(*(names for _, names in read.values())):
            self._report.warn(place, sentences.MEDIA, names=", ".join(sorted(media)))
        quoted = {found for _, text in made.texts for found in _QUOTED_ANSWER.findall(text)}
        for name in sorted(quoted):
            self._report.warn(place, xlsform_sentences.REFERENCE, name=name)
        return made

    def label(self, raw: Mapping[str, str], place: Place) -> Localised:
        """Return a text that should stand in every language of the form; a line a question tells where it does not."""
        made = self.read(raw, place)
        missing = ", ".join(sorted(self._languages - set(made.languages)))
        if missing and (place.sheet, missing) not in self._told:
            self._told.add((place.sheet, missing))
            sentence = xlsform_sentences.NOT_TRANSLATED if made else xlsform_sentences.NO_LABEL
            self._report.info(place, sentence, languages=missing)
        return made
