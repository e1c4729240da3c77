"""A text in several languages, with Swedish first."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Self

from forms.documents import DocumentError, as_object, as_text
from forms.text import storable

DEFAULT_LANGUAGE = "sv"


@dataclass(frozen=True, init=False)
class Localised:
    """One text in the languages it exists in; languages without text are left out.

    `texts` holds (language, text) pairs in the order of the language codes, so that equal texts are equal objects.
    """

    texts: tuple[tuple[str, str], ...]

    def __init__(self, sv: str = "", en: str = "") -> None:
        object.__setattr__(self, "texts", _kept({"sv": sv, "en": en}))

    @classmethod
    def of(cls, texts: Mapping[str, str]) -> Self:
        """Make a text of any languages: {"sv": "Ja", "fi": "Kyllä"}."""
        made = cls.__new__(cls)
        object.__setattr__(made, "texts", _kept(texts))
        return made

    def __bool__(self) -> bool:
        return bool(self.texts)

    @property
    def languages(self) -> tuple[str, ...]:
        """The codes of the languages that have a text."""
        return tuple(language for language, _ in self.texts)

    def get(self, language: str) -> str:
        """Return the text in exactly this language, or an empty text."""
        return dict(self.texts).get(language, "")

    def text(self, locale: str) -> str:
        """Return the text for a reader: their language, else Swedish, else any, else empty."""
        texts = dict(self.texts)
        first = self.texts[0][1] if self.texts else ""
        return texts.get(locale) or texts.get(DEFAULT_LANGUAGE) or first

    def language(self, locale: str) -> str:
        """Return the code of the language that `text(locale)` is in, for the page's lang attribute."""
        for wanted in (locale, DEFAULT_LANGUAGE):
            if wanted in self.languages:
                return wanted
        return self.languages[0] if self.texts else locale

    def to_json(self) -> dict[str, str]:
        """Return the stored form, language to text."""
        return dict(self.texts)

    @classmethod
    def from_json(cls, document: object, where: str = "text") -> Self:
        """Read the stored form; raise DocumentError when it is not languages with texts."""
        texts = {code: as_text(text, f"{where}.{code}") for code, text in as_object(document, where).items()}
        if not all(code.strip() for code in texts):
            raise DocumentError(f"{where}: a language has no code")
        return cls.of(texts)


def _kept(texts: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    stored = ((language, storable(text)) for language, text in texts.items())
    return tuple(sorted((language, text) for language, text in stored if text.strip()))
