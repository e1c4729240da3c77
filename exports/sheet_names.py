"""Names of sheets: what Excel accepts, each name once."""

from exports.cleaning import one_line

MOST_UNITS = 31
_FORBIDDEN = str.maketrans(dict.fromkeys("[]:*?/\\", "-"))
_RESERVED = {"historik", "history"}


def _units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def _shortened(name: str, room: int) -> str:
    while _units(name) > room:
        name = name[:-1]
    return name.strip(" '")


class SheetNames:
    """The names given so far in one workbook."""

    def __init__(self) -> None:
        self._taken: set[str] = set(_RESERVED)

    def give(self, wanted: str) -> str:
        """Return a name as near to the wanted one as the rules allow, and remember it as taken.

        At most 31 UTF-16 units, forbidden characters as hyphens, no apostrophe at either end, unlike every other
        name without regard to case, and never the name Excel keeps for itself.
        """
        base = _shortened(one_line(wanted).translate(_FORBIDDEN).strip(" '"), MOST_UNITS) or "-"
        name, number = base, 1
        while name.casefold() in self._taken:
            number += 1
            mark = f" ({number})"
            name = _shortened(base, MOST_UNITS - len(mark)) + mark
        self._taken.add(name.casefold())
        return name
