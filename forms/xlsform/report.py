"""What a workbook held that could not be carried, line by line, and why one is refused."""

from dataclasses import dataclass
from enum import StrEnum

from forms.localised import Localised

MOST_LINES = 5_000
"""Lines of a report. Nobody reads more, and a page of them would take its time to come."""

AND_MORE = Localised(sv="Och {count} rader till av samma slag.", en="And {count} further lines of the same kind.")


class Severity(StrEnum):
    """How much a line of the report matters."""

    INFO = "info"
    """Nothing that anyone would miss."""
    WARNING = "warning"
    """Something was left out or changed; look at it."""
    REFUSAL = "refusal"
    """The workbook cannot be taken while this is so."""


@dataclass(frozen=True)
class ReportLine:
    """One sentence about one place; row 0 is the sheet as a whole, column "" the whole row.

    Sentences quote the workbook's own words: escape them wherever they are shown.
    """

    sheet: str
    row: int
    column: str
    message: Localised
    severity: Severity


class XlsFormError(ValueError):
    """The workbook holds no form that can be taken; `reasons` says why, place by place."""

    def __init__(self, reasons: tuple[ReportLine, ...]) -> None:
        super().__init__("; ".join(f"{line.sheet}:{line.row} {line.message.text('en')}" for line in reasons))
        self.reasons = reasons


class Report:
    """Collects lines while a workbook is read."""

    def __init__(self) -> None:
        self._lines: list[ReportLine] = []

    def info(self, place: "Place", message: Localised, **words: str | Localised) -> None:
        """Note what nobody will miss."""
        self._add(place, message, words, Severity.INFO)

    def warn(self, place: "Place", message: Localised, **words: str | Localised) -> None:
        """Note what was left out or changed."""
        self._add(place, message, words, Severity.WARNING)

    def warn_of(self, place: "Place", message: Localised, reason: Localised) -> None:
        """Note what was left out or changed, and why in a sentence that has its own translations."""
        filled = {code: text.replace("{reason}", reason.text(code)) for code, text in message.texts}
        self._lines.append(ReportLine(place.sheet, place.row, place.column, Localised.of(filled), Severity.WARNING))

    def refuse(self, place: "Place", message: Localised, **words: str | Localised) -> None:
        """Note what stops the whole workbook; reading goes on, so that all such things are told at once."""
        self._add(place, message, words, Severity.REFUSAL)

    @property
    def is_refusal(self) -> bool:
        """Whether something has stopped the workbook already."""
        return any(line.severity is Severity.REFUSAL for line in self._lines)

    def lines(self) -> tuple[ReportLine, ...]:
        """Return what was noted, or raise XlsFormError when something stops the workbook."""
        sheets = list(dict.fromkeys(line.sheet for line in self._lines))
        lines = sorted(self._lines, key=lambda line: (sheets.index(line.sheet), line.row))
        refusals = tuple(line for line in lines if line.severity is Severity.REFUSAL)[:MOST_LINES]
        if refusals:
            raise XlsFormError(refusals)
        return tuple(lines) if len(lines) <= MOST_LINES else _shortened(lines)

    def _add(self, place: "Place", message: Localised, words: dict[str, str | Localised], severity: Severity) -> None:
        """Fill the sentence in each of its languages; words that are ours follow the language, in small letters."""
        filled = Localised.of({code: text.format(**_shown(words, code)) for code, text in message.texts})
        self._lines.append(ReportLine(place.sheet, place.row, place.column, filled, severity))


@dataclass(frozen=True)
class Place:
    """Where in a workbook: sheet name, row number as the program shows it, column heading."""

    sheet: str
    row: int = 0
    column: str = ""

    def at(self, column: str) -> "Place":
        """Return this row's cell in a column."""
        return Place(self.sheet, self.row, column)


def _shortened(lines: list[ReportLine]) -> tuple[ReportLine, ...]:
    """Return the lines that matter most, in their order, and a last one that says how many there were beside them."""
    ranked = sorted(range(len(lines)), key=lambda place: (lines[place].severity is not Severity.WARNING, place))
    kept = [lines[place] for place in sorted(ranked[:MOST_LINES])]
    rest = str(len(lines) - MOST_LINES)
    told = Localised.of({code: text.format(count=rest) for code, text in AND_MORE.texts})
    return (*kept, ReportLine("", 0, "", told, Severity.WARNING))


def _shown(words: dict[str, str | Localised], language: str) -> dict[str, str]:
    return {
        name: word.text(language).lower() if isinstance(word, Localised) else _short(word)
        for name, word in words.items()
    }


def _short(word: str) -> str:
    return word if len(word) <= 80 else f"{word[:79]}…"
