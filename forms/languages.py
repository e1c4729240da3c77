"""The languages an organisation can say that it wrote in, each by its own name."""

from types import MappingProxyType

UNDETERMINED = "und"
NAMES = MappingProxyType(
    {
        "sv": "Svenska",
        "en": "English",
        "ar": "العربية",
        "fa": "فارسی",
        "fi": "Suomi",
        "fit": "Meänkieli",
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


def known(code: str | None, otherwise: str) -> str:
    """Return the code where it is one of these, or "und" where another language was meant; else the fallback."""
    return code if code is not None and (code in NAMES or code == UNDETERMINED) else otherwise


def name(code: str) -> str:
    """Return the language's own name; the code itself where it has none here."""
    return NAMES.get(code, code)
