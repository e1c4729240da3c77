"""A short mark of what stands in a question's cells, to tell whether anything was changed in a workbook."""

import hashlib
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import replace

from forms.answers import Secrecy, encode
from forms.documents import Json
from forms.question_types import question_type
from forms.question_types.base import InvalidAnswer
from forms.questionnaire import Question
from forms.workbook_lines import CellValue, NotUnderstood, cell_text, folded

NOTHING = ""
TICKED = "x"
_NOT_MARKED = frozenset({"", "nej", "no", "-"})


def mark_of(question: Question, cells: Mapping[str, CellValue], locale: str) -> str:
    """Return the mark of these cells, by line id: equal for cells that say the same, NOTHING for no answer."""
    kind = question_type(question.type)
    try:
        typed = kind.from_workbook(question, cells, locale)
    except NotUnderstood:
        return _hash(sorted([name, cell_text(cell, "sv")] for name, cell in cells.items() if cell is not None))
    return _mark_of_typed(question, typed, locale)


def with_secrecy(mark: str, secrecy: Secrecy) -> str:
    """The mark of an answer together with what is said of its secrecy."""
    return _hash([mark, secrecy_cell(secrecy)]) if secrecy.marked else mark


def secrecy_cell(secrecy: Secrecy) -> str:
    """What stands in the workbook: the reason, an x where none is given, nothing where the answer is not marked."""
    return (secrecy.reason.strip() or TICKED) if secrecy.marked else ""


def secrecy_said(told: str, before: Secrecy) -> Secrecy:
    """What such a cell says. A reason stays while unmarked, as on the web."""
    text = told.strip()
    if folded(text) in _NOT_MARKED:
        return replace(before, marked=False)
    return Secrecy(marked=True, reason="" if text.lower() == TICKED else text)


def is_held(question: Question, typed: Json, locale: str) -> bool:
    """Whether the workbook's cells can hold the typed answer whole, so that nothing is lost on the way."""
    cells = question_type(question.type).to_workbook(question, typed, locale)
    return mark_of(question, cells, locale) == _mark_of_typed(question, typed, locale)


def _mark_of_typed(question: Question, typed: Json, locale: str) -> str:
    kind = question_type(question.type)
    if kind.is_empty(question, typed):
        return NOTHING
    try:
        return _hash(kind.clean(question, typed, locale))
    except InvalidAnswer:
        return _hash(typed)


def _hash(value: Json) -> str:
    return hashlib.sha256(encode(_plain(value)).encode("utf-8", "surrogatepass")).hexdigest()[:16]


def _plain(value: Json) -> Json:
    """The value without what no cell holds, and without spaces that nobody sees."""
    if isinstance(value, str):
        lines = unicodedata.normalize("NFC", value).replace("\r\n", "\n").replace("\r", "\n").split("\n")
        return "\n".join("".join(filter(_is_held, line)).rstrip() for line in lines).strip()
    if isinstance(value, Mapping):
        return {key: _plain(inner) for key, inner in value.items()}
    return [_plain(inner) for inner in value] if isinstance(value, Sequence) else value


def _is_held(character: str) -> bool:
    return character == "\t" or (unicodedata.category(character) not in {"Cc", "Cs", "Cn"} and character != "\ufeff")
