"""One object of a SurveyJS file, read with care: any of its properties may be of any type."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from forms.numbers import parse_decimal
from forms.xlsform.report import Place


@dataclass(frozen=True)
class Element:
    """An object of the file. `language` is that of texts which name none."""

    properties: Mapping[str, object]
    language: str
    place: Place

    @property
    def name(self) -> str:
        """What conditions call it."""
        return self.text("name")

    @property
    def kind(self) -> str:
        """Its type."""
        return self.text("type")

    def at(self, name: str) -> Place:
        """Return the place of a property."""
        return self.place.at(name)

    def has(self, name: str) -> bool:
        """Whether the property says something."""
        return self.properties.get(name) not in (None, "", False, [], {})

    def text(self, name: str) -> str:
        """Return a property as one text; "" for an object or a list."""
        return as_text(self.properties.get(name))

    def flag(self, *names: str) -> bool:
        """Whether any of these properties, an older name among them, is set."""
        return any(self.properties.get(name) in (True, "true") for name in names)

    def number(self, name: str) -> Decimal | None:
        """Return a property that is a number, or None."""
        return parse_decimal(self.text(name))

    def texts(self, name: str) -> dict[str, str]:
        """Return a text by language."""
        return as_texts(self.properties.get(name), self.language)

    def items(self, *names: str) -> list[object]:
        """Return the list in the first of these properties that is one."""
        found = (value for name in names if isinstance(value := self.properties.get(name), list))
        return next(found, [])

    def elements(self, *names: str) -> Iterator["Element"]:
        """Yield the objects of a list."""
        for item in self.items(*names):
            if isinstance(item, Mapping):
                yield element(item, self.language, self.place.sheet)


def element(properties: Mapping[str, object], language: str, within: str = "") -> Element:
    """Return an object of the file; its place is its own name, or what it stands in."""
    return Element(properties, language, Place(as_text(properties.get("name")) or within))


def as_text(value: object) -> str:
    """Return what a value says as text, as conditions write it."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value) if isinstance(value, str | int | float) else ""


def as_texts(value: object, language: str) -> dict[str, str]:
    """Return a text by language, of one that may be plain or an object such as {"default": "Ja", "en": "Yes"}."""
    if isinstance(value, Mapping):
        texts = {("" if code == "default" else code): as_text(text) for code, text in value.items()}
        plain = texts.pop("", "")
        return {language: plain, **texts} if plain else texts
    return {language: as_text(value)} if as_text(value) else {}


def languages_of(document: object) -> set[str]:
    """Return the languages that any text of the file names."""
    found: set[str] = set()
    level: Sequence[object] = [document]
    while level:
        for value in level:
            if isinstance(value, Mapping) and "default" in value:
                found |= {code for code, text in value.items() if isinstance(text, str)} - {"default"}
        level = [child for value in level for child in _children(value)]
    return found


def _children(value: object) -> list[object]:
    if isinstance(value, Mapping):
        return list(value.values())
    return value if isinstance(value, list) else []
