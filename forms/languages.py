"""Languages: those that an organisation can say it wrote in, and that a form can be read in beside the usual two."""

from collections.abc import Iterable
from types import MappingProxyType

from babel import Locale

from forms.localised import Localised

UNDETERMINED = "und"
NAMES = MappingProxyType(
    {
        "sv": "Svenska",
        "en": "English",
        "ar": "العربية",
        "bs": "Bosanski",
        "de": "Deutsch",
        "fa": "فارسی",
        "fi": "Suomi",
        "fit": "Meänkieli",
        "fr": "Français",
        "ku": "Kurdî",
        "pl": "Polski",
        "rom": "Romani",
        "se": "Davvisámegiella",
        "so": "Soomaali",
        "es": "Español",
        "ti": "ትግርኛ",
        "tr": "Türkçe",
        "uk": "Українська",
        "yi": "ייִדיש",
    }
)
USUAL = ("sv", "en")
"""The languages that every form is written in; a form may be read in more (`Questionnaire.more_languages`)."""
MORE = tuple(code for code in NAMES if code not in USUAL)
_RIGHT_TO_LEFT = frozenset({"ar", "ckb", "dv", "fa", "he", "ps", "sd", "ug", "ur", "yi"})


def known(code: str | None, otherwise: str) -> str:
    """Return the code where it is one of these, or "und" where another language was meant; else the fallback."""
    return code if code is not None and (code in NAMES or code == UNDETERMINED) else otherwise


def name(code: str) -> str:
    """Return the language's own name; the code itself where it has none here."""
    return NAMES.get(code, code)


def named(code: str) -> Localised:
    """Return what Swedish and English call the language: arabiska, Arabic."""
    return Localised.of({reader: Locale.parse(reader).languages.get(code, name(code)) for reader in USUAL})


def direction(code: str) -> str:
    """Return which way the language is written, as the `dir` attribute says it: ltr or rtl."""
    return "rtl" if code.partition("-")[0] in _RIGHT_TO_LEFT else "ltr"


def beyond_usual(codes: Iterable[str]) -> tuple[str, ...]:
    """Return those of the languages that are not the usual two, each once, in the order that stored forms have."""
    return tuple(sorted(set(codes) - set(USUAL)))
