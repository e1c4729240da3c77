"""A question as lines of an answer workbook: what is filled in without the web, and how a cell is read back.

By default the lines follow from the question's WTForms fields, so that a new type has them at once: an input of text
is one line, one with choices a line with a list, one of several values a line for each choice, to be ticked.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from enum import StrEnum
from typing import Any, TypeAlias

from wtforms import BooleanField, Field, FileField, RadioField, SelectField, SelectMultipleField, TextAreaField
from wtforms.form import BaseForm

from forms.dates import parse_date
from forms.localised import Localised
from forms.numbers import parse_decimal, show_decimal
from forms.questionnaire import Question

CellValue: TypeAlias = str | int | float | bool | Decimal | date | None
"""What stands in a cell: as we write it, or as a reader of workbooks gives it back."""

WRITE = Localised(sv="Skriv ert svar.", en="Write your answer.")
PICK = Localised(sv="Välj ett i listan.", en="Choose one from the list.")
TICK = Localised(sv="Sätt x vid det som stämmer.", en="Put an x by what is right.")

NOT_OFFERED = Localised(
    sv="Det finns inget sådant alternativ. Välj ett i listan.", en="There is no such option. Choose one from the list."
)
NOT_A_TICK = Localised(
    sv="Sätt x vid det som stämmer, och lämna annars cellen tom.",
    en="Put an x by what is right, and otherwise leave the cell empty.",
)
A_DATE_FOR_A_NUMBER = Localised(
    sv="Cellen står som ett datum. Skriv talet på nytt.", en="The cell holds a date. Write the number again."
)

_TICKED = frozenset("x ✓ ✔ ☑ ☒ 1 ja j yes y true sant v".split())  # noqa: SIM905 - reads better than a list
_NOT_TICKED = frozenset("- – 0 nej n no false falskt ☐".split())  # noqa: SIM905 - reads better than a list
_FIRST_DAY = date(1899, 12, 30)
_FIRST_SURE_DAY = date(1900, 3, 1)  # Excel counts a 29 February 1900 that never was
_SERIALS = range(61, 109_575)  # to the end of 2199
_EXACT_DIGITS = 15
_MINUTES = 24 * 60


class NotUnderstood(ValueError):
    """A cell holds what its line can't take. `line` is the line's id, `sentence` says what to do."""

    def __init__(self, line: str, sentence: Localised) -> None:
        super().__init__(line, sentence.text("en"))
        self.line = line
        self.sentence = sentence


class CellKind(StrEnum):
    """What a line takes."""

    TEXT = "text"
    LONG_TEXT = "long_text"
    NUMBER = "number"
    DATE = "date"
    TIME = "time"
    CHOICE = "choice"
    TICK = "tick"


@dataclass(frozen=True)
class Option:
    """One choice of a line's list; `names` are all the ways to write it that are understood, folded."""

    key: str
    label: str
    names: frozenset[str]


@dataclass(frozen=True)
class Line:
    """One row to fill in. It belongs to the input with this suffix, and to the choice `key` where it is ticked.

    `part` says what of the question it asks, "" where it asks the whole; `how` is what to do, in words. `low` and
    `high` bound a number. Both texts are in the reader's language.
    """

    kind: CellKind = CellKind.TEXT
    input: str = ""
    key: str = ""
    part: str = ""
    how: str = ""
    options: tuple[Option, ...] = ()
    low: Decimal | None = None
    high: Decimal | None = None

    @property
    def id(self) -> str:
        """What tells the line from the question's others, in every language and version."""
        return f"{self.input}={self.key}" if self.key else self.input


def lines_of(fields: Callable[[str], Mapping[str, Field]], question: Question, locale: str) -> tuple[Line, ...]:
    """Return the lines that follow from the question's fields, made by language; none for what can't be typed."""
    known = [_lines_in(fields(language)) for language in _languages(question, locale)]
    return tuple(_named(line, [lines[place] for lines in known]) for place, line in enumerate(known[0]))


def fill(line: Line, values: Sequence[str]) -> CellValue:
    """Return what to write into a line's cell when its input holds these values; what it can't show stays text."""
    if line.kind is CellKind.TICK:
        return "x" if line.key in values else None
    text = values[0] if values else ""
    if line.kind is CellKind.CHOICE:
        return next((_list_value(option.label) for option in line.options if option.key == text), text)
    if line.kind is CellKind.DATE:
        day = parse_date(text)
        return day if day and day >= _FIRST_SURE_DAY else text
    number = parse_decimal(text) if line.kind is CellKind.NUMBER else None
    return number if number is not None and len(number.as_tuple().digits) <= _EXACT_DIGITS else text


def list_values(line: Line) -> tuple[CellValue, ...]:
    """Return what the line's list offers, whole numbers as numbers."""
    return tuple(_list_value(option.label) for option in line.options)


def read(line: Line, cell: CellValue, locale: str) -> list[str]:
    """Return the values of a line's input that a cell stands for, [] for an empty one. Raises NotUnderstood."""
    if cell is None or not str(cell).strip():
        return []
    if line.kind is CellKind.TICK:
        return _read_tick(line, cell, locale)
    if line.kind is CellKind.CHOICE:
        return [_read_choice(line, cell_text(cell, locale))]
    if line.kind is CellKind.NUMBER and isinstance(cell, date | bool):
        raise NotUnderstood(line.id, A_DATE_FOR_A_NUMBER)
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        return [_read_serial(line.kind, cell, locale)]
    return [cell_text(cell, locale)]


def cell_text(cell: CellValue, locale: str) -> str:
    """Return a cell as text: numbers as written in that language, days and moments in ISO's order."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return {"sv": "Ja", "en": "Yes"}.get(locale, "Ja") if cell else {"sv": "Nej", "en": "No"}.get(locale, "Nej")
    if isinstance(cell, float):
        return show_decimal(Decimal(format(cell, f".{_EXACT_DIGITS}g")), locale)
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == time() else f"{cell:%Y-%m-%d %H:%M}"
    return show_decimal(cell, locale) if isinstance(cell, Decimal) else str(cell)


def _languages(question: Question, locale: str) -> list[str]:
    texts = [question.label, *(choice.label for choice in (*question.choices, *question.rows))]
    return list(dict.fromkeys([locale, "sv", "en", *(language for text in texts for language in text.languages)]))


def _lines_in(fields: Mapping[str, Field]) -> list[Line]:
    unbound: dict[str, Any] = dict(fields)
    form = BaseForm(unbound)
    form.process()
    return [line for suffix in fields for line in _lines_of_field(suffix, form[suffix])]


def _lines_of_field(suffix: str, field: Field) -> Iterable[Line]:
    part = field.label.text if suffix else ""
    if isinstance(field, FileField):
        return
    if isinstance(field, SelectMultipleField):
        for key, label in _choices_of(field):
            yield Line(CellKind.TICK, suffix, key, label)
    elif isinstance(field, RadioField | SelectField):
        options = tuple(Option(key, label, frozenset({folded(label)})) for key, label in _choices_of(field))
        yield Line(CellKind.CHOICE, suffix, part=part, options=options)
    elif isinstance(field, BooleanField):
        yield Line(CellKind.TICK, suffix, "y", part)
    else:
        yield Line(CellKind.LONG_TEXT if isinstance(field, TextAreaField) else CellKind.TEXT, suffix, part=part)


def _choices_of(field: Any) -> list[tuple[str, str]]:
    return [(str(choice.value), str(choice.label)) for choice in field.iter_choices() if choice.value]


_HOW = {CellKind.CHOICE: PICK, CellKind.TICK: TICK}


def how_to(kind: CellKind, locale: str) -> str:
    """Return what to do at a line of this kind, where its question says nothing more exact."""
    return _HOW.get(kind, WRITE).text(locale)


def _named(line: Line, others: Sequence[Line]) -> Line:
    """The line with the names of its choices in every language."""
    names: dict[str, set[str]] = {}
    for other in others:
        for option in other.options:
            names.setdefault(option.key, set()).update(option.names)
    options = tuple(replace(option, names=frozenset(names[option.key])) for option in line.options)
    return replace(line, options=options)


def folded(text: str) -> str:
    """Return a text as it is compared: without regard to case, spaces at its ends and runs of them."""
    return " ".join(text.casefold().split())


def _list_value(label: str) -> CellValue:
    return int(label) if label.isascii() and label.isdecimal() and str(int(label[:9])) == label else label


def _read_choice(line: Line, text: str) -> str:
    wanted = folded(text)
    for matches in (
        [option for option in line.options if folded(option.label) == wanted],
        [option for option in line.options if option.key == text.strip()],
        [option for option in line.options if wanted in option.names],
    ):
        if len(matches) == 1:
            return matches[0].key
    raise NotUnderstood(line.id, NOT_OFFERED)


def _read_tick(line: Line, cell: CellValue, locale: str) -> list[str]:
    said = folded(cell_text(cell, locale))
    if said in _TICKED or said == folded(line.part):
        return [line.key]
    if said in _NOT_TICKED:
        return []
    raise NotUnderstood(line.id, NOT_A_TICK)


def _read_serial(kind: CellKind, number: float, locale: str) -> str:
    """A number as its line means it: a day or a time of day that has lost its format is a count of days."""
    if kind is CellKind.DATE and int(number) == number and int(number) in _SERIALS:
        return (_FIRST_DAY + timedelta(days=int(number))).isoformat()
    if kind is CellKind.TIME and 0 <= number < 1:
        hours, minutes = divmod(round(number * _MINUTES) % _MINUTES, 60)
        return f"{hours:02}:{minutes:02}"
    return cell_text(number, locale)
