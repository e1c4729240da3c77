"""A text in several languages, with Swedish first."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Self

from forms.documents import DocumentError, as_object, as_text
from forms.text import storable

DEFAULT_LANGUAGE = "sv"
Translator = Callable[[str], str]
"""Gives the text of a Swedish sentence in one language, or "" where its catalogue has none."""
_interface: Mapping[str, Translator] = MappingProxyType({})


def speak(translators: Mapping[str, Translator]) -> None:
    """Let the product's own sentences be said in these languages beside Swedish and English, and in no others.

    The application calls it once, with a translator for each further catalogue that it found.
    """
    global _interface  # noqa: PLW0603 - sentences are constants of their modules, made before anything is configured
    _interface = MappingProxyType(dict(translators))


@dataclass(frozen=True, init=False)
class Localised:
    """One text in the languages it exists in; languages without text are left out.

    Written in both languages, `Localised(sv="Ja", en="Yes")`, it is a sentence of the product, which further catalogues
    of the interface translate; what people have written is made by `of`, and stays as it is.
    `written` holds (language, text) pairs in the order of the language codes, so that equal texts are equal objects.
    """

    written: tuple[tuple[str, str], ...]
    is_sentence: bool = field(compare=False, repr=False)

    def __init__(self, sv: str = "", en: str = "") -> None:
        object.__setattr__(self, "written", _kept({"sv": sv, "en": en}))
        object.__setattr__(self, "is_sentence", bool(sv and en))

    @classmethod
    def of(cls, texts: Mapping[str, str]) -> Self:
        """Make a text of any languages: {"sv": "Ja", "fi": "Kyllä"}."""
        made = cls.__new__(cls)
        object.__setattr__(made, "written", _kept(texts))
        object.__setattr__(made, "is_sentence", False)
        return made

    def __bool__(self) -> bool:
        return bool(self.written)

    @property
    def texts(self) -> tuple[tuple[str, str], ...]:
        """The (language, text) pairs, those of further catalogues last."""
        if not _interface or not self.is_sentence:
            return self.written
        swedish = dict(self.written)[DEFAULT_LANGUAGE]
        found = ((language, translate(swedish)) for language, translate in _interface.items())
        return (*self.written, *((language, text) for language, text in found if text))

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
        first = self.written[0][1] if self.written else ""
        return texts.get(locale) or texts.get(DEFAULT_LANGUAGE) or first

    def language(self, locale: str) -> str:
        """Return the code of the language that `text(locale)` is in, for the page's lang attribute."""
        for wanted in (locale, DEFAULT_LANGUAGE):
            if wanted in self.languages:
                return wanted
        return self.languages[0] if self.written else locale

    def to_json(self) -> dict[str, str]:
        """Return the stored form, language to text."""
        return dict(self.written)

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
