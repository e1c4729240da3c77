"""Languages as workbooks name them ("Svenska (sv)", "english") and as we do (sv, en)."""

import re

_NAMES = {
    "sv": ("svenska", "swedish"),
    "en": ("english", "engelska"),
    "fi": ("suomi", "finnish", "finska"),
    "da": ("dansk", "danish", "danska"),
    "no": ("norsk", "norwegian", "norska"),
    "de": ("deutsch", "german", "tyska"),
    "fr": ("français", "francais", "french", "franska"),
    "es": ("español", "espanol", "spanish", "spanska"),
    "pt": ("português", "portugues", "portuguese"),
    "ar": ("العربية", "arabic", "arabiska"),
    "fa": ("فارسی", "persian", "farsi", "persiska"),
    "so": ("soomaali", "somali", "somaliska"),
    "sw": ("kiswahili", "swahili"),
    "uk": ("українська", "ukrainian", "ukrainska"),
    "zh": ("中文", "chinese", "kinesiska"),
}
_CODES = {name: code for code, names in _NAMES.items() for name in names}
_CODE = r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*"
_WITH_CODE = re.compile(rf".*\((?P<code>{_CODE})\)", re.DOTALL | re.IGNORECASE)


def language_code(name: str) -> str:
    """Return the code for a language as a heading names it; an unknown name stands for itself."""
    plain = name.strip()
    with_code = _WITH_CODE.fullmatch(plain)
    if with_code:
        language, *region = with_code["code"].split("-")
        return "-".join((language.lower(), *region))
    return plain if re.fullmatch(_CODE, plain) else _CODES.get(plain.casefold(), plain.casefold())


def language_heading(code: str) -> str:
    """Return how a heading names the language, readable again by `language_code`: "Svenska (sv)"."""
    if not re.fullmatch(_CODE, code):
        return code
    name = _NAMES.get(code, (code,))[0]
    return f"{name[:1].upper()}{name[1:]} ({code})"
