"""Words of the office that readers stumble over, and what to write instead. A stem ends with *."""

import re

SWEDISH = {
    "avseende": "om",
    "beträffande": "om",
    "gällande": "om",
    "rörande": "om",
    "erfordra*": "behöva",
    "erforderlig*": "nödvändig",
    "föreligg*": "finnas",
    "samtliga": "alla",
    "vederbörande": "den som det gäller",
    "åligg*": "måste",
    "åvila*": "måste",
    "tillse": "se till",
    "huruvida": "om",
    "jämlikt": "enligt",
    "ovanstående": "det som står över",
    "nedanstående": "det som följer",
    "implementera*": "införa",
    "implementering*": "införande",
    "inkludera*": "ta med",
    "exkludera*": "lämna ute",
    "initiera*": "börja",
    "intressent*": "de som berörs",
    "incitament*": "skäl",
    "problematik*": "problem",
    "frågeställning*": "fråga",
    "målsättning*": "mål",
    "kontext*": "sammanhang",
    "prevalens*": "hur vanligt det är",
    "i syfte att": "för att",
    "med anledning av": "för",
    "i enlighet med": "enligt",
}
ENGLISH = {
    "regarding": "about",
    "concerning": "about",
    "pertaining": "about",
    "utilise*": "use",
    "utilize*": "use",
    "facilitate*": "help",
    "commence*": "begin",
    "terminate*": "end",
    "stakeholder*": "those concerned",
    "pursuant": "under",
    "aforementioned": "these",
    "in order to": "to",
    "with regard to": "about",
    "prior to": "before",
    "in the event of": "if",
}
_LISTS = {"sv": SWEDISH, "en": ENGLISH}


def found(text: str, language: str) -> list[tuple[str, str]]:
    """Return the words of the list that stand in the text as they stand there, each with what to write instead."""
    hits = []
    for word, plain in _LISTS.get(language, {}).items():
        match = _PATTERNS[language, word].search(text)
        if match:
            hits.append((match[0], plain))
    return hits


def _pattern(word: str) -> re.Pattern[str]:
    stem = re.escape(word.removesuffix("*"))
    end = r"\w*" if word.endswith("*") else r"(?!\w)"
    return re.compile(rf"(?<!\w){stem}{end}", re.IGNORECASE)


_PATTERNS = {(language, word): _pattern(word) for language, listed in _LISTS.items() for word in listed}
